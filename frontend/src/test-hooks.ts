/** Read-only hooks for the end-to-end test: where things are drawn, and whether the window is at rest. */
import { requestsInFlight } from './backend';
import { stage } from './map/stage.svelte';

export interface Point {
  x: number;
  y: number;
}

declare global {
  interface Window {
    louceTest?: { roomPoint(id: string): Point | null; buildingPoint(id: string): Point | null; idle(): boolean };
  }
}

export function installTestHooks(): void {
  window.louceTest = {
    roomPoint: (id) => stage.pointOf(id),
    buildingPoint: (id) => stage.pointOf(id),
    idle: () => requestsInFlight() === 0 && stage.atRest(),
  };
}
