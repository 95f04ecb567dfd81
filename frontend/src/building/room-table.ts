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
  column: number;
  span: number;
  /** Sub-rooms (隔断) inside it. */
  parts: RoomCell[];
}

export interface TableFloor {
  /** Which storey; no two are the same. */
  storey: number;
  label: string;
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

export function layOut(block: BlockView): RoomTable {
  const units = unitColumns(block);
  const startOf = new Map(units.map((unit) => [unit.name, unit.start]));
  const floors = block.floors.toSorted((a, b) => b.storey - a.storey).map((floor): TableFloor => {
    const next = new Map(startOf);
    const parts = partsOf(floor.rooms);
    const cells = wholes(floor.rooms).map((room): TableCell => {
      const column = next.get(room.unit) ?? 0;
      const span = Math.max(1, room.span);
      next.set(room.unit, column + span);
      return { room, column, span, parts: parts.get(room.id) ?? [] };
    });
    return { storey: floor.storey, label: floor.label, cells: cells.sort((a, b) => a.column - b.column) };
  });
  return { units, columns: units.reduce((sum, unit) => sum + unit.columns, 0), floors, places: placesOf(floors) };
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
    const taken = new Map<string | null, number>();
    for (const room of wholes(floor.rooms)) taken.set(room.unit, (taken.get(room.unit) ?? 0) + Math.max(1, room.span));
    for (const [unit, columns] of taken) widest.set(unit, Math.max(widest.get(unit) ?? 1, columns));
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
