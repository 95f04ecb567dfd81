/** What this user likes on this machine: language and theme. Nothing of the register is kept here. */
import type { Preferences } from '../bindings/Preferences';
import { locale, setLocale, type Locale } from '../i18n/index.svelte';
import { keepPreferences } from './preferences';

export type Theme = 'light' | 'dark';

class Settings {
  theme = $state<Theme>('light');
  listOpen = $state(true);

  /** Until the program has said what was chosen before, the window follows the system. */
  start(): void {
    this.#showTheme(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    setLocale('zh-CN');
  }

  /** Takes on what was chosen before; what was never chosen stays as the system has it. */
  take({ locale: language, theme, listOpen }: Preferences): void {
    if (language === 'zh-CN' || language === 'en') setLocale(language);
    if (theme === 'light' || theme === 'dark') this.#showTheme(theme);
    if (listOpen !== null) this.listOpen = listOpen;
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

  #showTheme(theme: Theme): void {
    this.theme = theme;
    document.documentElement.dataset['theme'] = theme;
  }

  #keep(): void {
    keepPreferences({ locale: locale(), theme: this.theme, listOpen: this.listOpen });
  }
}

export const settings = new Settings();
