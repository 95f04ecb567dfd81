/** Changes of a block form (what the building generator asks), each as a pure step from one form to the next. */
import type { BandForm } from '../../bindings/BandForm';
import type { BlockForm } from '../../bindings/BlockForm';
import type { FloorSkipForm } from '../../bindings/FloorSkipForm';
import type { NumberingForm } from '../../bindings/NumberingForm';
import type { PlannedRoomRow } from '../../bindings/PlannedRoomRow';
import type { RoomChangeForm } from '../../bindings/RoomChangeForm';
import type { RoomExceptionForm } from '../../bindings/RoomExceptionForm';
import type { UnitForm } from '../../bindings/UnitForm';

export const MOST = { units: 26, floorsAbove: 99, floorsBelow: 9, roomsPerFloor: 99, shops: 99, bandRooms: 400 } as const;
/** Numbers that builders leave out. */
export const USUAL_SKIPS = [4, 13, 14] as const;
export const UNIT_NAMES = ['numbers', 'letters', 'sides'] as const;
export type UnitNames = (typeof UNIT_NAMES)[number];

const SIDES: Record<number, string[]> = { 2: ['东', '西'], 3: ['东', '中', '西'], 4: ['东', '西', '南', '北'] };

/** A form to begin with before the program has given its own. */
export const USUAL: BlockForm = {
  units: [], floorsAbove: 6, floorsCounted: 'storeys', floorsBelow: 0, skippedFloors: [], floorLabels: [], roomsPerFloor: 2, partsPerRoom: 0,
  numbering: 'floor_serial', serialsContinue: false, skippedSerials: [], bands: [], floorExceptions: [], roomExceptions: [],
};

export function unitNames(count: number, style: UnitNames): string[] {
  if (style === 'sides' && SIDES[count]) return SIDES[count];
  return Array.from({ length: count }, (_, index) => (style === 'letters' ? String.fromCharCode(65 + (index % 26)) : String(index + 1)));
}

/** How the units are called now. */
export function namesOf(form: BlockForm): UnitNames {
  const names = form.units.map((unit) => unit.name);
  return UNIT_NAMES.find((style) => unitNames(names.length, style).join() === names.join()) ?? 'numbers';
}

/** How many entrances the form tells apart; one without a name counts. */
export function unitCount(form: BlockForm): number {
  return Math.max(1, form.units.length);
}

/** So many units. Those that are there keep their names and what is special about them; a single one is not named where its name says nothing. */
export function withUnits(form: BlockForm, count: number, style: UnitNames): BlockForm {
  const named = count > 1 || form.numbering === 'unit_letter' || form.numbering === 'unit_dash';
  const names = named ? unitNames(count, style) : [];
  const restyled = style !== namesOf(form);
  const units = names.map((name, index): UnitForm => {
    const kept = form.units[index];
    return kept ? { ...kept, name: restyled ? name : kept.name } : { name, floorsAbove: null, floorsBelow: null, roomsPerFloor: null };
  });
  return { ...form, units };
}

/** A style that writes the unit needs units it can write. */
export function withNumbering(form: BlockForm, numbering: NumberingForm): BlockForm {
  const next = { ...form, numbering };
  if (numbering === 'unit_letter') return withUnits(next, unitCount(form), 'letters');
  if (numbering === 'unit_dash' && form.units.length === 0) return withUnits(next, 1, 'numbers');
  return next;
}

export function withUnit(form: BlockForm, index: number, change: Partial<UnitForm>): BlockForm {
  return { ...form, units: form.units.map((unit, at) => (at === index ? { ...unit, ...change } : unit)) };
}

export function withSkippedFloor(form: BlockForm, floor: number, how: FloorSkipForm | null): BlockForm {
  const others = form.skippedFloors.filter((skip) => skip.floor !== floor);
  return { ...form, skippedFloors: how === null ? others : [...others, { floor, how }].sort((a, b) => a.floor - b.floor) };
}

export function withSkippedSerial(form: BlockForm, serial: number, skipped: boolean): BlockForm {
  const others = form.skippedSerials.filter((each) => each !== serial);
  return { ...form, skippedSerials: skipped ? [...others, serial].sort((a, b) => a - b) : others };
}

export function withFloorLabel(form: BlockForm, storey: number, label: string, takesNumber = true): BlockForm {
  const others = form.floorLabels.filter((each) => each.storey !== storey);
  return { ...form, floorLabels: label === '' ? others : [...others, { storey, label, takesNumber }].sort((a, b) => a.storey - b.storey) };
}

export type BandKind = 'shop' | 'office' | 'garage' | 'storage';

