/** Changes of records in the invented community. */
import type { FieldChangeRow } from '../bindings/FieldChangeRow';
import type { FieldEdit } from '../bindings/FieldEdit';
import type { Request } from '../bindings/Request';
import { CATALOGUE, type RecordStore } from './record-store';
import { must } from './views';
import type { World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
type Log = (recordKind: string, recordId: string, action: string, changes: FieldChangeRow[], note?: string | null) => void;
const failure = (code: string, zh: string, en: string, field: string | null = null) => ({ code, zh, en, field });

export function recordHandlers(world: World, store: RecordStore, log: Log, putRight: (id: string) => void) {
  let batch = 0;
  const together = (records: { kind: string; id: string }[]) => ({ batchId: `move-${++batch}`, records: records.map((record) => ({ ...record, changed: 1 })) });

  /** The texts that a record of the world itself keeps, by field. */
  function values(kind: string, id: string): Record<string, string | null> | null {
    if (kind === 'person') return must(world.persons.get(id)).fields;
    const room = kind === 'room' ? must(world.rooms.get(id)) : null;
    const kept = room ?? (kind === 'organisation' ? must(world.organisations.get(id)) : null);
    return kept ? (kept.extra ??= room ? { state: room.state } : {}) : null;
  }

  function writeStay(id: string, edits: FieldEdit[]): FieldChangeRow[] {
    const stay = must(world.stays.get(id));
    return edits.map(({ field, value }) => {
      const old = field === 'stated_class' ? stay.class : field === 'verified_on' ? (stay.verified ?? null) : null;
      if (field === 'stated_class') stay.class = value ?? 'resident';
      else if (field === 'verified_on') stay.verified = value;
      else if (field === 'from') stay.from = value ?? '';
      else if (field === 'relation') stay.relation = value ?? '';
      return { field, old, new: value };
    });
  }

  function writeOwn(kind: string, id: string, edits: FieldEdit[]): FieldChangeRow[] {
    const own = must(values(kind, id) ?? undefined);
    return edits.map(({ field, value, was }) => {
      const old = own[field] ?? null;
      if (field === 'name' && !value) throw failure('invalid', '姓名不能为空。', 'The name cannot be empty.', 'name');
      // 「冲突」typed into a field shows what happens when somebody else was faster.
      if (value === '冲突' && was !== '别人刚填的') { own[field] = '别人刚填的'; throw failure('conflict', '这个字段刚被别人改过。', 'Somebody else has just changed this field.', field); }
      own[field] = value;
      if (kind === 'person' && field === 'name' && value) must(world.persons.get(id)).name = value;
      if (kind === 'room' && field === 'state' && value) must(world.rooms.get(id)).state = value;
      return { field, old, new: value };
    });
  }

  return {
    catalogue: () => CATALOGUE,
    record: ({ kind, id }: Of<'record'>) => {
      const kept = store.all.get(id);
      if (kept) return store.row(kept, true);
      return { kind, id, title: store.title(kind, id, true), subtitle: '', from: null, to: null, open: true, possibly: false, fields: CATALOGUE.fields.filter((meta) => meta.kind === kind && !['record', 'place', 'none'].includes(meta.editor)).map((meta) => ({ field: meta.field, value: (kind === 'stay' ? null : values(kind, id)?.[meta.field]) ?? null, origin: null })), links: [], findings: [] };
    },
    amend({ kind, id, edits, note }: Of<'amend'>) {
      putRight(id);
      const kept = store.all.get(id);
      const changes = kept ? store.write(kept, edits) : kind === 'stay' ? writeStay(id, edits) : values(kind, id) ? writeOwn(kind, id, edits) : edits.map(({ field, value }) => ({ field, old: null, new: value }));
      log(kind, id, 'amended', changes, note);
      return { personId: id, stayId: null, changed: changes.length };
    },
    add_record({ kind, fields, met, note }: Of<'add_record'>) {
      const own = fields.filter(({ field }) => field !== 'room_state');
      const kept = store.add(kind, Object.fromEntries(own.map(({ field, value }) => [field, value])), met.map((id) => ({ role: 'met', kind: 'person', id })));
      for (const link of kept.links) { log(kind, link.id, 'created', [], note); putRight(link.id); }
      return { kind, id: kept.id, changed: fields.length };
    },
    withdraw_record({ id }: Of<'withdraw_record'>) { must(store.all.get(id)).gone = true; return {}; },
    move_together({ order }: Of<'move_together'>) {
      for (const id of order.stayIds) {
        const stay = must(world.stays.get(id));
        Object.assign(stay, { to: order.on, reason: order.endReason, movedTo: order.movedTo });
        const next = `t${world.stays.size + 1}`;
        if (order.roomId) world.stays.set(next, { ...stay, id: next, room: order.roomId, from: order.on ?? '', to: null, reason: null, movedTo: null });
        log('stay', stay.person, 'ended', [{ field: 'to', old: null, new: order.on }], order.note);
      }
      return together(order.stayIds.map((id) => ({ kind: 'stay', id })));
    },
    edit_stays({ edit }: Of<'edit_stays'>) {
      for (const id of edit.stayIds) log('stay', must(world.stays.get(id)).person, 'amended', writeStay(id, edit.edits), edit.note);
      return together(edit.stayIds.map((id) => ({ kind: 'stay', id })));
    },
    form_household({ household }: Of<'form_household'>) {
      const number = household.number ?? `330299${7000 + batch}`;
      const stays = household.stayIds.map((id) => must(world.stays.get(id)));
      const given = { number, kind: household.kind ?? 'family', head: household.headPersonId, place: `room:${stays[0]?.room ?? ''}` };
      const kept = household.householdId ? must(store.all.get(household.householdId)) : store.add('household', given);
      store.write(kept, Object.entries(given).map(([field, value]) => ({ field, value })));
      for (const stay of stays) stay.household = number;
      return together([{ kind: 'household', id: kept.id }]);
    },
  };
}
