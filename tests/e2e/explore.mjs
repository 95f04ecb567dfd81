import { test } from 'node:test';
import { idsOf, unlockByKeyboard } from './demo.mjs';
import { until, withWindow, sleep } from './window.mjs';
test('x', async () => {
  await withWindow({ name: 'explore', args: ['--demo'] }, async (window) => {
    await window.resize(1440, 900);
    await unlockByKeyboard(window);
    await window.press('Control+3');
    await until(() => window.holdsFocus('list-filter'), 'filter');
    await window.write('99');
    console.log(await window.value('list-filter'));
    await window.write('望湖');
    console.log(await window.value('list-filter'));
    await sleep(300);
    console.log((await window.texts('[data-testid^=list-building-]')).slice(0,8));
    await window.press('ArrowDown');
    console.log(await window.focused());
    await window.press('Enter');
    await window.find('building-title'); await window.idle();
    console.log(await window.text('building-title'));
    await window.walkTo('room-grid');
    console.log((await window.texts('[data-testid^=room-cell-]')).join('|').replaceAll('\n',' ').slice(0,900));
    await window.press('Control+k');
    await window.find('search-input');
    for (const q of ['1-1-201', '1幢1单元201', '望湖苑1幢1单元201']) { await window.write(q); await sleep(500); console.log(q, (await window.texts('[data-testid^=search-hit-]')).slice(0,4)); }
  });
});
