/** Where a new building is put on the map, metres east and north; and the same in degrees for the register. */
import type { BlockForm } from '../../bindings/BlockForm';
import type { PlaneView } from '../../bindings/PlaneView';

export interface Placement {
  /** Middle, metres east and north. */
  at: [number, number];
  /** The long side's direction, degrees anticlockwise from east. */
  turn: number;
}

/** Metres of front that a dwelling takes, and how deep a house with one row of dwellings is. */
const FRONT_M = 7.5;
const DEPTH_M = 13;
const DEEPER_M = 20;

/** Length and depth that a building of this form would have, metres. */
export function sizeOf(form: BlockForm): [number, number] {
  const units = form.units.length > 0 ? form.units.map((unit) => unit.roomsPerFloor ?? form.roomsPerFloor) : [form.roomsPerFloor];
  const bands = form.bands.map((band) => Math.ceil(band.rooms / (band.wholeFloor ? 2 : 1)));
  const deep = units.some((rooms) => rooms > 3);
  const front = units.reduce((sum, rooms) => sum + Math.max(1, deep ? Math.ceil(rooms / 2) : rooms), 0);
  return [Math.min(240, Math.max(14, front * FRONT_M, Math.min(12, Math.max(0, ...bands)) * 4)), deep ? DEEPER_M : DEPTH_M];
}

/** The four corners of a rectangle of that size, anticlockwise. */
export function corners({ at, turn }: Placement, [length, depth]: [number, number]): [number, number][] {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  return ([[-1, -1], [1, -1], [1, 1], [-1, 1]] as const).map(([x, y]) => {
    const [along, across] = [(x * length) / 2, (y * depth) / 2];
    return [at[0] + along * cos - across * sin, at[1] + along * sin + across * cos];
  });
}

/** A ring of the plane in longitude and latitude. */
export function toDegrees(ring: readonly [number, number][], plane: PlaneView): [number, number][] {
  return ring.map(([east, north]) => [plane.origin[0] + east / plane.metresPerLongitude, plane.origin[1] + north / plane.metresPerLatitude]);
}

type Ring = readonly (readonly [number, number])[];

/** Whether two outlines share ground; good enough for houses, which are nearly convex. */
export function overlap(one: Ring, other: Ring): boolean {
  const middle = (ring: Ring): [number, number] => [ring.reduce((sum, point) => sum + point[0], 0) / ring.length, ring.reduce((sum, point) => sum + point[1], 0) / ring.length];
  return [...one, middle(one)].some((point) => inside(point, other)) || [...other, middle(other)].some((point) => inside(point, one));
}

function inside([x, y]: readonly [number, number], ring: Ring): boolean {
  let within = false;
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring.at(index - 1) ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
  });
  return within;
}
