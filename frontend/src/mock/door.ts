/** A door to an invented register that lives in the page: to look at every screen without the program behind it. Never part of a build. */
import { dependentsOf, keptLedgers, originsOf } from './provenance';
import type { Door } from '../backend';
import type { BatchRow } from '../bindings/BatchRow';
import type { ImportProfile } from '../bindings/ImportProfile';
import type { HistoryEntry } from '../bindings/HistoryEntry';
import type { Progress } from '../bindings/Progress';
import type { Request } from '../bindings/Request';
import type { SessionView } from '../bindings/SessionView';
import { duplicateHandlers } from './duplicates';
import { NOTHING } from '../import/choices';
import { groundPreviewOf, previewOf } from './imports';
import { colourHandlers } from './map-colours';
import { officeHandlers } from './office';
import { todayHandlers } from './today';
import { neighbourhoodView, timelineView } from './links';
import { organisationView, personView, roomView } from './pages';
import { recordHandlers } from './record-handlers';
import { seedRecords } from './seed';
import { spaceHandlers } from './spaces';
import { buildingView, hits } from './views';
import { communityOf, countStates, makeWorld, type World } from './world';

const PATH = '/demo/望湖社区.louce';
const PURPOSES = [['upkeep', '日常采集', 'Upkeep'], ['visit', '走访', 'Visit'], ['resident_request', '群众办事', "Resident's request"], ['verification', '核对信息', 'Verification'], ['handover', '工作移交', 'Handover']] as const;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const failure = (code: string, zh: string, en: string) => ({ code, zh, en, field: null });

type Handlers = { [K in Request['op']]: (request: Extract<Request, { op: K }>, onProgress: (progress: Progress) => void, job: string | null) => unknown };

export function mockDoor(): Door {
  const handlers = register(makeWorld());
  return {
    async rpc(request, job, onProgress) {
      await wait(4);
      return (handlers[request.op] as (request: Request, onProgress: (progress: Progress) => void, job: string | null) => unknown)(request, onProgress, job);
    },
    pickFile: async () => '/台账/人口台账.xlsx',
    pickSave: async (_title, suggested) => `/台账/${suggested}`,
    onDrag: () => () => undefined,
  };
}

