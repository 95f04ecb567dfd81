import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import en from '../i18n/en.json';
import zh from '../i18n/zh-CN.json';
import { previewOf } from '../mock/imports';
import { NOTHING, withDecisions, withFixes } from './choices';
import { matches, reasonsOf, shares, total, written } from './counts';
import { facetRows, meantAlready } from './facets';
import { FIELD_GROUPS, fieldGroups } from './fields';
import { blockOf, newsOf } from './planned';
import { duration, progressText } from './progress-text';
import { commonWays, settledRows, takeOf, tellingCells, waitingGroups, waysOf } from './waiting';
import { workspace } from './workspace.svelte';

const preview = previewOf(NOTHING);
beforeEach(() => { workspace.end(); });

test('the counts add up to the rows, and the reasons of an outcome to its count', () => {
  expect(total(preview.counts), 'every row is counted once').toBe(preview.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0));
  expect(reasonsOf(preview, 'pending').reduce((sum, each) => sum + each.rows, 0), 'no waiting row without a reason').toBe(preview.counts.pending);
  expect(Math.round(shares(preview.counts).reduce((sum, each) => sum + each.percent, 0)), 'the bar is full').toBe(100);
  expect(written(preview.counts), 'what is written is new, changed or waits').toBe(total(preview.counts) - preview.counts.unchanged - preview.counts.rejected - preview.counts.dropped);
});

test('a count shows exactly its rows', () => {
  const rows = preview.sheets.flatMap((sheet) => sheet.rows);
  for (const each of reasonsOf(preview, 'pending')) expect(rows.filter((row) => matches({ outcome: 'pending', reason: each.reason }, row)).length, each.reason).toBe(each.rows);
});

test('a second press on an outcome shows all rows again, a second one on a reason its outcome', () => {
  workspace.toggle('pending');
  workspace.toggle('pending', 'newer_edit');
  workspace.toggle('pending', 'newer_edit');
  expect(workspace.filter, 'back to the outcome').toEqual({ outcome: 'pending', reason: null });
  workspace.toggle('pending');
  expect(workspace.filter.outcome, 'back to all').toBeNull();
});

test('what is the matter comes first, what was said next, and a word said takes the problem away', () => {
  const facets = [{ value: '常住', count: 300, problem: null, readAs: null }, { value: '长住', count: 9, problem: '?', readAs: null }, { value: '租客', count: 9, problem: null, readAs: '暂住' }, { value: '住户', count: 2, problem: '?', readAs: null }];
  const rows = facetRows(facets, undefined, [{ column: 'J', from: '长住', to: '常住' }], [], 'kind', '');
  expect(rows.map((row) => row.value), 'in the order they need a look').toEqual(['住户', '长住', '常住', '租客']);
  expect(rows[1], 'it says what it means').toMatchObject({ problem: null, fix: { to: '常住', own: true } });
  expect(facetRows(facets, undefined, [], [{ column: 'J', from: '长住', to: '常住' }], 'kind', '')[1]?.fix?.own, 'what a profile says is told apart').toBe(false);
  expect(meantAlready(facets), 'the most usual meaning is offered first').toEqual(['常住', '暂住']);
});

test('a value that is not listed can be spoken of where it stands, and what was said of it stays in sight', () => {
  expect(facetRows([], '330299196503044061', [], [], 'citizen_id', '').map((row) => row.value), 'the number of the cell the keys are on').toEqual(['330299196503044061']);
  expect(facetRows([], undefined, [{ column: 'B', from: '1', to: '2' }], [], 'citizen_id', '')[0]?.fix, 'so that it can be taken back').toEqual({ to: '2', own: true });
});

test('ethnicity is not listed or counted over people', () => {
  expect(facetRows([{ value: '甲', count: 9, problem: null, readAs: null }, { value: '?', count: 1, problem: '?', readAs: null }], undefined, [], [], 'ethnicity', '').map((row) => row.value), 'only what cannot be read').toEqual(['?']);
});

test('rows that wait are offered what fits them, and all alike only what fits all', () => {
  const groups = waitingGroups(preview);
  expect(groups.reduce((sum, group) => sum + group.total, 0), 'each waiting row is in one group').toBe(preview.counts.pending);
  const [same, edited] = [groups.find((group) => group.reason === 'ambiguous_person'), groups.find((group) => group.reason === 'newer_edit')];
  expect(commonWays(same?.rows ?? []), 'who it is').toEqual(['best', 'new', 'wait']);
  expect(commonWays(edited?.rows ?? []), 'who is right').toEqual(['ledger', 'register', 'wait']);
  expect(commonWays([...(same?.rows ?? []), ...(edited?.rows ?? [])]), 'of both together nothing but waiting').toEqual(['wait']);
  const row = same?.rows[0]?.row;
  expect(row && takeOf('best', row), 'the best match is the first candidate').toEqual({ what: 'candidate', id: row?.candidates[0]?.id });
  expect(row && waysOf({ ...row, candidates: [], changes: [] }), 'a row with nothing to choose can only wait').toEqual(['wait']);
});

