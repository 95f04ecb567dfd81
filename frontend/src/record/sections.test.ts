import { expect, test } from 'vitest';
import type { FieldMeta } from '../bindings/FieldMeta';
import { essential, sectionsOf } from './sections';

const meta = (field: string, section: string, requirement = 'optional'): FieldMeta => ({ kind: 'tenancy', field, zh: field, en: field, editor: 'text', list: null, recordKind: null, requirement, section, personal: false });

test('every field of a form stands in exactly one section, in the order of the catalogue', () => {
  const fields = [meta('a', 'place'), meta('b', 'dates'), meta('c', 'place')];
  expect(sectionsOf(fields).map(({ name, fields: own }) => [name, own.map((each) => each.field)]), 'none lost, none twice').toEqual([['place', ['a', 'c']], ['dates', ['b']]]);
});

test('a form begins with what is needed and what is known', () => {
  expect(essential(meta('a', 'x', 'must'), undefined), 'needed').toBe(true);
  expect(essential(meta('a', 'x'), ''), 'optional and empty').toBe(false);
  expect(essential(meta('a', 'x'), '中'), 'what a ledger filled in is never hidden').toBe(true);
});
