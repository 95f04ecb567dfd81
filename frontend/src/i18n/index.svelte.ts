/** Messages in Chinese and English. `t` is reactive: a switch of language redraws what is on the screen. */
import i18next from 'i18next';
import en from './en.json';
import zh from './zh-CN.json';

export type Locale = 'zh-CN' | 'en';
type Singular<K extends string> = K extends `${infer Stem}_other` ? Stem : K;
export type MessageKey = Singular<keyof typeof zh>;
type Values = Record<string, string | number>;

const library = i18next.createInstance();
void library.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
});

let current = $state<Locale>('zh-CN');

export function locale(): Locale {
  return current;
}

export function setLocale(to: Locale): void {
  void library.changeLanguage(to);
  current = to;
  if (typeof document !== 'undefined') document.documentElement.lang = to;
}

/** The message of a key in the current language; `n` chooses the plural and is shown with group separators. */
export function t(key: MessageKey, values: Values = {}): string {
  const lng = current;
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value.toLocaleString(lng) : value]));
  const count = typeof values['n'] === 'number' ? { count: values['n'] } : {};
  return library.t(key, { lng, ...shown, ...count });
}

/** The message of a key that data brought along, or the given text where there is none (a field a newer version added). */
export function tOr(key: string, otherwise: string): string {
  return library.exists(key) ? library.t(key, { lng: current }) : otherwise;
}

/** The text of a pair in the current language. */
export function pick(pair: { zh: string; en: string }): string {
  return current === 'en' ? pair.en : pair.zh;
}
