/** Rooms of a block form, roughly as the program makes them: enough to look at the generator. Development only. */
import type { BlockForm } from '../bindings/BlockForm';
import type { FloorRow } from '../bindings/FloorRow';
import type { FormProblem } from '../bindings/FormProblem';
import type { PlannedRoomRow } from '../bindings/PlannedRoomRow';

export interface PlannedRoom extends PlannedRoomRow {
  storey: number;
  floorNumber: number;
  span: number;
}

const CHINESE = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

export function floorsOf(form: BlockForm): FloorRow[] {
  const floors: FloorRow[] = [];
  const label = (storey: number) => form.floorLabels.find((each) => each.storey === storey);
  for (let depth = form.floorsBelow; depth > 0; depth--) floors.push({ storey: -depth, floor: -depth, label: label(-depth)?.label ?? `B${depth}`, built: true });
  const above = Math.max(form.floorsAbove, ...form.units.map((unit) => unit.floorsAbove ?? 0));
  let number = 0;
  for (let storey = 1; storey <= 200; storey++) {
    const own = label(storey);
    let next = number;
    if (own?.takesNumber ?? true) do next++; while (form.skippedFloors.some((skip) => skip.floor === next && skip.how === 'label_jumps'));
    if (form.floorsCounted === 'storeys' ? storey > above : next > above) break;
    number = next;
    floors.push({ storey, floor: number, label: own?.label ?? String(number), built: !form.skippedFloors.some((skip) => skip.floor === number && skip.how === 'not_built') });
  }
  return floors;
}

function numberOf(form: BlockForm, unit: string | null, floor: FloorRow, serial: number, index: number, rooms: number): string {
  const two = String(serial).padStart(2, '0');
  if (form.numbering === 'padded_floor_serial' && floor.floor > 0) return `${String(floor.floor).padStart(2, '0')}${two}`;
  if (form.numbering === 'unit_letter' && floor.floor > 0) return `${unit ?? ''}${floor.label}${two}`;
  if (form.numbering === 'chinese_floor_side') return `${CHINESE[floor.floor] ?? floor.floor}层${rooms === 2 ? ['东', '西'][index] : ['东', '中', '西', '南', '北'][index]}`;
  return `${floor.label}${two}`;
}

export function roomsOf(form: BlockForm): PlannedRoom[] {
  const rooms: PlannedRoom[] = [];
  const units = form.units.length > 0 ? form.units : [{ name: null, floorsAbove: null, floorsBelow: null, roomsPerFloor: null }];
  const add = (unit: string | null, number: string, floor: FloorRow, kind: string, door: string): void => {
    rooms.push({ id: '', unit, number, part: null, plannedNumber: number, floor: floor.label, kind, door, streetAddress: null, storey: floor.storey, floorNumber: floor.floor, span: 1 });
  };
  const counters = new Map<string, number>();
  for (const floor of floorsOf(form).filter((each) => each.built)) {
    let serial = 0;
    const whole = form.bands.find((band) => band.floors.includes(floor.label) && band.wholeFloor);
    for (const unit of whole ? [{ name: null, floorsAbove: null, floorsBelow: null, roomsPerFloor: null }] : units) {
      if (unit.floorsAbove !== null && floor.storey > unit.floorsAbove) continue;
      const band = whole ?? form.bands.find((each) => each.floors.includes(floor.label));
      const exception = form.floorExceptions.find((each) => each.floor === floor.label && (each.unit === null || each.unit === unit.name));
      if (floor.storey < 0 && !band && !exception) continue;
      const count = exception?.rooms ?? band?.rooms ?? unit.roomsPerFloor ?? form.roomsPerFloor;
      if (!form.serialsContinue) serial = 0;
      for (let index = 0; index < count; index++) {
        do serial++; while (form.skippedSerials.includes(serial));
        const numbering = band?.numbering;
        if (band && numbering && numbering.style !== 'as_rooms') {
          const key = `${form.bands.indexOf(band)} ${unit.name}`;
          const nth = counters.get(key) ?? 0;
          counters.set(key, nth + 1);
          const number = numbering.style === 'serial' ? `${numbering.prefix}${numbering.start + nth}` : `${numbering.street ?? ''}${numbering.start + nth * numbering.step}号`;
          add(unit.name, number, floor, band.kind, number);
        } else {
          const number = numberOf(form, unit.name, floor, serial, index, count);
          add(unit.name, number, floor, exception?.kind ?? band?.kind ?? 'dwelling', form.numbering === 'suffix' ? `${number}室` : form.numbering === 'unit_dash' ? `${unit.name}-${number}` : number);
        }
      }
    }
  }
  return except(form, rooms);
}

function except(form: BlockForm, rooms: PlannedRoom[]): PlannedRoom[] {
  return rooms.flatMap((room): PlannedRoom[] => {
    const own = form.roomExceptions.filter((each) => each.unit === room.unit && each.number === room.plannedNumber).map((each) => each.change);
    if (own.some((change) => change.change === 'missing' || change.change === 'merged_into')) return [];
    const span = 1 + form.roomExceptions.filter((each) => each.unit === room.unit && each.change.change === 'merged_into' && each.change.number === room.plannedNumber).length;
    let next: PlannedRoom = { ...room, span };
    let names: string[] = form.partsPerRoom > 1 && room.kind === 'dwelling' ? Array.from({ length: form.partsPerRoom }, (_, i) => String.fromCharCode(65 + i)) : [];
    for (const change of own) {
      if (change.change === 'number') next = { ...next, number: change.number, door: change.number };
      if (change.change === 'kind') next = { ...next, kind: change.kind };
      if (change.change === 'parts') names = change.names;
    }
    return names.length > 0 ? names.map((part) => ({ ...next, part, span: 1, door: `${next.number}-${part}` })) : [next];
  });
}

export function problemsOf(form: BlockForm, rooms: PlannedRoom[]): FormProblem[] {
  const problems: FormProblem[] = [];
  if (form.floorsAbove + form.floorsBelow === 0) problems.push({ code: 'no_floors', field: 'floorsAbove', zh: '还没有楼层：请填写地上层数或地下层数。', en: 'There are no floors: give the floors above or below ground.' });
  else if (rooms.length === 0) problems.push({ code: 'no_rooms', field: 'roomsPerFloor', zh: '没有一间房：请填写每层户数，或者设置商铺、车库等楼层。', en: 'There is not one room: give the rooms per floor, or add floors of shops or garages.' });
  const seen = new Set<string>();
  for (const room of rooms) {
    const key = `${room.unit ?? ''} ${room.number} ${room.part ?? ''}`;
    if (seen.has(key)) problems.push({ code: 'number_twice', field: room.kind === 'dwelling' ? 'roomExceptions' : 'bands', zh: `${room.number}出现了两次：请改其中一间的房号，或给车库、储藏室加前缀。`, en: `${room.number} is there twice: renumber one, or give garages and storage rooms a prefix.` });
    seen.add(key);
  }
  return problems.slice(0, 3);
}
