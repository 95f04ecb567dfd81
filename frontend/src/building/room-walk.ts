/** Where keys lead in the building table. */
import { roomsInRow, type RoomTable, type TableCell } from './room-table';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'top' | 'bottom' | 'pageUp' | 'pageDown';

/** Floors that a page key passes. */
const PAGE = 8;

/** The room that a step leads to: the nearest in that direction; none at the edge. */
export function neighbour(table: RoomTable, id: string, direction: Direction): string | null {
  const spot = table.places.get(id);
  const floor = spot && table.floors[spot.floor];
  if (!spot || !floor) return null;
  const row = roomsInRow(floor);
  const index = row.findIndex((room) => room.id === id);
  switch (direction) {
    case 'left':
      return row[index - 1]?.id ?? null;
    case 'right':
      return row[index + 1]?.id ?? null;
    case 'first':
      return row[0]?.id ?? null;
    case 'last':
      return row.at(-1)?.id ?? null;
    case 'top':
      return onFloor(table, 0, 1, spot.cell);
    case 'bottom':
      return onFloor(table, table.floors.length - 1, -1, spot.cell);
    default:
      return vertical(table, spot.floor, direction, spot.cell);
  }
}

function vertical(table: RoomTable, at: number, direction: 'up' | 'down' | 'pageUp' | 'pageDown', cell: TableCell): string | null {
  const step = direction === 'up' || direction === 'pageUp' ? -1 : 1;
  if (direction === 'up' || direction === 'down') return onFloor(table, at + step, step, cell);
  const to = Math.min(table.floors.length - 1, Math.max(0, at + step * PAGE));
  return to === at ? null : onFloor(table, to, -step, cell);
}

/** The room nearest to a column on a floor, or on the next one that has any. */
function onFloor(table: RoomTable, from: number, step: number, cell: TableCell): string | null {
  const middle = cell.column + (cell.span - 1) / 2;
  for (let next = from; table.floors[next]; next += step) {
    const found = nearest(table.floors[next]?.cells ?? [], middle);
    if (found) return found.room.id;
  }
  return null;
}

function nearest(cells: readonly TableCell[], middle: number): TableCell | undefined {
  const distance = (cell: TableCell): number => Math.abs(cell.column + (cell.span - 1) / 2 - middle);
  return cells.toSorted((a, b) => distance(a) - distance(b))[0];
}
