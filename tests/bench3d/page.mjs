/** Runs the contenders by turns, A-B-C then C-B-A, and hands every single time to the harness. */
import { bytes, listen } from './card.mjs';
import { quarter } from './community.mjs';

listen();
const ask = new URLSearchParams(location.search);
const [count, rounds, frames, picks] = ['buildings', 'rounds', 'frames', 'picks'].map((name) => Number(ask.get(name)));
const alone = ask.get('alone');
const { ours } = await import('./ours.mjs');
const { VERSION, threePeer } = await import('./three-peers.mjs');

const PATIENCE_MS = 4000;

const say = (what) => fetch('/say', { method: 'POST', body: what });
const cpu = async () => Number(await (await fetch('/cpu')).text());
const pause = () => new Promise((done) => setTimeout(done));
const timed = (work) => { const begun = performance.now(); work(); return performance.now() - begun; };

const buildings = quarter(count);
const total = buildings.reduce((sum, b) => sum + b.floors * b.perFloor, 0);
const contenders = [];
const makers = { ours, ...Object.fromEntries(['instanced', 'batched', 'bare'].map((kind) => [kind, (c, b) => threePeer(kind, c, b)])) };
for (const make of alone ? [makers[alone]] : Object.values(makers)) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 800 });
  document.body.append(canvas);
  const contender = await make(canvas, buildings);
  const gl = () => canvas.getContext('webgl2');
  // The picture is not there before the card has answered.
  const finish = () => gl().readPixels(0, 0, 1, 1, 6408, 5121, new Uint8Array(4));
  const times = { fill: [], pick: [], pickOpened: [], one: [], all: [], told: [], check: null };
  contenders.push({ ...contender, self: contender, canvas, finish, times, views: {} });
}

/** Works as often as asked, or until it has taken long enough: a peer's frame takes seconds in a large town. */
async function repeated(times, work) {
  const begun = performance.now();
  let done = 0;
  do {
    await work(done);
    done += 1;
  } while (done < times && performance.now() - begun < PATIENCE_MS);
  return done;
}

async function moving(c, view) {
  const times = (c.views[view] ??= { cpu: [], whole: [], tree: [] });
  await pause();
  const before = await cpu();
  c.self.grab();
  const drawn = await repeated(frames, async () => {
    c.self.move();
    const begun = performance.now();
    c.self.render();
    const handed = performance.now();
    c.finish();
    times.cpu.push(handed - begun);
    times.whole.push(performance.now() - begun);
    await pause();
  });
  c.self.letGo();
  times.tree.push((await cpu() - before) / drawn);
  Object.assign(times, { calls: c.self.calls(), triangles: c.self.triangles(), size: [c.canvas.width, c.canvas.height] });
}

async function pointing(c, into) {
  await pause();
  for (let i = 0; i < picks; i++) {
    const [x, y] = [60 + ((i * 397) % 1080), 60 + ((i * 211) % 680)];
    into.push(timed(() => c.self.pick(x, y)));
  }
}

async function recolouring(c, round) {
  await pause();
  // The card may still be at the frames before: those are not this one's.
  c.finish();
  await repeated(3, (i) => {
    const told = timed(() => c.self.recolourAll(round + 1 + i));
    c.times.told.push(told);
    c.times.all.push(told + timed(() => c.self.render()));
    c.finish();
  });
  await pause();
  c.self.open();
  c.finish();
  await repeated(3, (i) => {
    c.times.one.push(timed(() => { c.self.recolourOne(round + i); c.self.render(); }));
    c.finish();
  });
  if (c.name === 'louce-viewer') await pointing(c, c.times.pickOpened);
  c.self.close();
  c.finish();
}

for (const c of contenders) {
  c.times.fill.push(timed(() => c.self.fill()));
  c.finish();
  c.times.check = c.self.check();
  c.bytes = bytes(c.canvas);
  await say(`${c.name}: filled in ${c.times.fill[0].toFixed(0)} ms, picks checked ${JSON.stringify(c.times.check)}`);
}
for (let round = 0; round < rounds; round++) {
  for (const c of round % 2 === 0 ? contenders : [...contenders].reverse()) {
    await moving(c, 'far');
    await pointing(c, c.times.pick);
    await recolouring(c, round);
    c.self.near();
    await moving(c, 'near');
    c.self.far();
    c.self.still();
    c.finish();
  }
  await say(`round ${round + 1} of ${rounds}`);
}
/** What draws, as WebGL tells it. */
function driver() {
  const gl = document.createElement('canvas').getContext('webgl2');
  return gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info').UNMASKED_RENDERER_WEBGL);
}

await fetch('/result', {
  method: 'POST',
  body: JSON.stringify({
    three: VERSION, browser: navigator.userAgent, driver: driver(), buildings: count, rooms: total,
    contenders: contenders.map(({ name, times, views, bytes, opened }) => ({ name, times, views, bytes, opened })),
  }),
});
