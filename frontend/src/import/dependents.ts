/** What rests on a batch, told as it would be taken back: by the batch or officer it was done by, each record once. */
import type { UndoDependent } from '../bindings/UndoDependent';

export interface LaterRecord {
  kind: string;
  id: string;
  title: string;
  /** The fields changed; none where the record itself is newer and refers to one of the batch. */
  fields: string[];
}

export interface LaterWork {
  /** None for what was changed by hand. */
  batchId: string | null;
  batch: string | null;
  user: string;
  /** The newest of its changes, milliseconds since 1970. */
  atMs: number;
  changes: number;
  records: LaterRecord[];
}

/** The newest work first: in this order it can be taken back. */
export function laterWork(dependents: readonly UndoDependent[]): LaterWork[] {
  const works = new Map<string, LaterWork>();
  for (const { batchId, batch, user, atMs, kind, id, title, field } of dependents) {
    const key = batchId ?? `\u0000${user}`;
    const work = works.get(key) ?? { batchId, batch, user, atMs, changes: 0, records: [] };
    const known = work.records.find((each) => each.kind === kind && each.id === id);
    const record = known ?? { kind, id, title, fields: [] };
    if (!known) work.records.push(record);
    if (field !== null && !record.fields.includes(field)) record.fields.push(field);
    works.set(key, { ...work, atMs: Math.max(work.atMs, atMs), changes: work.changes + 1 });
  }
  return [...works.values()].sort((a, b) => b.atMs - a.atMs);
}
