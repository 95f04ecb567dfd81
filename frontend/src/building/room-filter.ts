/** Which rooms of the table are looked for: by state, by what has to be looked into. */
import type { RoomCell } from '../bindings/RoomCell';
import { roomState, ROOM_STATES, type RoomState } from '../codes';

/** Beside the states: something is missing or doubtful; let, but no tenancy is registered; empty by the book, yet somebody is registered there. */
export const MARKS = ['findings', 'noTenancy', 'vacantLived'] as const;
export type Mark = (typeof MARKS)[number];
export type Filter = RoomState | Mark;

const MEETS: Record<Mark, (room: RoomCell) => boolean> = {
  findings: (room) => room.findings > 0,
  noTenancy: (room) => room.state === 'let' && room.tenancies === 0,
  vacantLived: (room) => room.state === 'vacant' && room.residents > 0,
};

/** States widen each other, marks narrow: 出租 or 空置, and with findings. Without any filter every room matches. */
export function matches(room: RoomCell, filters: ReadonlySet<Filter>): boolean {
  const states = ROOM_STATES.filter((state) => filters.has(state));
  const marks = MARKS.filter((mark) => filters.has(mark));
  return (states.length === 0 || states.includes(roomState(room.state))) && marks.every((mark) => MEETS[mark](room));
}

export function countMarks(rooms: readonly RoomCell[]): Record<Mark, number> {
  const of = (mark: Mark): number => rooms.filter((room) => MEETS[mark](room)).length;
  return { findings: of('findings'), noTenancy: of('noTenancy'), vacantLived: of('vacantLived') };
}
