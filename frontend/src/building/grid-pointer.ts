/** What the pointer does in the building table: a click opens, Ctrl and Shift choose, a drag chooses a rectangle. */
import { roomSelection as selection } from './room-selection.svelte';
import type { RoomTable } from './room-table';

interface Grid {
  table: RoomTable;
  open(id: string): void;
  /** The button went down on a room that will probably be opened. */
  press(id: string): void;
  focus(): void;
}

/** The press under way, whichever table took it. */
let pressed: { id: string; dragging: boolean; keep: boolean } | null = null;

function roomUnder(event: MouseEvent): string | null {
  return event.target instanceof Element ? (event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null) : null;
}

export function gridPointer({ table, open, press, focus }: Grid) {
  return {
    down(event: PointerEvent): void {
      const id = roomUnder(event);
      if (event.button !== 0 || id === null) return;
      focus();
      const keep = event.ctrlKey || event.metaKey;
      pressed = { id, dragging: false, keep };
      if (!keep && !event.shiftKey) press(id);
    },
    move(event: PointerEvent): void {
      if (!pressed || (event.buttons & 1) === 0) return;
      const id = roomUnder(event);
      if (id === null || (id === pressed.id && !pressed.dragging)) return;
      if (!pressed.dragging) selection.beginRange(pressed.id, pressed.keep);
      pressed.dragging = true;
      selection.rangeTo(table, id);
    },
    up(event: PointerEvent): void {
      const press = pressed;
      pressed = null;
      if (!press || press.dragging || roomUnder(event) !== press.id) return;
      if (press.keep) selection.toggle(press.id);
      else if (event.shiftKey) selection.rangeTo(table, press.id);
      else {
        selection.clear();
        selection.active = press.id;
        open(press.id);
      }
    },
    /** A click that no pointer made: assistive technology. */
    click(event: MouseEvent): void {
      const id = roomUnder(event);
      if (event.detail === 0 && id !== null) open(id);
    },
    cancel(): void {
      pressed = null;
    },
  };
}
