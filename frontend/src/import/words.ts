/** What the importer says of a file. It says it in Chinese, as ledgers are; English readers get its sentences from a list. */
import { locale } from '../i18n/index.svelte';
import english from './english.json';

const WHOLE: Readonly<Record<string, string>> = english;
/** Sentences with gaps, the more exact first; what fills a gap may be a phrase itself. */
const GAPPED = Object.entries(WHOLE)
  .filter(([chinese]) => chinese.includes('{}'))
  .sort(([one], [other]) => other.length - one.length)
  .map(([chinese, words]) => ({ fits: new RegExp(`^${chinese.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.*?)')}$`, 's'), words }));

/** In the reader's language; what the list does not know stays as it is. */
export function inWords(chinese: string): string {
  return locale() === 'en' ? inEnglish(chinese) : chinese;
}

function inEnglish(chinese: string): string {
  return whole(chinese) ?? listed(chinese, '；', '; ') ?? gapped(chinese) ?? listed(chinese, '、', ', ') ?? chinese;
}

const whole = (chinese: string): string | undefined => WHOLE[chinese];

function gapped(chinese: string): string | undefined {
  for (const { fits, words } of GAPPED) {
    const found = fits.exec(chinese);
    if (found) return words.replace(/\{(\d)\}/g, (_, gap: string) => inEnglish(found[Number(gap)] ?? ''));
  }
  return undefined;
}

/** Several sentences joined; a mark that only parts a sentence joins nothing. */
function listed(chinese: string, mark: string, joint: string): string | undefined {
  const parts = chinese.split(mark).map((part) => whole(part) ?? gapped(part));
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts.join(joint) : undefined;
}
