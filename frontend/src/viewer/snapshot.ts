/** The picture as a PNG of any size: drawn in tiles that every graphics card can hold, with the names written on it. */
import type { Viewer as WasmViewer } from './pkg/louce_viewer.js';
import type { Label, SnapshotOptions } from './types';

/** Pixels across and down that are drawn at once. */
const TILE = 2048;
/** More than this no browser keeps in one canvas. */
const MOST_PIXELS = 120_000_000;
const FONTS: Record<Label['kind'], string> = {
  site: '600 13px',
  building: '11.5px',
  unit: '11.5px',
  floor: '11px',
  room: '600 11px',
};

/** How names look on a canvas: what `viewer.css` says for the page. */
interface Ink {
  font: string;
  ink: string;
  quiet: string;
  surface: string;
  accent: string;
  onAccent: string;
}

export async function snapshot(wasm: WasmViewer, layer: HTMLElement, named: (label: Label) => string, options: SnapshotOptions): Promise<Blob> {
  const width = Math.round(options.width);
  const height = Math.round(options.height);
  if (!(width > 0 && height > 0) || width * height > MOST_PIXELS) throw new Error('too-large');
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('too-large');
  const { labels, ratio } = drawTiles(wasm, context, width, height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const ink = inkOf(layer);
  for (const label of labels) write(context, { ...label, text: named(label) }, ink);
  if (options.foot) writeFoot(context, options.foot, ink, width / ratio, height / ratio);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('too-large');
  return blob;
}

function drawTiles(wasm: WasmViewer, context: CanvasRenderingContext2D, width: number, height: number): { labels: Label[]; ratio: number } {
  let names: { labels: Label[]; ratio: number } = { labels: [], ratio: 1 };
  const now = performance.now();
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < width; x += TILE) {
      const [wide, tall] = [Math.min(TILE, width - x), Math.min(TILE, height - y)];
      const shares = [x / width, y / height, (x + wide) / width, (y + tall) / height];
      const tile = wasm.elsewhere(Uint32Array.of(width, height), Float32Array.from(shares), Uint32Array.of(wide, tall), now);
      if (!tile) throw new Error('too-large');
      context.putImageData(new ImageData(new Uint8ClampedArray(tile.pixels), wide, tall), x, y);
      if (x === 0 && y === 0) names = { labels: JSON.parse(tile.labels) as Label[], ratio: tile.ratio };
      tile.free();
    }
  }
  return names;
}

function inkOf(layer: HTMLElement): Ink {
  const style = getComputedStyle(layer);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    ink: token('--ink'),
    quiet: token('--ink-2'),
    surface: token('--surface'),
    accent: token('--accent'),
    onAccent: token('--accent-ink'),
  };
}

function write(context: CanvasRenderingContext2D, label: Label, ink: Ink): void {
  context.font = `${FONTS[label.kind]} ${ink.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const text = label.count > 0 ? `${label.text} · ${label.count}` : label.text;
  const bare = (label.kind === 'room' || label.kind === 'unit') && !label.strong;
  if (label.kind === 'room' && bare) halo(context, text, label);
  if (!bare) plate(context, context.measureText(text).width, label, ink);
  const onRoom = label.onDark ? '#ffffff' : '#181a1e';
  context.fillStyle = label.strong ? ink.onAccent : label.kind === 'room' ? onRoom : label.kind === 'floor' ? ink.quiet : ink.ink;
  context.fillText(text, label.x, label.y);
}

/** A seam around a number, for it stands on patterns too. */
function halo(context: CanvasRenderingContext2D, text: string, { x, y, onDark }: Label): void {
  context.lineWidth = 2.6;
  context.lineJoin = 'round';
  context.strokeStyle = onDark ? 'rgb(0 0 0 / 0.4)' : 'rgb(255 255 255 / 0.72)';
  context.strokeText(text, x, y);
}

function plate(context: CanvasRenderingContext2D, textWidth: number, label: Label, ink: Ink): void {
  const pad = label.kind === 'site' ? 9 : 5;
  const height = label.kind === 'site' ? 20 : 16;
  context.beginPath();
  context.roundRect(label.x - textWidth / 2 - pad, label.y - height / 2, textWidth + pad * 2, height, label.kind === 'site' ? height / 2 : 4);
  context.globalAlpha = label.strong ? 1 : 0.82;
  context.fillStyle = label.strong ? ink.accent : ink.surface;
  context.fill();
  context.globalAlpha = 1;
}

function writeFoot(context: CanvasRenderingContext2D, foot: string, ink: Ink, width: number, height: number): void {
  context.font = `10.5px ${ink.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const wide = Math.min(context.measureText(foot).width + 12, width);
  context.globalAlpha = 0.82;
  context.fillStyle = ink.surface;
  context.fillRect(0, height - 18, wide, 18);
  context.globalAlpha = 1;
  context.fillStyle = ink.quiet;
  context.fillText(foot, 6, height - 9, width - 12);
}
