// WebKitWebDriver: one process for one window, in a process group of its own, gone for certain when it is closed.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const START_MS = 60_000;
const CALL_MS = 60_000;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until the answer is truthy; an error counts as "not yet". */
export async function until(question, what, ms = 20_000) {
  const end = Date.now() + ms;
  for (;;) {
    let last;
    try {
      last = await question();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}; last: ${last?.message ?? last}`);
    await sleep(40);
  }
}

/** One WebDriver session that has started the program. */
export class Driver {
  #process;
  #base;
  #session;

  /** Starts `binary` with `args`, seeing only the folders below `home`. */
  static async start({ binary, args, home, env, log }) {
    const driver = new Driver();
    const port = await freePort();
    driver.#base = `http://127.0.0.1:${port}`;
    mkdirSync(path.dirname(log), { recursive: true });
    const output = openSync(log, 'a');
    // A file for its output: a pipe would be held open by a window that outlives the driver.
    driver.#process = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: ['ignore', output, output],
      detached: true,
      env: { ...process.env, ...foldersIn(home), ...env, TAURI_WEBVIEW_AUTOMATION: 'true' },
    });
    driver.#process.on('error', () => {});
    try {
      await until(() => driver.#call('GET', '/status'), 'WebKitWebDriver', START_MS);
      const alwaysMatch = { 'webkitgtk:browserOptions': { binary, args } };
      driver.#session = (await driver.#call('POST', '/session', { capabilities: { alwaysMatch } }, START_MS)).sessionId;
    } catch (error) {
      driver.#kill();
      throw new Error(`the window did not start (see ${log}): ${error.message}`);
    }
    return driver;
  }

  /** A call below the session. */
  call(method, route, body) {
    return this.#call(method, `/session/${this.#session}${route}`, body);
  }

  /** Ends the session, the window and the driver. */
  async stop() {
    await this.#call('DELETE', `/session/${this.#session}`, undefined, 10_000).catch(() => {});
    this.#kill();
  }

  async #call(method, route, body, ms = CALL_MS) {
    const response = await fetch(`${this.#base}${route}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(ms),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${route}: ${value?.error}: ${value?.message}`);
    return value;
  }

  /** The whole group: the driver can leave its window behind. */
  #kill() {
    try {
      process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // It has ended already, or was never there.
    }
  }
}

function foldersIn(home) {
  const folders = { XDG_DATA_HOME: 'data', XDG_CONFIG_HOME: 'config', XDG_CACHE_HOME: 'cache', XDG_RUNTIME_DIR: 'run' };
  const set = { HOME: home, GSETTINGS_BACKEND: 'memory', NO_AT_BRIDGE: '1' };
  for (const [name, folder] of Object.entries(folders)) {
    set[name] = path.join(home, folder);
    mkdirSync(set[name], { recursive: true, mode: 0o700 });
  }
  return set;
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
