import { expect, test } from 'vitest';
import { grouped } from './groups';

const row = (field: string) => ({ field, value: null, origin: null });

test('every field of the record is shown exactly once', () => {
  const fields = ['hukou_address', 'name', 'a_field_of_tomorrow', 'phones'].map(row);
  const groups = grouped(fields);
  expect(groups.flatMap((group) => group.rows.map((r) => r.field)).sort(), 'none lost, none twice').toEqual(fields.map((r) => r.field).sort());
  expect(groups.at(-1), 'what this version does not know is kept and shown').toEqual({ name: 'other', rows: [row('a_field_of_tomorrow')] });
});

test('a group without fields is left out', () => {
  expect(grouped([row('name')]).map((group) => group.name), 'no empty headings').toEqual(['identity']);
});
