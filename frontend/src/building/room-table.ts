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
}

export interface TableFloor {
  floor: number;
  label: string;
  cells: TableCell[];
}

export interface RoomTable {
  units: TableUnit[];
  columns: number;
  floors: TableFloor[];
}

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

export function layOut(block: BlockView): RoomTable {
  const units = unitColumns(block);
  const startOf = new Map(units.map((unit) => [unit.name, unit.start]));
  const floors = block.floors.toReversed().map((floor) => {
    const next = new Map(startOf);
    const cells = floor.rooms.map((room) => {
      const column = next.get(room.unit) ?? 0;
      const span = Math.max(1, room.span);
      next.set(room.unit, column + span);
      return { room, column, span };
    });
    return { floor: floor.floor, label: floor.label, cells: cells.sort((a, b) => a.column - b.column) };
  });
  return { units, columns: units.reduce((sum, unit) => sum + unit.columns, 0), floors };
}

function unitColumns(block: BlockView): TableUnit[] {
  const widest = new Map<string | null, number>(block.units.map((unit) => [unit, 1]));
  for (const floor of block.floors) {
    const taken = new Map<string | null, number>();
    for (const room of floor.rooms) taken.set(room.unit, (taken.get(room.unit) ?? 0) + Math.max(1, room.span));
    for (const [unit, columns] of taken) widest.set(unit, Math.max(widest.get(unit) ?? 1, columns));
  }
  let start = 0;
  return [...widest].map(([name, columns]) => {
    const unit = { name, start, columns };
    start += columns;
    return unit;
  });
}

/** The room an arrow key leads to: the nearest in that direction; none at the edge. */
export function neighbour(table: RoomTable, id: string, direction: Direction): string | null {
  const at = table.floors.findIndex((floor) => floor.cells.some((cell) => cell.room.id === id));
  const row = table.floors[at]?.cells ?? [];
  const index = row.findIndex((cell) => cell.room.id === id);
  const cell = row[index];
  if (!cell) return null;
  if (direction === 'left') return row[index - 1]?.room.id ?? null;
  if (direction === 'right') return row[index + 1]?.room.id ?? null;
  if (direction === 'first') return row[0]?.room.id ?? null;
  if (direction === 'last') return row.at(-1)?.room.id ?? null;
  const step = direction === 'up' ? -1 : 1;
  for (let next = at + step; table.floors[next]; next += step) {
    const found = nearest(table.floors[next]?.cells ?? [], cell.column + (cell.span - 1) / 2);
    if (found) return found.room.id;
  }
  return null;
}

function nearest(cells: readonly TableCell[], middle: number): TableCell | undefined {
  const distance = (cell: TableCell): number => Math.abs(cell.column + (cell.span - 1) / 2 - middle);
  return cells.toSorted((a, b) => distance(a) - distance(b))[0];
}
