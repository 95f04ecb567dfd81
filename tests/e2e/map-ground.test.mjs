// A map file at the real window: in which coordinates it is written is said by the clerk, buildings stand where it has
// them, and a footprint that nobody knew is given to a building on the map.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { counts, inNewRegister, preview, readAgain, take } from './ledger.mjs';
import { building, buildings, chooseFromMenu, counted } from './on-map.mjs';
import { writeLedger } from './register.mjs';
import { until } from './window.mjs';

const TIMEOUT = 280_000;
const SITE = '望湖家园';
/** An invented place. Around it, degrees to the metre, and how far GCJ-02 is shifted from WGS-84. */
const HERE = { longitude: 121.55, latitude: 29.87 };
const METRE = { longitude: 1 / 96_560, latitude: 1 / 110_860 };
const GCJ_02 = { longitude: 0.004158, latitude: -0.002583 };
const WGS_84 = { longitude: 0, latitude: 0 };

const at = (shift, [east, north]) => [HERE.longitude + shift.longitude + east * METRE.longitude, HERE.latitude + shift.latitude + north * METRE.latitude];

/** A footprint of 40 m by 12 m, its south-west corner so many metres from the place. */
function footprint(shift, [east, north], properties) {
  const corners = [[0, 0], [40, 0], [40, 12], [0, 12], [0, 0]].map(([x, y]) => at(shift, [east + x, north + y]));
  return { type: 'Feature', properties: { building: 'apartments', 'building:levels': '6', ...properties }, geometry: { type: 'Polygon', coordinates: [corners] } };
}

function writeMap(home, name, features) {
  const file = path.join(home, name);
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  return file;
}

/** A register of three buildings, the first of which stands where a WGS-84 map has it. */
async function surveyed(window, home) {
  const people = ['石木生,户主,330299196503044061,男,13900000101', '罗小雅,户主,330299196401290341,女,13900000102', '龚川伟,户主,330299196007194896,男,13900000103'];
  const rows = people.map((person, at) => `${person},${SITE},${at + 1}幢1单元101室`);
  await take(window, writeLedger(home, 'people.csv', ['姓名,与户主关系,身份证号,性别,联系电话,现住小区/建筑,门牌地址', ...rows]));
  await preview(window, writeMap(home, 'survey.geojson', [footprint(WGS_84, [0, 0], { name: `${SITE}1幢` })]));
  await window.sees('ground-from', '推定');
  await window.sees('ground-matched', '1');
  await window.click('import-commit');
  await window.find('import-done', 60_000);
  await window.click('import-another');
  await window.find('import-drop');
}

/** The south-west corner of a building's outline, metres. */
const corner = ({ footprint: ring }) => [Math.min(...ring.map(([east]) => east)), Math.min(...ring.map(([, north]) => north))];

const labelled = async (window, label) => (await buildings(window)).find((each) => each.label === label);

test('a map in the coordinates of a web map lies where a survey has the next building, and a footprint of it finds its building', { timeout: TIMEOUT }, async () => {
  await inNewRegister('ground', async (window, home) => {
    await surveyed(window, home);
    const road = { type: 'Feature', properties: { highway: 'residential' }, geometry: { type: 'LineString', coordinates: [at(GCJ_02, [-50, -20]), at(GCJ_02, [150, -20])] } };
    const file = writeMap(home, 'web.geojson', [footprint(GCJ_02, [60, 0], { name: `${SITE}2幢` }), footprint(GCJ_02, [60, 40], {}), road]);
    await preview(window, file);
    await window.click('ground-system');
    await window.click('ground-system-gcj02');
    await readAgain(window);
    await window.sees('ground-from', '由你指定');
    await window.sees('ground-footprints', '2');
    await window.sees('ground-matched', '1');
    await window.sees('ground-roads', '1');
    await window.sees('ground-away', '与现有地图相接');
    assert.equal((await counts(window)).rejected, 0, 'nothing of it is refused');
    await window.click('import-commit');
    await window.find('import-done', 60_000);

    await window.click('nav-map');
    await window.find('map-canvas', 60_000);
    await counted(window);
    await window.idle(60_000);
    const [first, second] = [await labelled(window, '1幢'), await labelled(window, '2幢')];
    const [east, north] = corner(second).map((metres, axis) => metres - corner(first)[axis]);
    assert.ok(Math.hypot(east - 60, north) < 1, `60 m to the east of its neighbour, not where the shift would have it: ${east}, ${north}`);

    const free = (await buildings(window)).filter(({ unclaimed }) => unclaimed);
    assert.equal(free.length, 1, 'the footprint without a name waits for its building');
    const third = await labelled(window, '3幢');
    assert.equal(third.footprint, null, 'which stands nowhere yet');
    await chooseFromMenu(window, third.id, 'match');
    await window.click(`footprint-take-${free[0].id}`);
    await window.gone('footprints');
    const stands = await until(async () => {
      const now = await building(window, third.id);
      return now.footprint && now;
    }, 'the building to stand on the footprint');
    assert.deepEqual(corner(stands), corner(free[0]), 'on that footprint');
    assert.equal(await building(window, free[0].id), undefined, 'and it is nobody else’s');
    await window.press('Control+z');
    await until(async () => (await building(window, free[0].id))?.unclaimed && (await building(window, third.id)).footprint === null, 'both to be as before');
  });
});
