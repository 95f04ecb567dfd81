import { expect, test } from 'vitest';
import type { FieldMeta } from '../bindings/FieldMeta';
import { checkField } from './field-check';

const meta = (editor: string, requirement = 'optional'): FieldMeta => ({ kind: 'tenancy', field: 'x', zh: '甲', en: 'X', editor, list: null, recordKind: null, requirement, section: 'basics', personal: false });

test('a date is sent as exact as it was typed', () => {
  expect(checkField(meta('date'), '2024年5月').value, 'what a clerk writes becomes what is stored').toBe('2024-05');
  expect(checkField(meta('date'), '2024-13').wrong, 'there is no thirteenth month').toBeTruthy();
});

test('nothing is nothing, unless the record needs it', () => {
  expect(checkField(meta('text'), '  ')).toMatchObject({ value: null });
  expect(checkField(meta('text', 'must'), '  ').wrong, 'a record without it cannot be saved').toBeTruthy();
});

test('only numbers go into fields of numbers', () => {
  expect(checkField(meta('number'), '3').wrong, 'a count').toBeUndefined();
  expect(checkField(meta('number'), '3.5').wrong, 'half a room is no room').toBeTruthy();
  expect(checkField(meta('decimal'), '88.5').wrong, 'square metres').toBeUndefined();
  expect(checkField(meta('text'), '110105xxx').wrong, 'a doubtful number is a finding, never a barrier').toBeUndefined();
});
