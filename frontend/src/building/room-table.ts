/** 楼盘表: floors × rooms as a table, the top floor first, the rooms of each unit in columns of their own. */
import type { BlockView } from '../bindings/BlockView';
import type { RoomCell } from '../bindings/RoomCell';

export interface TableUnit {
  /** None where the building has one entrance without a name. */
  name: string | null;
  /** First column, counted from 0. */
  start: number;
  columns: number;
}

export interface TableCell {
  room: RoomCell;
  /** Where it begins; between two columns where a floor without units shares the width among more rooms. */
  column: number;
  span: number;
  /** Sub-rooms (隔断) inside it. */
  parts: RoomCell[];
}

export interface TableFloor {
  /** Which storey; no two are the same. */
  storey: number;
  label: string;
  /** Whether its rooms name no unit though others do (shops, a car park): they run along the whole building. */
  whole: boolean;
  cells: TableCell[];
}

export interface RoomTable {
  units: TableUnit[];
  columns: number;
  floors: TableFloor[];
  /** Where each room and sub-room stands: index of its floor, its cell, and which part of that; −1 for the cell itself. */
  places: ReadonlyMap<string, Spot>;
}

export interface Spot {
  floor: number;
  cell: TableCell;
  part: number;
}

/** Which columns and floors a range of cells covers. */
export interface Range {
  floors: [number, number];
  columns: [number, number];
}

/** Rooms of a floor without units are drawn no narrower than this share of a column. */
const NARROWEST = 0.5;

export function layOut(block: BlockView): RoomTable {
  const units = unitColumns(block);
  const columns = units.reduce((sum, unit) => sum + unit.columns, 0);
  const startOf = new Map(units.map((unit) => [unit.name, unit.start]));
  const floors = block.floors.toSorted((a, b) => b.storey - a.storey).map((floor): TableFloor => {
    const next = new Map(startOf);
    const parts = partsOf(floor.rooms);
    const rooms = wholes(floor.rooms);
    const whole = isWhole(block, rooms);
    const share = whole ? Math.min(1, Math.max(NARROWEST, columns / taken(rooms))) : 1;
    const cells = rooms.map((room): TableCell => {
      const column = next.get(room.unit) ?? 0;
      const span = Math.max(1, room.span) * share;
      next.set(room.unit, column + span);
      return { room, column, span, parts: parts.get(room.id) ?? [] };
    });
    return { storey: floor.storey, label: floor.label, whole, cells: cells.sort((a, b) => a.column - b.column) };
  });
  const widest = Math.max(0, ...floors.flatMap((floor) => floor.cells.map((cell) => cell.column + cell.span)));
  return { units, columns: Math.max(columns, Math.ceil(widest)), floors, places: placesOf(floors) };
}

/** Whether a floor of a building with units names none. */
function isWhole(block: BlockView, rooms: readonly RoomCell[]): boolean {
  return block.units.length > 0 && rooms.length > 0 && rooms.every((room) => room.unit === null);
}

function taken(rooms: readonly RoomCell[]): number {
  return rooms.reduce((sum, room) => sum + Math.max(1, room.span), 0);
}

/** Rooms that lie in no other room of their floor. */
function wholes(rooms: readonly RoomCell[]): RoomCell[] {
  const ids = new Set(rooms.map((room) => room.id));
  return rooms.filter((room) => room.parent === null || !ids.has(room.parent));
}

function partsOf(rooms: readonly RoomCell[]): Map<string, RoomCell[]> {
  const parts = new Map<string, RoomCell[]>();
  for (const room of rooms) if (room.parent !== null) parts.set(room.parent, [...(parts.get(room.parent) ?? []), room]);
  return parts;
}

function placesOf(floors: readonly TableFloor[]): Map<string, Spot> {
  const places = new Map<string, Spot>();
  floors.forEach((each, floor) => {
    for (const cell of each.cells) {
      places.set(cell.room.id, { floor, cell, part: -1 });
      cell.parts.forEach((room, part) => places.set(room.id, { floor, cell, part }));
    }
  });
  return places;
}

function unitColumns(block: BlockView): TableUnit[] {
  const widest = new Map<string | null, number>(block.units.map((unit) => [unit, 1]));
  for (const floor of block.floors) {
    const rooms = wholes(floor.rooms);
    if (isWhole(block, rooms)) continue;
    const widths = new Map<string | null, number>();
    for (const room of rooms) widths.set(room.unit, (widths.get(room.unit) ?? 0) + Math.max(1, room.span));
    for (const [unit, columns] of widths) widest.set(unit, Math.max(widest.get(unit) ?? 1, columns));
  }
  let start = 0;
  return [...widest].map(([name, columns]) => {
    const unit = { name, start, columns };
    start += columns;
    return unit;
  });
}

/** Every room of a floor, left to right, each followed by its sub-rooms. */
export function roomsInRow(floor: TableFloor): RoomCell[] {
  return floor.cells.flatMap((cell) => [cell.room, ...cell.parts]);
}

/** The part of a room's number that tells it from the room it is in: B of 501B. */
export function partName(part: RoomCell, whole: RoomCell): string {
  return part.number.startsWith(whole.number) ? part.number.slice(whole.number.length).replace(/^[-－]/, '') || part.number : part.number;
}

/** The rooms between two, as a rectangle over the table; sub-rooms go with the room they are in. */
export function roomsBetween(table: RoomTable, one: string, other: string): string[] {
  const [from, to] = [table.places.get(one), table.places.get(other)];
  if (!from || !to) return [];
  if (from.cell === to.cell) return one === other ? [one] : [from.cell.room.id, ...from.cell.parts.map((part) => part.id)];
  const columns = [Math.min(from.cell.column, to.cell.column), Math.max(from.cell.column + from.cell.span, to.cell.column + to.cell.span)] as const;
  const rows = table.floors.slice(Math.min(from.floor, to.floor), Math.max(from.floor, to.floor) + 1);
  const covered = rows.flatMap((row) => row.cells.filter((cell) => cell.column < columns[1] && cell.column + cell.span > columns[0]));
  return covered.flatMap((cell) => [cell.room.id, ...cell.parts.map((part) => part.id)]);
}

/** Every room of the unit that a room belongs to. */
export function roomsOfUnit(table: RoomTable, id: string): string[] {
  const unit = table.places.get(id)?.cell.room.unit;
  if (unit === undefined) return [];
  return table.floors.flatMap((floor) => roomsInRow(floor).filter((room) => room.unit === unit).map((room) => room.id));
}
