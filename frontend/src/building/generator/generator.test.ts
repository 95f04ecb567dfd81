import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installDoor } from '../../backend';
import type { BlockForm } from '../../bindings/BlockForm';
import type { Request } from '../../bindings/Request';
import { community } from '../../state/community.svelte';
import { USUAL } from './block-form';
import { Generator } from './generator.svelte';

const asked: Request[] = [];
const preview = (form: BlockForm) => ({ form, source: 'given', block: { buildingId: 'new', units: [], floors: [], footprint: null }, floors: [], rooms: [{ id: 'new:101' }], added: form.floorsAbove, kept: 0, surplus: [], problems: form.floorsAbove === 0 ? [{ code: 'no_floors', field: 'floorsAbove', zh: '还没有楼层', en: 'no floors' }] : [] });
const plane = { origin: [121, 31] as [number, number], metresPerLongitude: 100_000, metresPerLatitude: 100_000 };

function answer(request: Request): unknown {
  asked.push(request);
  if (request.op === 'plan_block') return preview(request.form ?? USUAL);
  if (request.op === 'raise_building' || request.op === 'change_block') return { batchId: 'b', records: [] };
  if (request.op === 'community') return { sites: [], buildings: [], ground: { roads: [], water: [], green: [], attribution: null }, plane };
  return {};
}

beforeEach(async () => {
  vi.useFakeTimers();
  asked.length = 0;
  installDoor({ rpc: async (request) => answer(request), pickFile: async () => null, pickSave: async () => null, onDrag: () => () => undefined });
  await community.load();
});
afterEach(() => vi.useRealTimers());

const plans = (): Request[] => asked.filter((request) => request.op === 'plan_block');

test('quick typing is planned once, and the last word counts', async () => {
  const generator = new Generator({});
  await vi.runAllTimersAsync();
  for (const floorsAbove of [1, 11, 18]) generator.edit({ ...generator.form, floorsAbove });
  expect(generator.ready, 'nothing can be written while the form is ahead of its preview').toBe(false);
  await vi.runAllTimersAsync();
  expect(plans().length, 'the form to begin with, then one plan').toBe(2);
  expect(generator.preview?.added, 'eighteen floors').toBe(18);
});

test('a building without a name or with something to mend is not written', async () => {
  const generator = new Generator({});
  await vi.runAllTimersAsync();
  expect(generator.ready, 'no name yet').toBe(false);
  generator.name = '12';
  expect(generator.ready, 'named').toBe(true);
  generator.edit({ ...generator.form, floorsAbove: 0 });
  await vi.runAllTimersAsync();
  expect(generator.ready, 'no floors').toBe(false);
  expect(generator.problemsOf('floorsAbove').length, 'said where the floors are asked').toBe(1);
});

test('a place on the map is written in degrees, a new site by its name', async () => {
  const generator = new Generator({ at: [1000, -2000] });
  await vi.runAllTimersAsync();
  Object.assign(generator, { name: ' 12 ', site: 'new', siteName: '示例苑' });
  await generator.submit();
  const sent = asked.find((request) => request.op === 'raise_building');
  const ring = sent?.op === 'raise_building' ? (sent.building.footprint ?? []) : [];
  const middle = [0, 1].map((axis) => ring.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / ring.length);
  expect(middle[0], 'a kilometre east').toBeCloseTo(121.01);
  expect(middle[1], 'two kilometres south').toBeCloseTo(30.98);
  expect(sent, 'the name without blanks, the site by name').toMatchObject({ building: { siteId: null, siteName: '示例苑', fields: [{ field: 'name', value: '12' }] } });
});

test('floors are added to what stands', async () => {
  const generator = new Generator({ buildingId: 'b1', addFloors: 1 });
  await vi.runAllTimersAsync();
  expect(generator.form.floorsAbove, 'one more than the six of the form').toBe(7);
  generator.end('r9', 'demolished');
  await generator.submit();
  expect(asked.find((request) => request.op === 'change_block'), 'with the rooms that end').toMatchObject({ change: { buildingId: 'b1', endRooms: [{ roomId: 'r9', reason: 'demolished' }] } });
});
