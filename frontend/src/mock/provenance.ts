/** Invented sources of values and kept files, for the window without a program behind it. */
import type { KeptLedgers } from '../bindings/KeptLedgers';
import type { UndoDependent } from '../bindings/UndoDependent';
import type { UndoDependents } from '../bindings/UndoDependents';
import type { ValueOrigin } from '../bindings/ValueOrigin';

const SHA = '9f2c41d07b6e58a3c0d19e7f42b8a6510c3de97f1b2a4c5d6e7f8091a2b3c4d5';

export function originsOf(_kind: string, _id: string, field: string): ValueOrigin[] {
  const cell = { file: '人口台账.xlsx', format: 'xlsx', sha256: SHA, sheet: '人口', row: 21, column: 'D', header: field === 'citizen_id' ? '证件·号码' : '联系电话', raw: '139 0000 1234', purged: false, withheld: false };
  return [
    { by: 'hand', atMs: Date.UTC(2026, 8, 21, 2, 5), user: '示例民警', value: '13900009999', note: '本人告知', batchId: null, batch: null, cell: null, rules: [{ code: 'by_hand', zh: '人工填写', en: 'Entered by hand' }] },
    { by: 'ledger', atMs: Date.UTC(2026, 4, 6, 2, 30), user: '示例内勤', value: '13900001234', note: null, batchId: 'x1', batch: '人口台账.xlsx', cell, rules: [{ code: 'phone_cleaned', zh: '电话去空格、横线等', en: 'Phone tidied' }] },
  ];
}

/** What rests on a batch: a later ledger, and an officer's own changes. */
export function dependentsOf(count: number): UndoDependents {
  const dependents = Array.from({ length: count }, (_, at): UndoDependent => {
    const byHand = at % 5 === 4;
    return {
      kind: at % 3 === 2 ? 'stay' : 'person', id: `p${at >> 1}`, title: at % 3 === 2 ? '望湖家园3幢1单元302室' : `${'王李张陈'.charAt(at % 4)}**`, field: at % 3 === 2 ? 'to' : at % 2 === 0 ? 'phones' : 'occupation',
      atMs: Date.UTC(2026, 10, byHand ? 19 : 18, 3, 12), user: byHand ? 'demo' : 'zhang', batchId: byHand ? null : 'x2', batch: byHand ? null : '人口台账-更正.xlsx',
    };
  });
  return { dependents, count };
}

export function keptLedgers(retentionDays = 90): KeptLedgers {
  const day = 86_400_000;
  const ledger = { format: 'xlsx', sha256: SHA, rows: 1204, bytes: 48_211, waiting: 0, hasCopy: true, purgedAtMs: null };
  const imported = Date.UTC(2026, 4, 6, 2, 30);
  return {
    retentionDays,
    ledgers: [
      { ...ledger, batchId: 'x3', file: '单位台账.csv', format: 'csv', importedAtMs: imported + 100 * day, dueAtMs: imported + 190 * day, state: 'kept' },
      { ...ledger, batchId: 'x2', file: '出租屋台账.xls', format: 'xls', importedAtMs: imported + day, dueAtMs: imported + 91 * day, state: 'waiting', waiting: 3 },
      { ...ledger, batchId: 'x1', file: '人口台账.xlsx', importedAtMs: imported, dueAtMs: imported + 90 * day, state: 'due' },
    ],
  };
}
