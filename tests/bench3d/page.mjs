/** Runs the contenders by turns, A-B-C then C-B-A, and hands every single time to the harness. */
import { bytes, listen } from './card.mjs';
import { quarter } from './community.mjs';

listen();
const ask = new URLSearchParams(location.search);
const [count, rounds, frames, picks] = ['buildings', 'rounds', 'frames', 'picks'].map((name) => Number(ask.get(name)));
const { ours } = await import('./ours.mjs');
const { VERSION, threePeer } = await import('./three-peers.mjs');

const say = (what) => fetch('/say', { method: 'POST', body: what });
const cpu = async () => Number(await (await fetch('/cpu')).text());
const pause = () => new Promise((done) => setTimeout(done));
const timed = (work) => { const begun = performance.now(); work(); return performance.now() - begun; };

const buildings = quarter(count);
const total = buildings.reduce((sum, b) => sum + b.floors * b.perFloor, 0);
const contenders = [];
for (const make of [ours, (c, b) => threePeer('instanced', c, b), (c, b) => threePeer('batched', c, b), (c, b) => threePeer('bare', c, b)]) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 800 });
  document.body.append(canvas);
  const contender = await make(canvas, buildings);
  const gl = () => canvas.getContext('webgl2');
  // The picture is not there before the card has answered.
  const finish = () => gl().readPixels(0, 0, 1, 1, 6408, 5121, new Uint8Array(4));
  const times = { fill: [], pick: [], pickOpened: [], one: [], all: [], check: null };
  contenders.push({ ...contender, self: contender, canvas, finish, times, views: {} });
}

async function moving(c, view) {
  const times = (c.views[view] ??= { cpu: [], whole: [], tree: [] });
  await pause();
  const before = await cpu();
  c.self.grab();
  for (let i = 0; i < frames; i++) {
    c.self.move();
    const begun = performance.now();
    c.self.render();
    const handed = performance.now();
    c.finish();
    times.cpu.push(handed - begun);
    times.whole.push(performance.now() - begun);
    await pause();
  }
  c.self.letGo();
  times.tree.push((await cpu() - before) / frames);
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
  c.times.all.push(timed(() => { c.self.recolourAll(round + 1); c.self.render(); }));
  c.finish();
  await pause();
  c.self.open();
  c.finish();
  for (let i = 0; i < Math.min(3, frames); i++) {
    c.times.one.push(timed(() => { c.self.recolourOne(round + i); c.self.render(); }));
    c.finish();
  }
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
await fetch('/result', {
  method: 'POST',
  body: JSON.stringify({
    three: VERSION, browser: navigator.userAgent, buildings: count, rooms: total,
    contenders: contenders.map(({ name, times, views, bytes, opened }) => ({ name, times, views, bytes, opened })),
  }),
});