function register(world: World): Handlers {
  let purpose = 'upkeep';
  let unlocked = false;
  const cancelled = new Set<string>();
  const history: HistoryEntry[] = [];
  let preview = previewOf(NOTHING);
  let profiles: ImportProfile[] = [
    { id: 'profile-1', name: '望湖社区人口表', layouts: 1, corrections: 7, user: 'zhang', atMs: Date.UTC(2026, 9, 2, 1, 40), used: 4 },
    { id: 'profile-2', name: '出租屋月报（街道格式）', layouts: 2, corrections: 12, user: 'demo', atMs: Date.UTC(2026, 7, 12, 6, 5), used: 11 },
  ];
  let batches: BatchRow[] = [
    { id: 'x2', kind: 'import', file: '人口台账-更正.xlsx', atMs: Date.UTC(2026, 10, 18, 3, 12), user: 'zhang', counts: { added: 6, updated: 31, unchanged: 445, pending: 2, rejected: 0, dropped: 1 }, undoneAtMs: null, dependents: 0 },
    { id: 'x1', kind: 'import', file: '楼栋台账.xlsx', atMs: Date.UTC(2026, 9, 2, 1, 40), user: 'zhang', counts: { added: 7, updated: 0, unchanged: 0, pending: 0, rejected: 1, dropped: 2 }, undoneAtMs: null, dependents: 14 },
    { id: 'x4', kind: 'move', file: '搬迁 望湖家园3幢（3人）', atMs: Date.UTC(2026, 10, 20, 6, 20), user: 'demo', counts: { added: 3, updated: 3, unchanged: 0, pending: 0, rejected: 0, dropped: 0 }, undoneAtMs: null, dependents: 0 },
    { id: 'x3', kind: 'split', file: '拆分 望湖家园10幢502', atMs: Date.UTC(2026, 10, 19, 2, 5), user: 'zhang', counts: { added: 3, updated: 1, unchanged: 0, pending: 0, rejected: 0, dropped: 0 }, undoneAtMs: null, dependents: 1 },
    { id: 'x0', kind: 'import', file: '流动人口登记表.xls', atMs: Date.UTC(2026, 9, 1, 8, 5), user: 'zhang', counts: { added: 120, updated: 0, unchanged: 0, pending: 11, rejected: 0, dropped: 3 }, undoneAtMs: Date.UTC(2026, 9, 1, 8, 30), dependents: 0 },
  ];
  const counts = () => ({ sites: world.sites.length, buildings: world.buildings.size, rooms: world.rooms.size, roomStates: countStates([...world.rooms.values()]), persons: world.persons.size, openStays: [...world.stays.values()].filter((stay) => stay.to === null).length, unmatchedStays: 9, organisations: world.organisations.size });
  const session = (): SessionView => ({ path: PATH, registerName: '望湖社区警务室', user: 'demo', displayName: '演示民警', roles: ['officer'], areas: [], isDemo: true, purpose, purposes: PURPOSES.map(([code, zh, en]) => ({ code, zh, en })), counts: counts(), idleLockS: 600 });
  const log = (recordKind: string, recordId: string, action: string, changes: HistoryEntry['changes'], note: string | null = null): void => void history.unshift({ recordKind, recordId, atMs: Date.now(), user: 'demo', purpose: '日常采集', action, batchId: null, source: null, note, changes });
  const run = async (phases: [string, number][], onProgress: (progress: Progress) => void, job: string | null): Promise<void> => {
    for (const [phase, total] of phases)
      for (let done = 0; done <= total; done += Math.ceil(total / 20)) {
        await wait(60);
        if (job && cancelled.has(job)) throw failure('cancelled', '已取消,登记簿没有变化。', 'Cancelled; nothing was changed.');
        onProgress({ phase, done, total, share: null });
      }
  };

  const due = todayHandlers(world);
  const spaces = spaceHandlers(world);
  const store = seedRecords(world);
  return {
    ...due, ...duplicateHandlers(world, run), ...officeHandlers(world, run), ...spaces, ...colourHandlers(world), ...recordHandlers(world, store, log, (id) => due.put_right(id)),
    status: () => ({ appVersion: '0.1.0', registers: [{ path: PATH, name: '望湖社区警务室', lastUser: 'demo', present: true }, { path: '/demo/示例街道.louce', name: '示例街道', lastUser: null, present: false }], suggested: PATH, session: unlocked ? session() : null, demo: true, preferences: { locale: null, theme: null, listOpen: null, mapQuality: null, minimap: null } }),
    async create_register({ name, user, displayName }) {
      await wait(900);
      unlocked = true;
      return { session: { ...session(), registerName: name, user, displayName, isDemo: false }, recoveryKey: 'LOUCE-7QK4-93TD-PX2M-V8RA-6HNE-YJ5C-W1BF-0SZG' };
    },
    async unlock({ password }) {
      await wait(700);
      if (password !== 'demo-louce-2026') throw failure('wrong_password', '用户名或口令不对。请检查大小写后重试;忘记口令可用恢复密钥。', 'Wrong user or password. Check the case and try again; the recovery key opens the register if the password is lost.');
      unlocked = true;
      return session();
    },
    lock: () => ((unlocked = false), {}),
    set_purpose: (request) => ((purpose = request.purpose), session()),
    counts,
    community: () => communityOf(world),
    building: ({ id }) => buildingView(world, id),
    room: ({ id, reveal, asOf }) => roomView(world, store, id, reveal, asOf ?? null),
    person: ({ id, asOf }) => personView(world, store, id, asOf ?? null),
    organisation: ({ id, asOf }) => organisationView(world, store, id, asOf ?? null),
    timeline: ({ kind, id, reveal }) => timelineView(world, store, kind, id, reveal),
    neighbourhood: ({ kind, id, reveal }) => neighbourhoodView(world, store, kind, id, reveal),
    history: ({ kind, id }) => ({ entries: [...history.filter((entry) => entry.recordId === id), { recordKind: kind, recordId: id, atMs: Date.UTC(2024, 4, 6, 2, 30), user: 'zhang', purpose: '台账导入', action: 'created', batchId: 'x1', source: '人口台账.xlsx · 人口 · 第 21 行', note: null, changes: [] }] }),
    search: ({ text, kind, limit }) => { const all = hits(world, text, kind); return { count: all.length, exact: true, hits: all.slice(0, limit) }; },
    move_in({ roomId, person, stay }) {
      const id = person.personId ?? `p${world.persons.size + 1}`;
      const given = Object.fromEntries(person.fields.map(({ field, value }) => [field, value]));
      if (!person.personId) world.persons.set(id, { id, name: given['name'] ?? '', fields: { ...given } });
      const of = (field: string): string => stay.find((edit) => edit.field === field)?.value ?? '';
      const stayId = `t${world.stays.size + 1}`;
      world.stays.set(stayId, { id: stayId, person: id, room: roomId, from: of('from'), to: null, reason: null, relation: of('relation'), class: of('stated_class') || 'resident', household: '', movedTo: null });
      log('stay', roomId, 'created', []);
      return { personId: id, stayId, changed: person.fields.length };
    },
    move_out({ stayId, to, endReason, movedTo, note }) {
      const stay = world.stays.get(stayId);
      if (stay) Object.assign(stay, { to, reason: endReason, movedTo });
      const changes = [{ field: 'to', old: null, new: to }, { field: 'end_reason', old: null, new: endReason }];
      for (const id of [stay?.person, stay?.room]) if (id) log('stay', id, 'ended', changes, note);
      return { personId: stay?.person ?? '', stayId, changed: 2 };
    },
    import_profiles: () => ({ profiles }),
    import_profile_rename: ({ id, name }) => ({ profiles: (profiles = profiles.map((each) => (each.id === id ? { ...each, name } : each))) }),
    import_profile_forget: ({ id }) => ({ profiles: (profiles = profiles.filter((each) => each.id !== id)) }),
    import_profile_export: () => ({}),
    import_profile_load: () => ({ profiles }),
    async import_preview({ path, choices }, onProgress, job) { await run([['reading', 433], ['planning', 433]], onProgress, job); return (preview = (path.endsWith('json') ? groundPreviewOf : previewOf)(choices ?? NOTHING)); },
    async import_commit(_request, onProgress, job) {
      await run([['writing', 433]], onProgress, job);
      batches = [{ id: `x${batches.length}`, kind: 'import', file: preview.file, atMs: Date.now(), user: 'demo', counts: preview.counts, undoneAtMs: null, dependents: 0 }, ...batches];
      return { batchId: `x${batches.length - 1}`, counts: preview.counts, effects: preview.effects, buildings: ['b3'] };
    },
    import_discard: () => ({}),
    batches: () => ({ batches: batches.toSorted((one, other) => other.atMs - one.atMs) }),
    undo_batch({ batchId }) { if (spaces.undo(batchId)) return preview.effects; batches = batches.map((batch) => (batch.id === batchId ? { ...batch, undoneAtMs: Date.now() } : batch)); return preview.effects; },
    unimported: ({ out }) => ({ path: out, rows: 15, withheld: 0 }),
    save_picture: () => ({}),
    note_print: () => ({ by: '演示民警', atMs: Date.now() }),
    undo_check: ({ batchId }) => dependentsOf(batches.find((batch) => batch.id === batchId)?.dependents ?? 0),
    value_origin: ({ kind, id, field }) => ({ kind, id, field, withheld: false, origins: originsOf(kind, id, field) }),
    record_origin: ({ kind, id }) => ({ kind, id, withheld: false, fields: [] }),
    kept_ledgers: () => keptLedgers(),
    save_kept: ({ out }) => ({ path: out, rows: 1204, withheld: 0 }),
    purge_kept: () => keptLedgers(),
    set_kept_retention: ({ days }) => keptLedgers(days),
    async report({ order }, onProgress, job) { await run([['collecting', 100], ['rendering', 40]], onProgress, job); return { path: order.out, bytes: 482_000, rooms: world.rooms.size, persons: world.persons.size }; },
    cancel: ({ job }) => (cancelled.add(job), {}),
  };
}
