/** Between the ground, metres east and north, and the small picture of it, whose upper edge is north. */

/** Least east, least north, greatest east, greatest north, metres. */
export type Area = readonly [number, number, number, number];
export interface Size {
  width: number;
  height: number;
}

/** The corners of what is in view as the points of a polygon, kept within a picture's width around the picture. */
export function corners(ground: readonly (readonly [number, number])[], [west, south, east, north]: Area, { width, height }: Size): string {
  const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
  return ground.map(([x, y]) => {
    const across = ((x - west) / Math.max(1e-6, east - west)) * width;
    const down = ((north - y) / Math.max(1e-6, north - south)) * height;
    return `${within(across, -width, 2 * width).toFixed(1)},${within(down, -height, 2 * height).toFixed(1)}`;
  }).join(' ');
}

/** The place on the ground under a point of the picture; beyond its edge, the edge. */
export function groundOf(at: { x: number; y: number }, [west, south, east, north]: Area, { width, height }: Size): [number, number] {
  const [across, down] = [Math.min(1, Math.max(0, at.x / width)), Math.min(1, Math.max(0, at.y / height))];
  return [west + across * (east - west), north - down * (north - south)];
}
