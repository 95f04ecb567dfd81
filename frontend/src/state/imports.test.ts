import { beforeEach, expect, test } from 'vitest';
import { installDoor, type Door } from '../backend';
import type { ImportChoices } from '../bindings/ImportChoices';
import { NOTHING, withColumn, withDate, withFixes } from '../import/choices';
import { previewOf } from '../mock/imports';
import { imports } from './imports.svelte';

let asked: { op: string; choices?: ImportChoices | null; token?: string; rememberAs?: string | null }[] = [];
let pace = 0;
let refuse: string | null = null;

const door: Door = {
  async rpc(request) {
    asked.push(request as never);
    if (request.op === 'import_preview') {
      await new Promise((done) => setTimeout(done, pace));
      if (refuse) throw { code: refuse, zh: refuse, en: refuse, field: null };
      return previewOf(request.choices ?? NOTHING);
    }
    if (request.op === 'import_commit') return { batchId: 'b', counts: previewOf(NOTHING).counts, effects: previewOf(NOTHING).effects, buildings: [] };
    if (request.op === 'batches') return { batches: [] };
    return {};
  },
  pickFile: async () => null,
  pickSave: async () => null,
  onDrag: () => () => undefined,
};
const previews = () => asked.filter((each) => each.op === 'import_preview');

beforeEach(async () => {
  installDoor(door);
  imports.restart();
  [asked, pace, refuse] = [[], 0, null];
  await imports.read('/台账/人口.xlsx');
});

test('a small file is read again by itself, once for changes that come together', async () => {
  imports.say((choices) => withColumn(choices, '人口', 'F', 'citizen_id'));
  imports.say((choices) => withFixes(choices, '人口', 'J', ['长住'], '常住'));
  expect(imports.unread, 'two things are said and not read').toBe(2);
  await expect.poll(() => imports.unread, { message: 'it is read with both' }).toBe(0);
  expect(previews().length, 'the first reading and one more').toBe(2);
  expect(imports.preview?.sheets[0]?.columns[5]?.field, 'the preview knows').toBe('citizen_id');
});

test('a preview that was overtaken is given back', async () => {
  const before = imports.preview?.token;
  imports.say((choices) => withDate(choices, '2025-12-31'));
  await imports.reread();
  expect(asked.some((each) => each.op === 'import_discard' && each.token === before), 'the program need not keep it').toBe(true);
  expect(imports.preview?.ledgerDate, 'the new one holds').toBe('2025-12-31');
});

test('nothing is written that was not read', async () => {
  imports.say((choices) => withColumn(choices, '人口', 'F', 'citizen_id'));
  await imports.commit();
  expect(asked.some((each) => each.op === 'import_commit'), 'the counts on the screen would not be those of the file').toBe(false);
});

test('a reading that was cancelled leaves the preview and what was said', async () => {
  const shown = imports.preview;
  refuse = 'cancelled';
  imports.say((choices) => withColumn(choices, '人口', 'F', 'citizen_id'));
  await imports.reread();
  expect([imports.step, imports.preview === shown, imports.unread], 'it can be read again or taken back').toEqual(['preview', true, 1]);
  imports.takeBack();
  expect(imports.unread, 'taken back is as read').toBe(0);
});

test('what is said while the file is read again is read after it', async () => {
  pace = 30;
  imports.say((choices) => withColumn(choices, '人口', 'F', 'citizen_id'));
  const reading = imports.reread();
  imports.say((choices) => withColumn(choices, '人口', 'N', 'remark'));
  await reading;
  await expect.poll(() => imports.unread, { message: 'nothing said is lost' }).toBe(0);
  expect(previews().at(-1)?.choices?.sheets[0]?.columns.length, 'both words were sent').toBe(2);
});

test('the corrections go along with what is written, under their name', async () => {
  imports.say((choices) => withColumn(choices, '人口', 'F', 'citizen_id'));
  await imports.reread();
  expect(imports.corrected, 'one thing to remember').toBe(1);
  await imports.commit('社区人口表');
  expect(asked.find((each) => each.op === 'import_commit'), 'the name the clerk gave').toMatchObject({ rememberAs: '社区人口表', token: imports.preview?.token });
  expect([imports.step, imports.remembered], 'and says so').toEqual(['done', '社区人口表']);
});

test('another file begins with nothing said', async () => {
  imports.say((choices) => withColumn(choices, '人口', 'F', 'citizen_id'));
  await imports.read('/台账/另一份.xlsx');
  expect([imports.unread, imports.corrected, previews().at(-1)?.choices], 'the words were about the other file').toEqual([0, 0, NOTHING]);
});
