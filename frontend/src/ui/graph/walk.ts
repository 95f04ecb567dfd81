/** Walking a graph by arrow keys: the nearest node that lies in the direction of the key. */

export type Direction = 'left' | 'right' | 'up' | 'down';

export interface Point {
  id: string;
  x: number;
  y: number;
}

const UNIT: Record<Direction, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** The node one comes to; none where nothing lies that way. What lies askew counts as farther. */
export function nearest(points: readonly Point[], from: string, direction: Direction): string | null {
  const here = points.find((point) => point.id === from);
  if (!here) return points[0]?.id ?? null;
  const [ux, uy] = UNIT[direction];
  let best: { id: string; far: number } | null = null;
  for (const point of points) {
    const [dx, dy] = [point.x - here.x, point.y - here.y];
    const along = dx * ux + dy * uy;
    if (point.id === from || along <= 0.5) continue;
    const far = along + 2 * Math.abs(dx * uy - dy * ux);
    if (!best || far < best.far) best = { id: point.id, far };
  }
  return best?.id ?? null;
}
