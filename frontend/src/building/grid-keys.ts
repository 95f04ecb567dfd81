/** What keys do in the building table. */
import { roomSelection as selection } from './room-selection.svelte';
import { roomsInRow, roomsOfUnit, type RoomTable } from './room-table';
import { neighbour, type Direction } from './room-walk';

interface Grid {
  table: RoomTable;
  open(id: string): void;
  /** Whether a room is open beside the table: then the arrows lead from room to room. */
  opened(): boolean;
}

const WALK: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last', PageUp: 'pageUp', PageDown: 'pageDown' };

export function gridKeys(grid: Grid): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey || event.target !== event.currentTarget) return;
    if (act(grid, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** True where the key was one of the table's. */
function act({ table, open, opened }: Grid, event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  const from = selection.active ?? roomsInRow(table.floors.find((floor) => floor.cells.length > 0) ?? { storey: 0, label: '', whole: false, cells: [] })[0]?.id;
  if (!from) return false;
  const walk = walkOf(event.key, command);
  if (walk) {
    const to = selection.active === null ? from : neighbour(table, from, walk);
    if (to === null) return true;
    if (event.shiftKey) selection.rangeTo(table, to);
    else {
      selection.walkTo(to);
      if (opened()) open(to);
    }
    return true;
  }
  if (event.key === 'Enter') open(from);
  else if (event.key === ' ') selection.toggle(from);
  else if (command && event.key.toLowerCase() === 'a') chooseUnit(table, from);
  else if (event.key === 'Escape' && selection.count > 0) selection.clear();
  else return false;
  return true;
}

function walkOf(key: string, command: boolean): Direction | undefined {
  if (command) return key === 'Home' ? 'top' : key === 'End' ? 'bottom' : undefined;
  return WALK[key];
}

/** The unit; asked once more, the whole building. */
function chooseUnit(table: RoomTable, id: string): void {
  const unit = roomsOfUnit(table, id);
  const whole = unit.length === selection.count && unit.every((each) => selection.has(each));
  selection.set(whole ? [...table.places.keys()] : unit);
}
