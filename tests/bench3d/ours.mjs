/** louce-viewer as a contender. */
import init, { Viewer } from '/viewer/louce_viewer.js';
import { columns } from '/louce/colours.js';
import { block, classOf, colours, shape } from './community.mjs';

/** Storeys and rooms of the building that is opened and recoloured. */
const OPENED = [18, 24];

export async function ours(canvas, buildings) {
  await init({ module_or_path: '/viewer/louce_viewer_bg.wasm' });
  const viewer = new Viewer(canvas);
  viewer.resize(canvas.width, canvas.height, 1);
  // Full resolution: what a slow machine gives up while it moves would make the frames no longer comparable.
  viewer.setQuality?.('fine');
  viewer.setMotion?.(false);
  const community = JSON.stringify(shape(buildings));
  // As the page has them: read from what came through the door.
  const colourings = [0, 1].map((k) => JSON.parse(JSON.stringify(colours(buildings, k))));
  const slots = new Map(buildings.map(({ id }, slot) => [id, slot]));
  const tell = (view) => {
    const { scale, classes, slots: places, shown, counts, storeys } = columns(view, slots);
    viewer.setColours(scale, classes, places, shown, counts, storeys);
  };
  const rooms = [0, 1].map((k) => JSON.stringify({
    building: buildings[0].id,
    mode: 'state',
    rooms: Array.from({ length: OPENED[0] * OPENED[1] }, (_, i) =>
      ({ id: `${Math.floor(i / OPENED[1]) + 1}-${i % OPENED[1]}`, class: classOf(0, i, k) })),
  }));
  let [dragged, drawn] = [0, 0];
  return {
    name: 'louce-viewer',
    fill() {
      viewer.setCommunity(community);
      tell(colourings[0]);
      viewer.frame(performance.now());
    },
    grab() { viewer.pointerDown(600, 400, 2, false); dragged = 0; },
    move() { dragged += 3; viewer.pointerMove(600 + dragged, 400); },
    letGo() { viewer.pointerUp(600 + dragged, 400); },
    render() { drawn += 1; viewer.frame(performance.now()); },
    still() { for (let i = 0; i < 3; i++) viewer.frame(performance.now() + 10_000 * i); },
    calls: () => JSON.parse(viewer.stats()).draw_calls,
    triangles: () => JSON.parse(viewer.stats()).triangles,
    pick: (x, y) => viewer.pick(x, y),
    near() { for (let i = 0; i < 12; i++) viewer.wheel(600, 420, -240); },
    far() { viewer.frameAll(); viewer.frame(performance.now() + 60_000); },
    recolourAll(k) { tell(colourings[k % 2]); },
    open() {
      viewer.openBuilding(JSON.stringify(block(buildings[0], ...OPENED)));
      viewer.frame(performance.now() + 60_000);
      viewer.frame(performance.now() + 120_000);
    },
    close() { viewer.closeBuilding(); viewer.frame(performance.now() + 60_000); viewer.frame(performance.now() + 120_000); },
    recolourOne(k) { viewer.setRoomColours(rooms[k % 2]); },
    opened: OPENED[0] * OPENED[1],
    /** Clicking where a building says that it is gives that building. */
    check() {
      let [right, asked] = [0, 0];
      for (const { id } of buildings.slice(0, 300)) {
        const at = viewer.buildingScreenPosition(id);
        if (!at) continue;
        asked += 1;
        right += JSON.parse(viewer.pick(at[0], at[1])).id === id ? 1 : 0;
      }
      return { right, asked };
    },
  };
}
