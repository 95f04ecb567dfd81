/** What this user likes on this machine: language and theme. Nothing of the register is kept here. */
import { setLocale, type Locale } from '../i18n/index.svelte';

export type Theme = 'light' | 'dark';

class Settings {
  theme = $state<Theme>('light');
  listOpen = $state(true);

  start(): void {
    const system: Theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    this.setTheme((localStorage.getItem('theme') as Theme | null) ?? system);
    this.setLocale((localStorage.getItem('locale') as Locale | null) ?? 'zh-CN');
    this.listOpen = localStorage.getItem('list') !== 'closed';
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem('theme', theme);
  }

  setLocale(locale: Locale): void {
    setLocale(locale);
    localStorage.setItem('locale', locale);
  }

  toggleTheme(): void {
    this.setTheme(this.theme === 'light' ? 'dark' : 'light');
  }

  setListOpen(open: boolean): void {
    this.listOpen = open;
    localStorage.setItem('list', open ? 'open' : 'closed');
  }
}

export const settings = new Settings();