/** Floors of another use, as they are usually found: shops by the street on the ground, cars and cellars below. */
export function newBand(kind: BandKind, floor: string): BandForm {
  const base = { floors: [floor], units: [], kind };
  switch (kind) {
    case 'shop':
      return { ...base, rooms: 4, wholeFloor: true, numbering: { style: 'street', street: null, start: 1, step: 2 } };
    case 'office':
      return { ...base, rooms: 4, wholeFloor: false, numbering: { style: 'as_rooms' } };
    case 'garage':
      return { ...base, rooms: 10, wholeFloor: true, numbering: { style: 'serial', prefix: '车库', start: 1 } };
    case 'storage':
      return { ...base, rooms: 4, wholeFloor: false, numbering: { style: 'serial', prefix: '储藏室', start: 1 } };
  }
}

/** Adds a band; one below ground needs a floor to be on. */
export function withBand(form: BlockForm, kind: BandKind): BlockForm {
  const below = kind === 'garage' || kind === 'storage';
  const floor = below ? 'B1' : '1';
  return { ...form, floorsBelow: below ? Math.max(1, form.floorsBelow) : form.floorsBelow, bands: [...form.bands, newBand(kind, floor)] };
}

export function withBandAt(form: BlockForm, index: number, change: Partial<BandForm> | null): BlockForm {
  return { ...form, bands: form.bands.flatMap((band, at) => (at !== index ? [band] : change === null ? [] : [{ ...band, ...change }])) };
}

/** Another number of rooms on a floor of a unit; the usual number takes the exception away. */
export function withFloorRooms(form: BlockForm, floor: string, unit: string | null, rooms: number): BlockForm {
  const here = (each: { floor: string; unit: string | null }): boolean => each.floor === floor && each.unit === unit;
  const others = form.floorExceptions.filter((each) => !here(each));
  const kind = form.floorExceptions.find(here)?.kind ?? null;
  const usual = form.units.find((each) => each.name === unit)?.roomsPerFloor ?? form.roomsPerFloor;
  return { ...form, floorExceptions: rooms === usual && kind === null ? others : [...others, { floor, unit, rooms, kind }] };
}

/** What is different about one room; nothing takes the exception away. A kind may stand beside another change. */
export function withRoom(form: BlockForm, room: Pick<PlannedRoomRow, 'unit' | 'plannedNumber'>, change: RoomChangeForm | null): BlockForm {
  const same = (each: RoomExceptionForm): boolean => each.unit === room.unit && each.number === room.plannedNumber;
  const beside = (each: RoomExceptionForm): boolean => change !== null && (each.change.change === 'kind') !== (change.change === 'kind') && change.change !== 'missing';
  const others = form.roomExceptions.filter((each) => !same(each) || beside(each));
  return { ...form, roomExceptions: change === null ? others : [...others, { unit: room.unit, number: room.plannedNumber, change }] };
}

export function withoutException(form: BlockForm, index: number): BlockForm {
  return { ...form, roomExceptions: form.roomExceptions.filter((_, at) => at !== index) };
}

export function withoutFloorException(form: BlockForm, index: number): BlockForm {
  return { ...form, floorExceptions: form.floorExceptions.filter((_, at) => at !== index) };
}

/** What rooms of this form would be called in a style: the first of the first unit, one of the top, and the first of the second unit. */
export function examples(form: BlockForm, style: NumberingForm): string[] {
  const { units, floorsAbove, roomsPerFloor } = withNumbering(form, style);
  const serials = freeSerials(form.skippedSerials);
  const second = form.serialsContinue ? roomsPerFloor : 0;
  const at = (unit: string | undefined, floor: number, index: number): string => write(style, unit, floor, serials(index), index, roomsPerFloor);
  const shown = [at(units[0]?.name, 1, 0), at(units[0]?.name, Math.max(1, floorsAbove), Math.max(0, roomsPerFloor - 1))];
  return [...new Set(units.length > 1 ? [...shown, at(units[1]?.name, 1, second)] : shown)];
}

function freeSerials(skipped: readonly number[]): (index: number) => number {
  return (index) => {
    let serial = 0;
    for (let left = index; left >= 0; left--) do serial++; while (skipped.includes(serial));
    return serial;
  };
}

const FIVE_SIDES = ['东', '西', '南', '北', '中'];
const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function write(style: NumberingForm, unit: string | undefined, floor: number, serial: number, index: number, rooms: number): string {
  const two = String(serial).padStart(2, '0');
  switch (style) {
    case 'floor_serial':
      return `${floor}${two}`;
    case 'padded_floor_serial':
      return `${String(floor).padStart(2, '0')}${two}`;
    case 'unit_letter':
      return `${unit ?? 'A'}${floor}${two}`;
    case 'unit_dash':
      return `${unit ?? '1'}-${floor}${two}`;
    case 'suffix':
      return `${floor}${two}室`;
    case 'chinese_floor_side':
      return `${numeral(floor)}层${rooms === 1 ? '中' : ((SIDES[rooms] ?? FIVE_SIDES)[index] ?? '…')}`;
  }
}

function numeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return tens === 0 ? (DIGITS[ones] ?? '') : `${tens > 1 ? DIGITS[tens] : ''}十${DIGITS[ones]}`;
}
