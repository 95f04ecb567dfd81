import { expect, test } from 'vitest';
import { choicesOf, corrections, differences, NOTHING, withAnswer, withColumn, withCoordinates, withDate, withDecisions, withFixes, withHeader, withoutColumn, withoutFix, withSkip } from './choices';

test('a choice taken back leaves nothing behind', () => {
  const said = withoutColumn(withColumn(NOTHING, '人口', 'C', 'citizen_id'), '人口', 'C');
  expect(said.sheets, 'an empty word about a sheet is no word').toEqual([]);
  expect(differences(said, NOTHING), 'the file need not be read again').toBe(0);
});

test('the last word about a column, a value, an answer and a row holds', () => {
  let said = withColumn(withColumn(NOTHING, '', 'C', 'citizen_id'), '', 'C', 'permit_no');
  said = withFixes(withFixes(said, '', 'D', ['男性', 'M'], '男'), '', 'D', ['M'], '女');
  said = withAnswer(withAnswer(said, '', 'hidden_rows', 'take'), '', 'hidden_rows', 'leave');
  said = withDecisions(withDecisions(said, [{ sheet: '', row: 9, take: { what: 'new' } }]), [{ sheet: '', row: 9, take: { what: 'ledger' } }]);
  const sheet = choicesOf(said, '');
  expect(sheet.columns, 'one word for a column').toEqual([{ column: 'C', field: 'permit_no' }]);
  expect(sheet.fixes, 'each value means one thing').toEqual([{ column: 'D', from: '男性', to: '男' }, { column: 'D', from: 'M', to: '女' }]);
  expect(sheet.answers, 'one answer to a question').toEqual([{ code: 'hidden_rows', answer: 'leave' }]);
  expect(said.decisions, 'one decision on a row').toEqual([{ sheet: '', row: 9, take: { what: 'ledger' } }]);
});

test('rows of the same number on two sheets are two rows', () => {
  const said = withDecisions(NOTHING, [{ sheet: '1幢', row: 9, take: { what: 'new' } }, { sheet: '2幢', row: 9, take: { what: 'new' } }]);
  expect(withDecisions(said, [{ sheet: '1幢', row: 9, take: null }]).decisions.map((each) => each.sheet), 'only the one is taken back').toEqual(['2幢']);
});

test('the same word of two columns is two fixes, and one of them can be taken back', () => {
  const said = withFixes(withFixes(NOTHING, '', 'C', ['无'], '未知'), '', 'D', ['无'], '0');
  expect(choicesOf(withoutFix(said, '', 'C', '无'), '').fixes, 'the other column keeps its own').toEqual([{ column: 'D', from: '无', to: '0' }]);
});

test('each thing said counts once, and what a profile keeps is less than what is read', () => {
  const said = withDecisions(withDate(withSkip(withHeader(withFixes(NOTHING, '人口', 'D', ['a', 'b', 'c'], 'x'), '人口', { first: 2, last: 3 }), '备查', true), '2026-03'), [{ sheet: '人口', row: 7, take: { what: 'new' } }]);
  expect(differences(said, NOTHING), 'three values, a header, a sheet, a day, a row').toBe(7);
  expect(corrections(said), 'the day and the row are this file’s own').toBe(5);
  expect(differences(said, withFixes(said, '人口', 'D', ['a'], 'y')), 'another meaning of one value').toBe(1);
});

test('the coordinates of a map file are one thing said of it, and nothing a ledger’s profile keeps', () => {
  const said = withCoordinates(NOTHING, { system: 'gcj02' });
  expect(differences(said, NOTHING), 'the file is read again').toBe(1);
  expect(differences(said, withCoordinates(said, { system: 'epsg', code: 4549 })), 'other coordinates, another reading').toBe(1);
  expect(differences(withCoordinates(said, null), NOTHING), 'as the file says again').toBe(0);
  expect(corrections(said)).toBe(0);
});
