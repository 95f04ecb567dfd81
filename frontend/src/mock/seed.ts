/** What has been recorded around the rooms and persons of the invented community. */
import { dice } from './dice';
import { RecordStore } from './record-store';
import { roomAddress } from './views';
import { openStays, type Room, type World } from './world';

/** A landlord with forty rooms, an organisation that moved three times, a room with ten years of stays: enough to see each screen full. */
export function seedRecords(world: World): RecordStore {
  const store = new RecordStore(world);
  const roll = dice(330299);
  const rooms = [...world.rooms.values()];
  const landlord = openStays(world, 'b3-1-902')[0]?.person ?? 'p1';
  rooms.filter((room) => room.state === 'let').forEach((room, nth) => letOut(store, room, nth < 44 ? landlord : `p${1 + roll.below(60)}`, nth, roll.below(10) > 2));
  for (const room of rooms) {
    store.add('space_address', { place: `room:${room.id}`, role: 'main', text: `示例区示例街道${roomAddress(world, room)}`, plate_kind: 'room', plate_no: room.number, plate_state: roll.weighted(['good', 'missing', 'damaged', 'wrong'], [90, 5, 4, 1]), plate_surveyed_on: '2026-03', from: '2012' });
    if (roll.below(6) === 0) store.add('space_address', { place: `room:${room.id}`, role: 'alias', text: `望湖街 ${100 + roll.below(90)} 弄 ${room.number} 室`, from: '1998', to: '2012' });
    for (let n = roll.below(3); n > 0; n--) visit(store, room, `202${3 + roll.below(4)}-0${1 + roll.below(9)}-1${roll.below(9)}`, roll.below(2) === 0);
  }
  households(store);
  people(store, landlord);
  organisations(store, roll);
  return store;
}

function letOut(store: RecordStore, room: Room, landlord: string, nth: number, signed: boolean): void {
  const tenant = openStays(store.world, room.id)[0]?.person;
  const place = `room:${room.id}`;
  store.add('tenancy', { place, rental_use: '02', landlord_person: landlord, landlord_phones: '13900001234', ...(tenant ? { tenant_person: tenant } : { tenant_name: '某某' }), security_name: '励国平', security_phones: '13900005678', responsibility_signed_on: signed ? '2025-09-01' : null, rooms_let: '2', area_m2: '88.5', monthly_rent_yuan: String(1800 + 100 * (nth % 9)), from: `20${18 + (nth % 7)}-0${1 + (nth % 9)}`, agreed_until: '2027-02' });
  if (nth % 3 === 0) store.add('tenancy', { place, rental_use: '02', landlord_person: landlord, tenant_name: '钱某', from: '2014', to: '2017-06', end_reason: 'expired' });
  if (nth % 2 === 0) store.add('inspection', { place, on: '2026-05-12', inspector: '张警官', hazard: nth % 4 === 0 ? '02' : '00', result: nth % 4 === 0 ? '楼道堆放杂物，当场告知清理' : null, rectify_by: nth % 4 === 0 ? '2026-05-20' : null, rectified_on: nth % 8 === 0 ? '2026-05-18' : null });
}

function visit(store: RecordStore, room: Room, on: string, again: boolean): void {
  const met = openStays(store.world, room.id).slice(0, 2).map((stay) => ({ role: 'met', kind: 'person', id: stay.person }));
  store.add('visit', { place: `room:${room.id}`, on, purpose: again ? 'request' : 'verification', content: again ? '协助联系物业检修电梯' : '当面核对登记信息，无变化', visitor: '张警官', again_on: again ? '2026-12-01' : null }, met);
}

function households(store: RecordStore): void {
  const numbers = new Map<string, { room: string; stays: string[]; head: string }>();
  for (const stay of store.world.stays.values()) {
    if (stay.to !== null || stay.reason !== null || !stay.household) continue;
    const known = numbers.get(stay.household) ?? { room: stay.room, stays: [], head: stay.person };
    known.stays.push(stay.id);
    numbers.set(stay.household, known);
  }
  for (const [number, { room, head }] of numbers) store.add('household', { number, kind: 'family', head, place: `room:${room}`, from: '2016' });
}

