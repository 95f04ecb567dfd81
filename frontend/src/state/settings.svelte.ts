/** What this user likes on this machine: language, theme, how the map looks. Nothing of the register is kept here. */
import type { Preferences } from '../bindings/Preferences';
import { locale, setLocale, type Locale } from '../i18n/index.svelte';
import type { Quality } from '../viewer/viewer';
import { keepPreferences } from './preferences';

export type Theme = 'light' | 'dark';
/** How fine the 3D picture may be: left to the machine, or chosen once. */
export const QUALITIES = ['auto', 'fine', 'fast'] as const satisfies readonly Quality[];

class Settings {
  theme = $state<Theme>('light');
  listOpen = $state(true);
  quality = $state<Quality>('auto');
  minimap = $state(true);

  /** Until the program has said what was chosen before, the window follows the system. */
  start(): void {
    this.#showTheme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    setLocale('zh-CN');
  }

  /** Takes on what was chosen before; what was never chosen stays as the system has it. */
  take({ locale: language, theme, listOpen, mapQuality, minimap }: Preferences): void {
    if (language === 'zh-CN' || language === 'en') setLocale(language);
    if (theme === 'light' || theme === 'dark') this.#showTheme(theme);
    if (listOpen !== null) this.listOpen = listOpen;
    this.quality = QUALITIES.find((each) => each === mapQuality) ?? this.quality;
    if (minimap !== null) this.minimap = minimap;
  }

  setTheme(theme: Theme): void {
    this.#showTheme(theme);
    this.#keep();
  }

  setLocale(to: Locale): void {
    setLocale(to);
    this.#keep();
  }

  toggleTheme(): void {
    this.setTheme(this.theme === 'light' ? 'dark' : 'light');
  }

  setListOpen(open: boolean): void {
    this.listOpen = open;
    this.#keep();
  }

  setQuality(quality: Quality): void {
    this.quality = quality;
    this.#keep();
  }

  setMinimap(shown: boolean): void {
    this.minimap = shown;
    this.#keep();
  }

  #showTheme(theme: Theme): void {
    this.theme = theme;
    document.documentElement.dataset['theme'] = theme;
  }

  #keep(): void {
    keepPreferences({ locale: locale(), theme: this.theme, listOpen: this.listOpen, mapQuality: this.quality, minimap: this.minimap });
  }
}

export const settings = new Settings();
