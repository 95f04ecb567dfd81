/** What is due in the invented community; a finding goes once its record was put right. */
import type { FindingHit } from '../bindings/FindingHit';
import type { FixAction } from '../bindings/FixAction';
import type { LinkRow } from '../bindings/LinkRow';
import type { Preferences } from '../bindings/Preferences';
import type { RecordRow } from '../bindings/RecordRow';
import type { ReminderSetting } from '../bindings/ReminderSetting';
import type { Request } from '../bindings/Request';
import type { TodayGroup } from '../bindings/TodayGroup';
import type { TodayView } from '../bindings/TodayView';
import { isoDay } from '../lib/partial-date';
import { shiftDate } from '../lib/shift-date';
import { roomAddress } from './views';
import { openStays, type Room, type World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
type Kind = Omit<TodayGroup, 'count' | 'first'> & { fix: FixAction; days: number | null };

const mask = (name: string): string => name.slice(0, 1) + '*'.repeat(Math.max(1, name.length - 1));
const fix = (action: string, field: string | null, zh: string, en: string): FixAction => ({ action, field, zh, en });
const kind = (code: string, zh: string, en: string, severity: string, topic: string, mend: FixAction, days: number | null = null): Kind => ({ code, zh, en, severity, topic, dueBy: days, fix: mend, days });

const KINDS: Kind[] = [
  kind('permit_expired', '居住证已过期', 'The permit has expired', 'gap', 'due', fix('edit_field', 'permit_until', '核对证件，登记新的有效期', 'Check the permit and register the new date'), 0),
  kind('stay_past_intended', '已超过拟居期限', 'The intended stay is over', 'gap', 'due', fix('extend_stay', 'intended_until', '核实后延期或迁出', 'Verify, then extend or end the stay'), 0),
  kind('permit_expiring', '居住证即将到期', 'The permit is about to expire', 'note', 'due', fix('edit_field', 'permit_until', '办理签注后登记新的有效期', 'Register the new date once it is endorsed'), 30),
  kind('rental_inspection_overdue', '出租房屋检查已逾期', 'The rental inspection is overdue', 'gap', 'due', fix('add_inspection', null, '尽快检查并登记', 'Inspect and record it soon'), 122),
  kind('id_bad_checksum', '身份号码校验位不符', 'The id fails its checksum', 'conflict', 'person', fix('edit_field', 'citizen_id', '对照证件核对号码', 'Compare with the card')),
  kind('phone_missing', '无联系电话', 'No phone', 'note', 'person', fix('edit_field', 'phones', '下次走访时采集', 'Collect it at the next visit')),
  kind('two_main_homes', '同时有两处主要住处登记', 'Two main stays are open at once', 'conflict', 'stay', fix('move_out', null, '结束已离开的一处，或改为另有住处', 'End the one that is over, or make it a further home')),
  kind('rental_not_marked', '有流动人口租住但未标为出租', 'Tenants are registered, but the room is not marked as let', 'gap', 'rental', fix('edit_field', 'state', '核实后标为出租', 'Verify, then mark it as let')),
  kind('uscc_missing', '无统一社会信用代码', 'No unified social credit code', 'gap', 'organisation', fix('edit_field', 'credit_code', '对照营业执照采集', 'Take it from the licence')),
  kind('floors_missing', '未登记层数', 'No number of floors', 'gap', 'space', fix('edit_field', 'floors_above', '补录地上层数', 'Register the floors above ground')),
];

export function todayHandlers(world: World) {
  const day = isoDay(new Date());
  const days = (by: number): string => shiftDate(day, { days: by });
  const mended = new Set<string>();
  let reminders: ReminderSetting[] = KINDS.filter(({ days: set }) => set !== null).map(({ code, zh, en, days: set }) => ({ code, zh, en, days: set ?? 0, defaultDays: set ?? 0, on: true }));
  const rooms = [...world.rooms.values()];
  const at = (room: Room): LinkRow => ({ role: 'place', kind: 'room', id: room.id, title: roomAddress(world, room) });
  const link = (recordKind: string, id: string, title: string): LinkRow => ({ role: '', kind: recordKind, id, title });
  const persons = [...world.stays.values()].filter((stay) => stay.to === null);

  const hit = (of: Kind, record: LinkRow, place: LinkRow | null, dueOn: string | null = null, detail: string | null = null): FindingHit => ({ code: of.code, record, place, dueOn, detail, fix: of.fix });
  const ofStays = (of: Kind, from: number, count: number, date: (n: number) => string | null) => persons.slice(from, from + count).map((stay, n) => hit(of, link('stay', stay.id, mask(world.persons.get(stay.person)?.name ?? '')), at(world.rooms.get(stay.room) as Room), date(n)));
  const found = (of: Kind): FindingHit[] => {
    if (of.code === 'permit_expired') return ofStays(of, 0, 7, (n) => days(-40 + n * 5));
    if (of.code === 'stay_past_intended') return ofStays(of, 9, 4, (n) => days(-12 + n));
    if (of.code === 'permit_expiring') return ofStays(of, 14, 13, (n) => days(2 + n * 2));
    if (of.code === 'two_main_homes') return ofStays(of, 30, 2, () => null);
    if (of.code === 'rental_inspection_overdue') return rooms.filter((room) => room.state === 'let').slice(0, 3).map((room, n) => hit(of, link('tenancy', `y${n}`, `${room.number}室 租赁`), at(room), days(-130 - n)));
    if (of.code === 'id_bad_checksum') return persons.slice(40, 46).map((stay, n) => hit(of, link('person', stay.person, mask(world.persons.get(stay.person)?.name ?? '')), at(world.rooms.get(stay.room) as Room), null, `3302**********${1200 + n}`));
    if (of.code === 'phone_missing') return persons.slice(0, 260).map((stay) => hit(of, link('person', stay.person, mask(world.persons.get(stay.person)?.name ?? '')), at(world.rooms.get(stay.room) as Room)));
    if (of.code === 'rental_not_marked') return rooms.filter((room) => room.state === 'unknown' && openStays(world, room.id).length > 0).map((room) => hit(of, link('room', room.id, roomAddress(world, room)), at(room)));
    if (of.code === 'uscc_missing') return [...world.organisations.values()].slice(0, 2).map((each) => hit(of, link('organisation', each.id, each.name), at(world.rooms.get(each.room) as Room)));
    return [...world.buildings.values()].slice(6).map((each) => hit(of, link('building', each.id, each.label), null));
  };
  const open = (of: Kind): FindingHit[] => (reminders.find(({ code }) => code === of.code)?.on === false ? [] : found(of).filter(({ record }) => !mended.has(`${of.code} ${record.id}`)));

  return {
    today: (): TodayView => ({
      date: day,
      groups: KINDS.map((of) => ({ of, hits: open(of) })).filter(({ hits }) => hits.length > 0).map(({ of: { fix: _fix, days: _days, ...group }, hits }) => ({ ...group, count: hits.length, first: hits.slice(0, 3) })),
      recent: rooms.slice(20, 24).map((room, n) => ({ record: at(room), atMs: Date.now() - (n + 1) * 47 * 6e4, action: n % 2 ? 'edit_records' : 'import_ledger' })),
      changedSince: { sinceMs: Date.now() - 19 * 36e5, changes: 14, users: ['李警官', '王辅警'] },
    }),
    findings: ({ code, offset, limit }: Of<'findings'>) => {
      const hits = KINDS.filter((of) => of.code === code).flatMap(open);
      return { count: hits.length, hits: hits.slice(offset, offset + limit) };
    },
    reminders: () => ({ reminders }),
    set_reminders: ({ reminders: set }: Of<'set_reminders'>) => {
      reminders = reminders.map((each) => set.find(({ code }) => code === each.code) ?? each);
      return { reminders };
    },
    record: ({ kind: recordKind, id }: Of<'record'>): RecordRow => {
      const stay = world.stays.get(id);
      const person = world.persons.get(stay?.person ?? id);
      const fields = recordKind === 'stay' ? { from: stay?.from ?? null, relation: stay?.relation ?? null, stated_class: stay?.class ?? null, permit_until: days(-20), intended_until: days(-3) } : recordKind === 'person' ? { name: person?.name ?? null, ...person?.fields } : {};
      const room = world.rooms.get(stay?.room ?? id);
      return { kind: recordKind, id, title: person?.name ?? '', subtitle: room ? roomAddress(world, room) : '', from: stay?.from ?? null, to: null, open: true, possibly: false, fields: Object.entries(fields).map(([field, value]) => ({ field, value: value ?? null, origin: null })), links: room ? [at(room)] : [], findings: [] };
    },
    /** A finding is gone once its record was written. */
    put_right: (id: string) => KINDS.forEach(({ code }) => mended.add(`${code} ${id}`)),
    set_preferences: (_request: { preferences: Preferences }) => ({}),
  };
}
