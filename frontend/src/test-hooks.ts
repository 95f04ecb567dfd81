/** Read-only hooks for the end-to-end test: where things are drawn and stand, and whether the window is at rest. */
import { requestsInFlight } from './backend';
import type { BuildingOutline } from './bindings/BuildingOutline';
import { stage } from './map/stage.svelte';
import { community } from './state/community.svelte';

export interface Point {
  x: number;
  y: number;
}

declare global {
  interface Window {
    louceTest?: {
      roomPoint(id: string): Point | null;
      buildingPoint(id: string): Point | null;
      /** The ground under a point of the page, metres east and north. */
      groundAt(point: Point): [number, number] | null;
      /** The buildings of the map, as the register told them. */
      buildings(): readonly BuildingOutline[];
      idle(): boolean;
    };
  }
}

export function installTestHooks(): void {
  window.louceTest = {
    roomPoint: (id) => stage.pointOf(id),
    buildingPoint: (id) => stage.pointOf(id),
    groundAt: (point) => stage.groundAt(point),
    buildings: () => community.view?.buildings ?? [],
    idle: () => requestsInFlight() === 0 && stage.atRest(),
  };
}
