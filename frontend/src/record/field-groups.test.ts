import { expect, test } from 'vitest';
import type { FieldMeta } from '../bindings/FieldMeta';
import { fieldGroups } from './field-groups';

const row = (field: string) => ({ field, value: null, origin: null });
const meta = (field: string, section: string): FieldMeta => ({ kind: 'person', field, zh: field, en: field, editor: 'text', list: null, recordKind: null, requirement: 'optional', section, personal: false });
const catalogue = [meta('name', 'identity'), meta('phones', 'contact'), meta('hukou_address', 'hukou')];
const sectionOf = (field: string): string => catalogue.find((each) => each.field === field)?.section ?? 'other';

test('every field of the record is shown exactly once, in the order of the form', () => {
  const fields = ['a_field_of_tomorrow', 'hukou_address', 'phones', 'name'].map(row);
  const groups = fieldGroups(fields, sectionOf, catalogue);
  expect(groups.map((group) => group.name), 'the order of the form').toEqual(['identity', 'contact', 'hukou', 'other']);
  expect(groups.at(-1), 'what this version does not know is kept and shown').toEqual({ name: 'other', rows: [row('a_field_of_tomorrow')] });
});

test('a section without fields is left out', () => {
  expect(fieldGroups([row('name')], sectionOf, catalogue).map((group) => group.name), 'no empty headings').toEqual(['identity']);
});
