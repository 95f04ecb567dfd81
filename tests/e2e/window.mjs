// A user at the real window: finds things by data-testid, clicks, types, drags on the canvas, looks at the screen.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Driver, sleep, until } from './driver.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const BUTTONS = { left: 0, middle: 1, right: 2 };
const KEYS = {
  Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004', Space: ' ', Backspace: '\uE003', Delete: '\uE017',
  ArrowUp: '\uE013', ArrowDown: '\uE015', ArrowLeft: '\uE012', ArrowRight: '\uE014', Home: '\uE011', End: '\uE010',
  PageUp: '\uE00E', PageDown: '\uE00F', Control: '\uE009', Shift: '\uE008', Alt: '\uE00A', F1: '\uE031', F2: '\uE032',
};

export { sleep, until };

/** Where logs and pictures of failures go. */
export const LOGS = process.env.LOUCE_E2E_LOGS ?? path.join(os.tmpdir(), 'louce-e2e');

/** A fresh, empty user account: its folder holds data, settings and cache, and is gone when the tests end. */
export function newHome() {
  const home = mkdtempSync(path.join(os.tmpdir(), 'louce-home-'));
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** Opens the program; the same `home` again is the same user on the next day. */
export async function openWindow({ home = newHome(), args = [], env = {}, name = 'window' } = {}) {
  const binary = process.env.LOUCE_DESKTOP;
  if (!binary) throw new Error('LOUCE_DESKTOP is not set: run `cargo xtask e2e`');
  const driver = await Driver.start({ binary, args, home, env, log: path.join(LOGS, `${name}.log`) });
  return new Window(driver, home);
}

/** Runs `story` with a window and closes it; a failure leaves a picture and the page behind in LOGS. */
export async function withWindow(options, story) {
  const window = await openWindow(options);
  try {
    await story(window);
  } catch (error) {
    await window.keepEvidence(options.name ?? 'window').catch(() => {});
    throw error;
  } finally {
    await window.close();
  }
}

export class Window {
  #driver;

  constructor(driver, home) {
    this.#driver = driver;
    this.home = home;
  }

  /** Quits the program. */
  close() {
    return this.#driver.stop();
  }

  // ---- finding and reading

  /** Waits for the element of a data-testid (or, with `.`, `#` or `[` in front, of a CSS selector). */
  find(target, ms) {
    return until(() => this.#element(target), `“${target}”`, ms);
  }

  /** Whether it is there now. */
  async has(target) {
    return this.js('return document.querySelector(arguments[0]) !== null', selector(target));
  }

  /** Waits until it is no longer there. */
  gone(target, ms) {
    return until(async () => !(await this.has(target)), `“${target}” to go`, ms);
  }

  /** Its text as a user sees it. */
  async text(target) {
    return this.js('return document.querySelector(arguments[0])?.innerText ?? null', selector(target));
  }

  /** The texts of all that match. */
  async texts(target) {
    return this.js('return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)', selector(target));
  }

  /** The value of a field. */
  async value(target) {
    return this.js('return document.querySelector(arguments[0])?.value ?? null', selector(target));
  }

  /** Waits until its text contains the fragment (or matches the regular expression), also below the fold: what is
   *  scrolled out of view there may not be laid out, and has no text of its own yet. */
  sees(target, fragment, ms) {
    const matches = (text) => text !== null && (fragment instanceof RegExp ? fragment.test(text) : text.includes(fragment));
    return until(async () => matches(await this.text(target)) || matches(await this.#written(target)), `“${target}” to show ${fragment}`, ms);
  }

  #written(target) {
    const script = 'const e = document.querySelector(arguments[0]); return e?.checkVisibility() ? e.textContent : null;';
    return this.js(script, selector(target));
  }

  /** Runs script in the page. */
  js(script, ...args) {
    return this.#driver.call('POST', '/execute/sync', { script, args });
  }

  /** Waits for the page's own word that no request is under way and nothing moves. */
  idle(ms) {
    return until(() => this.js('return window.louceTest?.idle() ?? false'), 'the window to be at rest', ms);
  }

  // ---- hands

  /** Clicks once it can be clicked. */
  async click(target, ms) {
    await until(async () => {
      await this.#call('POST', `/element/${await this.#element(target)}/click`, {});
      return true;
    }, `“${target}” to be clicked`, ms);
  }

  /** Types into a field after what is there. */
  async type(target, text) {
    await this.#call('POST', `/element/${await this.find(target)}/value`, { text });
  }

  /**
   * Replaces what is in a field, by keys: a page hears of nothing else. Again, as a user would, where a field that takes
   * the focus as it appears has caught the keys.
   */
  async fill(target, text) {
    await this.find(target);
    await until(async () => {
      await this.#overwrite(target, text);
      return (await this.value(target)) === text;
    }, `“${target}” to hold “${text}”`);
  }

  async #overwrite(target, text) {
    const full = await this.js(
      'const field = document.querySelector(arguments[0]); field.focus(); field.select(); return field.value !== "";',
      selector(target),
    );
    if (full) await this.press('Backspace');
    if (text !== '') await this.type(target, text);
  }

  /** Presses keys such as `Control+k`, `Escape` or `a` on whatever has the focus. */
  async press(keys) {
    const values = keys.split('+').map((key) => KEYS[key] ?? key);
    const down = values.map((value) => ({ type: 'keyDown', value }));
    const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.#act({ type: 'key', id: 'keyboard', actions: [...down, ...up] });
  }

  /** Presses the same keys several times. */
  async pressTimes(keys, times) {
    for (let time = 0; time < times; time++) await this.press(keys);
  }

  /** Whether an element has the keyboard. */
  holdsFocus(target) {
    return this.js('return document.activeElement?.matches(arguments[0]) ?? false', selector(target));
  }

  /** The data-testid of whatever has the keyboard. */
  focused() {
    return this.js('return document.activeElement?.dataset.testid ?? null');
  }

  /**
   * Walks the page by Tab, or by other keys, until an element has the focus: the proof that a keyboard reaches it.
   * Nothing is focused by script, so what is `inert`, hidden or `tabindex="-1"` is never reached.
   */
  async walkTo(target, { by = 'Tab', most = 90 } = {}) {
    const passed = [];
    for (let step = 0; step <= most; step++) {
      if (await this.holdsFocus(target)) return;
      passed.push(await this.focused());
      await this.press(by);
    }
    throw new Error(`“${target}” is not reached by ${most} times ${by}; passed ${passed.join(' ')}`);
  }

  /** Walks to a control and presses it. */
  async walkAndPress(target, { key = 'Enter', ...how } = {}) {
    await this.walkTo(target, how);
    await this.press(key);
  }

  /** Replaces what is in the field that has the keyboard. */
  async write(text) {
    await this.press('Control+a');
    const actions = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.#act({ type: 'key', id: 'keyboard', actions });
  }

  /** Clicks a point of an element, in CSS pixels from its top left corner. */
  async clickAt(target, point, how) {
    await this.clickPage(await this.#point(target, point), how);
  }

  /** Clicks a point of the page, in CSS pixels. */
  async clickPage({ x, y }, { button = 'left', times = 1 } = {}) {
    const at = { x: Math.round(x), y: Math.round(y) };
    const press = [{ type: 'pointerDown', button: BUTTONS[button] }, { type: 'pointerUp', button: BUTTONS[button] }];
    const presses = Array.from({ length: times }, () => press).flat();
    await this.#mouse([move(at), { type: 'pause', duration: 60 }, ...presses]);
  }

  /** Moves the pointer over a point of an element. */
  async hoverAt(target, point) {
    await this.#mouse([move(await this.#point(target, point))]);
  }

  /** Drags from one point of an element to another. */
  async drag(target, from, to, { button = 'left' } = {}) {
    const [start, end] = [await this.#point(target, from), await this.#point(target, to)];
    const middle = { x: Math.round((start.x + end.x) / 2), y: Math.round((start.y + end.y) / 2) };
    const held = BUTTONS[button];
    await this.#mouse([
      move(start), { type: 'pointerDown', button: held }, move(middle, 80), move(end, 80), { type: 'pointerUp', button: held },
    ]);
  }

  /** Turns the wheel over a point of an element; positive is towards the user. */
  async wheel(target, point, deltaY) {
    const at = await this.#point(target, point);
    const action = { type: 'scroll', duration: 0, origin: 'viewport', ...at, deltaX: 0, deltaY };
    await this.#act({ type: 'wheel', id: 'wheel', actions: [action] });
  }

  // ---- eyes

  /** Width and height of the window, in pixels of the screen. */
  async resize(width, height) {
    await this.#call('POST', '/window/rect', { x: 0, y: 0, width, height });
  }

  /** Saves the page as a PNG. */
  async screenshot(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(await this.#call('GET', '/screenshot'), 'base64'));
  }

  /** Leaves a picture and the page's text behind. */
  async keepEvidence(name) {
    await this.screenshot(path.join(LOGS, `${name}.png`));
    writeFileSync(path.join(LOGS, `${name}.html`), await this.js('return document.documentElement.outerHTML'));
  }

  // ---- wires

  #call(method, route, body) {
    return this.#driver.call(method, route, body);
  }

  async #element(target) {
    return (await this.#call('POST', '/element', { using: 'css selector', value: selector(target) }))[ELEMENT];
  }

  async #point(target, { x, y }) {
    await this.find(target);
    const corner = await this.js(
      'const r = document.querySelector(arguments[0]).getBoundingClientRect(); return { x: r.x, y: r.y };',
      selector(target),
    );
    return { x: Math.round(corner.x + x), y: Math.round(corner.y + y) };
  }

  #mouse(actions) {
    return this.#act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  async #act(source) {
    await this.#call('POST', '/actions', { actions: [source] });
    await this.#call('DELETE', '/actions');
  }
}

const selector = (target) => (/^[.#[]/.test(target) ? target : `[data-testid="${target}"]`);

const move = (at, duration = 0) => ({ type: 'pointerMove', origin: 'viewport', duration, ...at });
