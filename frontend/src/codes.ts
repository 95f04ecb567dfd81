/** The closed lists that the window offers for choice. Their names are messages: `state.let`, `reason.1` … */

export const ROOM_STATES = ['owner_occupied', 'let', 'vacant', 'business', 'unknown'] as const;
export type RoomState = (typeof ROOM_STATES)[number];

/** 注销类别 after GA/T 2000.25, then the register's own (DOMAIN §1.7). */
export const END_REASONS = ['3', 'moved_within', 'became_local', '1', '2', 'erroneous'] as const;
export type EndReason = (typeof END_REASONS)[number];

export const ROOM_KINDS = ['dwelling', 'shop', 'office', 'storage', 'garage', 'basement', 'attic', 'guardroom', 'shed', 'other'] as const;

export const OUTCOMES = ['added', 'updated', 'unchanged', 'pending', 'rejected', 'dropped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const HIT_KINDS = ['site', 'building', 'room', 'person', 'organisation'] as const;

/** Ledgers that can be read. */
export const LEDGER_EXTENSIONS = ['xlsx', 'xls', 'xlsm', 'xlsb', 'et', 'ods', 'docx', 'csv', 'tsv', 'txt', 'xml', 'html', 'htm', 'geojson', 'json'];

/** A state as known to the window; a code of a newer version is shown as not known. */
export function roomState(code: string): RoomState {
  return (ROOM_STATES as readonly string[]).includes(code) ? (code as RoomState) : 'unknown';
}

/** The counts of a wire record in the order of the legend. */
export function stateCounts(counts: { ownerOccupied: number; let: number; vacant: number; business: number; unknown: number }): Record<RoomState, number> {
  return { owner_occupied: counts.ownerOccupied, let: counts.let, vacant: counts.vacant, business: counts.business, unknown: counts.unknown };
}
