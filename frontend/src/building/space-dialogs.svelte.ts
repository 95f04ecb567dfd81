/** The one dialog about rooms and buildings that may be open, whoever asked for it: the table, a room's page, the map. */
import { session } from '../state/session.svelte';

/** A room as a dialog needs it; a cell of the table is one. */
export interface RoomRef {
  id: string;
  /** Number with partition: 501A. */
  number: string;
  unit: string | null;
}

/** What a building is raised with: nothing, a site, a point of the map; or the building that is to be changed. */
export interface GeneratorStart {
  /** The building to change. */
  buildingId?: string;
  /** What it is called. */
  title?: string;
  siteId?: string | null;
  /** Where it shall stand, metres east and north on the map. */
  at?: [number, number];
  /** Floors to add at once: 加层. */
  addFloors?: number;
}

export type SpaceDialog =
  | { what: 'split'; room: RoomRef }
  | { what: 'merge'; rooms: RoomRef[] }
  | { what: 'generator'; start: GeneratorStart };

class SpaceDialogs {
  open = $state.raw<SpaceDialog | null>(null);

  close(): void {
    this.open = null;
  }
}

export const spaceDialogs = new SpaceDialogs();
session.onLock(() => spaceDialogs.close());

/** 拆分, 隔断. */
export function openSplit(room: RoomRef): void {
  spaceDialogs.open = { what: 'split', room };
}

/** 合并. */
export function openMerge(rooms: RoomRef[]): void {
  spaceDialogs.open = { what: 'merge', rooms };
}

/** 新建楼幢; with a building, its change. */
export function openGenerator(start: GeneratorStart = {}): void {
  spaceDialogs.open = { what: 'generator', start };
}
