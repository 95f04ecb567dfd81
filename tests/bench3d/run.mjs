/** Serves the page, opens a browser on it, sums up: `node run.mjs --three DIR --viewer DIR --out FILE [--scale N] …`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';

const { values: asked } = parseArgs({
  options: {
    three: { type: 'string' }, viewer: { type: 'string' }, out: { type: 'string' }, browser: { type: 'string', default: 'chromium' },
    scale: { type: 'string', default: '1' }, rounds: { type: 'string', default: '6' }, frames: { type: 'string', default: '6' },
    picks: { type: 'string', default: '40' },
    // Only this contender: ours, instanced, batched or bare.
    alone: { type: 'string' },
    // What stands in for the graphics card: SwiftShader, or Mesa's llvmpipe on an X display.
    driver: { type: 'string', default: 'swiftshader' },
  },
});
const EVERYDAY = 6800;
const TYPES = { '.html': 'text/html', '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const TICKS = 100;
const roots = { page: import.meta.dirname, three: asked.three, viewer: asked.viewer };
const frontend = join(import.meta.dirname, '../../frontend');

/** How the page packs colours for the viewer, as JavaScript. */
function packing() {
  const typescript = createRequire(join(frontend, 'package.json'))('typescript');
  const source = readFileSync(join(frontend, 'src/viewer/colours.ts'), 'utf8');
  return typescript.transpileModule(source, { compilerOptions: { module: 'esnext', target: 'es2022' } }).outputText;
}

/** CPU seconds of a process and of all that it started (Linux). */
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS;
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    try { return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean); } catch { return []; }
  });
  return children.reduce((sum, child) => { try { return sum + cpuSeconds(child); } catch { return sum; } }, own);
}

const share = (times, part) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
const shown = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

function table({ three, browser, driver, buildings, rooms, contenders }) {
  const line = (name, of) => `| ${name} | ${contenders.map(of).join(' | ')} |`;
  const both = (times) => (times.length > 0 ? `${shown(share(times, 0.5))} / ${shown(share(times, 0.95))}` : '–');
  const view = (v, of) => (c) => of(c.views[v]);
  return [
    `three r${three}; ${browser.match(/Chrome\/[\d.]+|AppleWebKit\/[\d.]+/)?.[0]}; ${driver}; load ${loadavg().map((l) => l.toFixed(1)).join(' ')}`,
    `${buildings} buildings, ${rooms} rooms; median / 95th of ${asked.rounds} rounds, ms`,
    '',
    line('', (c) => c.name),
    line('---', () => '---:'),
    line('CPU of the page a moving frame, all in view', view('far', (v) => both(v.cpu))),
    line('CPU of the page a moving frame, near', view('near', (v) => both(v.cpu))),
    line('frame until the picture is there, all in view', view('far', (v) => both(v.whole))),
    line('frame until the picture is there, near', view('near', (v) => both(v.whole))),
    line('CPU of all processes a frame, all in view', view('far', (v) => shown(share(v.tree, 0.5) * 1000))),
    line('CPU of all processes a frame, near', view('near', (v) => shown(share(v.tree, 0.5) * 1000))),
    line('draw calls, all in view / near', (c) => `${c.views.far.calls} / ${c.views.near.calls}`),
    line('triangles, all in view', view('far', (v) => v.triangles)),
    line('canvas while moving', view('far', (v) => v.size.join('×'))),
    line('pick, all in view', (c) => both(c.times.pick)),
    line('pick, a building opened', (c) => both(c.times.pickOpened)),
    line('recolour one building', (c) => `${both(c.times.one)} (${c.opened} rooms)`),
    line('recolour all', (c) => both(c.times.all)),
    line('of it, before the frame', (c) => both(c.times.told)),
    line('fill', (c) => shown(c.times.fill[0])),
    line('bytes of buffers a room', (c) => shown(c.bytes.buffers / rooms)),
    line('bytes of textures', (c) => c.bytes.textures.join(' + ')),
    line('picks that agree with the check', (c) => `${c.times.check.right} of ${c.times.check.asked}`),
  ].join('\n');
}

const body = (request) => new Promise((done) => {
  let text = '';
  request.on('data', (part) => { text += part; });
  request.on('end', () => done(text));
});

const profile = mkdtempSync(join(tmpdir(), 'louce-bench3d-'));
let browser;
const server = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://here').pathname;
  // Isolated, so that the page's clock counts in microseconds.
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  if (path === '/say') { console.log(`  ${await body(request)}`); return response.end(); }
  if (path === '/failed') {
    console.error(await body(request));
    process.exitCode = 1;
    response.end();
    browser.kill();
    return server.close();
  }
  if (path === '/cpu') return response.end(String(cpuSeconds(browser.pid)));
  if (path === '/result') {
    const text = table(JSON.parse(await body(request)));
    response.end();
    console.log(`\n${text}`);
    if (asked.out) writeFileSync(asked.out, `${text}\n`);
    browser.kill();
    return server.close();
  }
  if (path === '/louce/colours.js') {
    response.setHeader('Content-Type', 'text/javascript');
    return response.end(packing());
  }
  const [, root, ...rest] = path.split('/');
  const file = roots[root] && join(roots[root], normalize(rest.join('/')));
  if (!file || !existsSync(file)) { response.statusCode = 404; return response.end(); }
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.end(readFileSync(file));
});
server.listen(0, '127.0.0.1', () => {
  const { scale, rounds, frames, picks, alone } = asked;
  const query = `buildings=${EVERYDAY * Number(scale)}&rounds=${rounds}&frames=${frames}&picks=${picks}&alone=${alone ?? ''}`;
  browser = spawn(asked.browser, [
    ...(asked.driver === 'llvmpipe' ? ['--use-angle=gl'] : ['--headless=new', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']),
    '--no-sandbox', '--use-gl=angle',
    '--ignore-gpu-blocklist', '--no-first-run', '--disable-background-timer-throttling', '--window-size=1300,900',
    `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/page/page.html?${query}`,
  ], { stdio: 'ignore', env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' } });
  browser.on('exit', () => { server.close(); rmSync(profile, { recursive: true, force: true }); });
});
