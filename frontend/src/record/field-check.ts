/** What can be said of a typed value before it is sent: how it is understood, or that it cannot be meant. */
import type { FieldMeta } from '../bindings/FieldMeta';
import { t } from '../i18n/index.svelte';
import { precisionOf, readPartialDate } from '../lib/partial-date';

export interface Check {
  /** The value to send; none where the text is none. */
  value: string | null;
  wrong?: string;
  hint?: string;
}

/** Reads a field as typed. Only what the program would refuse for its form is refused here: doubtful data is saved. */
export function checkField(meta: FieldMeta, typed: string): Check {
  const text = typed.trim();
  if (text === '') return meta.requirement === 'must' ? { value: null, wrong: t('record.required') } : { value: null, ...hintOf(meta) };
  if (meta.editor === 'date') {
    const date = readPartialDate(text);
    return date ? { value: date, hint: t(`date.${precisionOf(date)}`, { date }) } : { value: text, wrong: t('date.wrong') };
  }
  if (meta.editor === 'number' && !/^-?\d+$/.test(text)) return { value: text, wrong: t('record.wholeNumber') };
  if (meta.editor === 'decimal' && !/^-?\d+(\.\d+)?$/.test(text)) return { value: text, wrong: t('record.number') };
  return { value: text, ...hintOf(meta) };
}

function hintOf(meta: FieldMeta): { hint?: string } {
  if (meta.editor === 'texts') return { hint: t('field.severalHint') };
  if (meta.editor === 'date') return { hint: t('date.hint') };
  return meta.editor === 'long_text' ? { hint: t('record.textNotice') } : {};
}
