import { expect, test } from 'vitest';
import type { UndoDependent } from '../bindings/UndoDependent';
import { laterWork } from './dependents';

const change = (part: Partial<UndoDependent>): UndoDependent => ({ kind: 'person', id: 'p1', title: '石*', field: 'phones', atMs: 1, user: '王警官', batchId: null, batch: null, ...part });

test('what rests on a batch is told by the work that did it, the newest first, each record once', () => {
  const works = laterWork([
    change({ field: 'citizen_id', atMs: 5, batchId: 'b2', batch: '更正.xlsx' }), change({ field: 'id_state', atMs: 5, batchId: 'b2', batch: '更正.xlsx' }),
    change({ atMs: 7 }), change({ kind: 'stay', id: 's1', field: null, atMs: 6, batchId: 'b2', batch: '更正.xlsx' }),
  ]);
  expect(works.map((work) => [work.batch, work.changes, work.atMs]), 'the edit by hand is newer than the ledger').toEqual([[null, 1, 7], ['更正.xlsx', 3, 6]]);
  expect(works[1]?.records.map((record) => [record.id, record.fields]), 'a record with its fields; one that only refers has none').toEqual([['p1', ['citizen_id', 'id_state']], ['s1', []]]);
});

test('two officers are two lines of work', () => {
  expect(laterWork([change({}), change({ user: '李警官' })]).length, 'each can be asked about their own').toBe(2);
});
