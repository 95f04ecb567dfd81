/** An invented quarter, the same for everybody: outlines, storeys, rooms. Metres east and north; no chance in it. */

const PITCH = { east: 74, north: 52 };
const STOREY_M = 3;
/** Storeys and rooms on each of them, by turns: 22 rooms a building in the middle, as in the everyday register. */
const KINDS = [[3, 4], [4, 6], [6, 4], [6, 2], [2, 6], [11, 4], [3, 3], [18, 2], [1, 8], [5, 4]];

/** `count` buildings on a grid, every fifth L-shaped. */
export function quarter(count) {
  const side = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, i) => {
    const [floors, perFloor] = KINDS[(i * 7 + Math.floor(i / 10)) % KINDS.length];
    const corner = [(i % side) * PITCH.east, Math.floor(i / side) * PITCH.north];
    const [length, depth] = [30 + ((i * 13) % 20), 12 + ((i * 5) % 4)];
    return { id: `b${i}`, corner, length, depth, floors, perFloor, wing: i % 5 === 0 ? 14 : 0 };
  });
}

/** Outline of a building. */
export function outline({ corner: [x, y], length, depth, wing }) {
  const ring = wing > 0
    ? [[0, 0], [length, 0], [length, depth], [12, depth], [12, depth + wing], [0, depth + wing]]
    : [[0, 0], [length, 0], [length, depth], [0, depth]];
  return ring.map(([a, b]) => [x + a, y + b]);
}

/** Rooms of a building as boxes `[x0, y0, z0, x1, y1, z1]`; x east, y up, z south. */
export function rooms({ corner: [x, y], length, depth, floors, perFloor }) {
  const boxes = [];
  for (let floor = 0; floor < floors; floor++) {
    for (let n = 0; n < perFloor; n++) {
      const [west, east] = [n, n + 1].map((k) => x + (length * k) / perFloor);
      const low = floor * STOREY_M;
      boxes.push([west + 0.1, low + 0.3, -(y + depth), east - 0.1, low + 2.7, -y]);
    }
  }
  return boxes;
}

/** Class of the n-th room of a building in the k-th colouring. */
export const classOf = (building, n, k) => (building * 3 + n * 2 + ((n * n) >> 2) + k) % 5;

/** The quarter as `louce-scene` takes it. */
export function shape(buildings) {
  return {
    sites: [],
    ground: { roads: [], water: [], green: [] },
    buildings: buildings.map((b) => ({
      id: b.id, site: null, label: b.id, footprint: outline(b), floorsAbove: b.floors, floorsBelow: 0, heightM: null,
      units: null, state: 'let', roomCount: b.floors * b.perFloor,
    })),
  };
}

/** The k-th colouring as `louce-scene` takes it. */
export function colours(buildings, k) {
  const rows = buildings.map((b, i) => {
    const counts = [0, 0, 0, 0, 0];
    const storeys = Array.from({ length: b.floors }, (_, floor) =>
      Array.from({ length: b.perFloor }, (_, n) => {
        const found = classOf(i, floor * b.perFloor + n, k);
        counts[found]++;
        return found;
      }).join(''));
    return { id: b.id, class: counts.indexOf(Math.max(...counts)), counts, storeys };
  });
  const classes = ['a', 'b', 'c', 'd', 'e'].map((code) => ({ code, count: 0 }));
  return { mode: 'state', asOf: null, scale: 'states', perBuilding: false, classes, buildings: rows };
}

/** One building opened: `floors` × `perFloor` rooms. */
export function block(building, floors, perFloor) {
  const room = (floor, n) => ({
    id: `${floor}-${n}`, number: `${floor}${String(n).padStart(2, '0')}`, unit: null, kind: 'dwelling', state: 'let',
    span: 1, parent: null,
  });
  return {
    buildingId: building.id,
    floorsAbove: floors,
    floorsBelow: 0,
    footprint: null,
    floors: Array.from({ length: floors }, (_, f) => ({
      floor: f + 1, storey: f + 1, label: `${f + 1}`, rooms: Array.from({ length: perFloor }, (_, n) => room(f + 1, n)),
    })),
  };
}