test('a row is known by its name and place, also where the place is merged from above', () => {
  const sheet = preview.sheets[0];
  const row = sheet?.rows.find((each) => each.outcome === 'added' && each.cells[1] === '');
  expect(sheet && row && tellingCells({ sheet, row }).map((cell) => cell.text), 'the home stands in the first row of the family').toContain('1幢');
});

test('a decided row leaves the waiting ones once the file is read with it, and the count with it', () => {
  const first = waitingGroups(preview)[0]?.rows[0];
  const decided = withDecisions(NOTHING, [{ sheet: first?.sheet.name ?? '', row: first?.row.row ?? 0, take: { what: 'new' } }]);
  expect(settledRows(preview, decided), 'until then it stays where it is').toEqual([]);
  const after = previewOf(decided);
  expect([settledRows(after, decided).length, after.counts.pending], 'then it can be taken back among the decided').toEqual([1, preview.counts.pending - 1]);
  expect(total(after.counts), 'no row is lost').toBe(total(preview.counts));
});

test('a fix reaches every row of its value', () => {
  const after = previewOf(withFixes(NOTHING, '人口', 'J', ['长住'], '常住')).sheets[0];
  const fixed = after?.rows.filter((row) => row.marks.some((mark) => mark.mark === 'fixed')).length;
  expect(fixed, 'as many as the list counts').toBe(after?.columns.find((column) => column.column === 'J')?.facets.find((facet) => facet.value === '长住')?.count);
});

test('every field that the importer knows can be chosen, once, under a name', () => {
  const source = readFileSync('../data-import/src/field.rs', 'utf8');
  const codes = [...(source.split('field_codes! {')[1] ?? '').split('\n}')[0]?.matchAll(/\w+ = "([^"]+)"/g) ?? []].map((match) => match[1] ?? '');
  const offered = FIELD_GROUPS.flatMap((group) => group.fields);
  expect(codes.length, 'the list of the importer was read').toBeGreaterThan(100);
  expect([...offered].sort(), 'none is missing, none is invented, none stands twice').toEqual([...codes].sort());
  const known: Record<string, string>[] = [zh, en];
  for (const messages of known) expect(offered.filter((code) => !messages[`column.${code}`] && !messages[`field.${code}`]), 'a field without a name would be shown as its code').toEqual([]);
});

test('the fields of a ledger’s own kind come first, and typing narrows them', () => {
  expect(fieldGroups('单位台账', '')[0]?.group, 'a ledger of organisations').toBe('organisation');
  expect(fieldGroups('', '身份证').flatMap((group) => group.fields), 'by their Chinese name').toContain('owner.citizen_id');
  expect(fieldGroups('人口台账', 'citizen_id').flatMap((group) => group.fields), 'or by their code').toContain('citizen_id');
});

test('a planned building has its floors from the bottom and lights what is new', () => {
  const block = blockOf({ title: '', isNew: false, moreRooms: 0, rooms: [{ unit: '2', floor: 10, number: '1002', isNew: true, persons: 0 }, { unit: '', floor: -1, number: '车库', isNew: false, persons: 0 }, { unit: '2', floor: 2, number: '201', isNew: false, persons: 3 }, { unit: '1', floor: 10, number: '1001', isNew: true, persons: 1 }] });
  expect(block.floors.map((floor) => floor.floor), 'ten is above two').toEqual([-1, 2, 10]);
  expect([block.units, block.floors[2]?.rooms.map((room) => room.number)], 'units and rooms in order').toEqual([['1', '2'], ['1001', '1002']]);
  expect(new Set(block.floors.flatMap((floor) => floor.rooms.map((room) => `${room.state} ${room.id.split(':')[0] ?? ''}`))), 'new and known rooms look different').toEqual(new Set(['unknown old', 'owner_occupied new']));
  expect(newsOf({ title: '', isNew: true, moreRooms: 0, rooms: [{ unit: '', floor: 1, number: '1', isNew: true, persons: 2 }] }), 'rooms and the people in them').toEqual({ rooms: 1, persons: 2 });
});

test('how long it still takes is said as people say it', () => {
  expect([duration(45), duration(150), duration(7500)], 'seconds, minutes, hours').toEqual(['45 秒', '3 分钟', '2 小时 5 分']);
  expect(progressText({ progress: { phase: 'writing', done: 5000, total: 50_000, share: null }, perSecond: 2500, left: 18 }), 'rows, pace, rest').toBe('5,000 / 50,000 行 · 每秒 2,500 行 · 约剩 18 秒');
  expect(progressText({ progress: { phase: 'reading', done: 0, total: 0, share: null }, perSecond: null, left: null }), 'nothing is said before anything is known').toBe('');
});