function people(store: RecordStore, landlord: string): void {
  const persons = [...store.world.persons.keys()];
  persons.forEach((id, nth) => {
    const person = { role: 'person', kind: 'person', id };
    if (nth % 5 === 0) store.add('document', { kind: '414', number: `E${40000000 + nth * 37}`, country: 'CHN', from: '2019-05-06', until: nth % 2 ? '2029-05-05' : '2026-12-05' }, [person]);
    if (nth % 9 === 0) store.add('kinship', { relation: nth % 2 ? '52' : '20' }, [person, { role: 'relative', kind: 'person', id: persons[(nth + 3) % persons.length] ?? id }]);
    if (nth % 11 === 0) store.add('care_note', { kind: nth % 2 ? 'hard_of_hearing' : 'lives_alone', consent_by: 'family', consent_on: '2026-02-03', contact_name: '应海波', contact_phones: '13900004321', review_on: '2027-02-03' }, [person]);
  });
  const other = persons[7];
  if (other) store.add('identity_link', { verdict: 'same', reason: '同名同生日，旧证号为 15 位', from: '2026-10-12' }, [{ role: 'person', kind: 'person', id: landlord }, { role: 'other', kind: 'person', id: other }]);
  const hidden = openStays(store.world, 'b3-1-902').at(-1)?.person;
  if (hidden) store.add('protection', { granted_by: '李所长', from: '2026-06-01', review_on: '2027-06-01' }, [{ role: 'person', kind: 'person', id: hidden }]);
  if (other) store.add('identity_link', { verdict: 'different', reason: '本人到所核对，生日不同', from: '2026-08-02' }, [{ role: 'person', kind: 'person', id: other }, { role: 'other', kind: 'person', id: persons[19] ?? other }]);
}

function organisations(store: RecordStore, roll: { below(n: number): number }): void {
  const rooms = [...store.world.rooms.values()];
  for (const each of store.world.organisations.values()) {
    const own = { role: 'organisation', kind: 'organisation', id: each.id };
    const room = store.world.rooms.get(each.room);
    const elsewhere = rooms[roll.below(rooms.length)];
    const at = (place: Room | undefined): string => (place ? roomAddress(store.world, place) : '');
    store.add('presence', { role: 'office', place: `room:${each.room}`, raw_address: at(room), from: '2021-03' }, [own]);
    store.add('presence', { role: 'office', place: `room:${elsewhere?.id ?? each.room}`, raw_address: at(elsewhere), from: '2017', to: '2021-03' }, [own]);
    store.add('presence', { role: 'office', raw_address: '示例区旧城路 88 号（已拆除）', from: '2014-05', to: '2017' }, [own]);
    store.add('presence', { role: 'registered', place: `building:${elsewhere?.building ?? 'b1'}`, raw_address: elsewhere ? at(elsewhere).replace(/\d+室$/, '') : '', from: '2014-05' }, [own]);
    store.add('presence', { role: 'tax', raw_address: '示例区别处路 9 号', from: '2019' }, [own]);
    store.add('inspection', { on: '2026-04-09', inspector: '张警官', hazard: '02', result: '灭火器过期 2 具', rectify_by: '2026-04-16', rectified_on: '2026-04-15', place: `room:${each.room}` }, [own]);
    ['应海波', '单晓雯', '仇志明', '曾一诺'].forEach((name, nth) => {
      const person = [...store.world.persons.values()][roll.below(store.world.persons.size)];
      store.add('employment', { name: nth === 0 && person ? person.name : name, citizen_id: `33029919${80 + nth}0101${1000 + nth}`, phones: `1390000${1000 + nth}`, department: '门店', post: ['店长', '收银', '理货', '配送'][nth] ?? null, raw_address: nth === 3 ? '外地' : at(rooms[roll.below(rooms.length)]), from: `202${nth}-06`, to: nth === 2 ? '2024-11' : null, ...(nth === 0 && person ? { person: person.id } : {}) }, [own]);
    });
  }
}
