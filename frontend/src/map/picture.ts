/** The map as a picture: drawn by the viewer at any size, with its legend, date and source beneath it. */
import { call, pickSave } from '../backend';
import { locale, t } from '../i18n/index.svelte';
import { isoDay } from '../lib/partial-date';
import { community } from '../state/community.svelte';
import { openBlock } from '../state/open-block.svelte';
import { place } from '../state/place.svelte';
import { session } from '../state/session.svelte';
import { toasts } from '../state/toasts.svelte';
import { className } from './announce';
import { colouring } from './colouring.svelte';
import { legend } from './legend.svelte';
import { drawMark } from './mark-drawing';
import { replay } from './replay.svelte';
import { scaleBar, type ScaleBar } from './scale';
import { shownNow } from './shown';
import { stage } from './stage.svelte';

export interface PictureSize {
  width: number;
  height: number;
}

/** What stands on a picture beside the map itself. */
export function words(): { heading: string; day: string; source: string } {
  const day = (replay.moving ? replay.day : null) ?? colouring.view?.asOf ?? isoDay(new Date());
  const mode = t(`colour.${colouring.mode}`);
  const building = openBlock.view?.id === place.building ? openBlock.view?.title : undefined;
  const register = [session.current?.registerName, building].filter(Boolean).join(' · ');
  return { heading: t('picture.heading', { register, mode }), day: t('picture.day', { day }), source: community.view?.ground.attribution ?? '' };
}

/** How long so many metres are; none of an opened building, which is nearer than the ground behind it. */
export function scaleOn(size: PictureSize): ScaleBar | null {
  return place.building === null ? scaleBar(stage.groundAcross(size)) : null;
}

/** A PNG of just that size. Without the legend the source alone stands at its foot, for that is owed. */
export async function drawPicture({ width, height }: PictureSize, withLegend: boolean): Promise<Blob> {
  const { viewer } = stage;
  if (!viewer) throw new Error('no-viewer');
  const { source } = words();
  if (!withLegend) return viewer.snapshot({ width, height, ...(source && { foot: source }) });
  const strip = Math.round(stripOf(height));
  const sheet = Object.assign(document.createElement('canvas'), { width, height });
  const pen = sheet.getContext('2d');
  if (!pen) throw new Error('too-large');
  const map = await createImageBitmap(await viewer.snapshot({ width, height: height - strip }));
  pen.drawImage(map, 0, 0, width, height - strip);
  map.close();
  drawStrip(pen, { width, height }, strip);
  return new Promise((done, failed) => sheet.toBlob((blob) => (blob ? done(blob) : failed(new Error('too-large'))), 'image/png'));
}

/** Height of the strip beneath the map: two lines of text that can be read on a sheet. */
function stripOf(height: number): number {
  return Math.max(46, height * 0.07);
}

function drawStrip(pen: CanvasRenderingContext2D, { width, height }: PictureSize, strip: number): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const [text, top, margin] = [strip * 0.27, height - strip, strip * 0.3];
  const { heading, day, source } = words();
  pen.fillStyle = colour('--surface');
  pen.fillRect(0, top, width, strip);
  pen.fillStyle = colour('--line');
  pen.fillRect(0, top, width, Math.max(1, strip * 0.02));
  pen.textBaseline = 'middle';
  const write = (words: string, x: number, row: 0 | 1, ink: string, weight: number, align: 'left' | 'right'): number => {
    pen.font = `${weight} ${text}px ${style.getPropertyValue('--font')}`;
    pen.fillStyle = colour(ink);
    pen.textAlign = align;
    pen.fillText(words, x, top + strip * (row === 0 ? 0.31 : 0.7));
    return pen.measureText(words).width;
  };
  const dayWide = write(day, width - margin, 0, '--ink-2', 400, 'right');
  const right = Math.max(dayWide, write(source, width - margin, 1, '--ink-3', 400, 'right'));
  const scale = scaleOn({ width, height: height - strip });
  if (scale) {
    const end = width - margin - dayWide - text * 1.5;
    const bar = end - write(t('picture.scale', { n: scale.metres.toLocaleString(locale()) }), end, 0, '--ink-2', 400, 'right') - text * 0.5;
    drawBar(pen, { x: bar - scale.share * width, y: top + strip * 0.31, width: scale.share * width, height: text * 0.5 });
  }
  write(heading, margin, 0, '--ink', 600, 'left');
  let x = margin;
  for (const line of colouring.mode === 'plain' ? [] : legend.lines) {
    const label = `${className(colouring.mode, line.code)}${line.count === null ? '' : ` ${line.count.toLocaleString(locale())}`}`;
    if (x + text * 1.4 + pen.measureText(label).width > width - margin - right) break;
    if (line.drawn) drawMark(pen, line.drawn, { x, y: top + strip * 0.7 - text / 2, side: text });
    x += text * 1.4;
    x += write(label, x, 1, '--ink', 400, 'left') + text * 1.2;
  }
}

/** A bar with a tick at each end, in the ink in use. */
function drawBar(pen: CanvasRenderingContext2D, { x, y, width, height }: { x: number; y: number; width: number; height: number }): void {
  const thick = Math.max(1, height * 0.16);
  pen.fillRect(x, y - thick / 2, width, thick);
  for (const end of [x, x + width - thick]) pen.fillRect(end, y - height / 2, thick, height);
}

/** Asks where to, draws, writes. Says whether it was written. */
export async function exportPicture(size: PictureSize, withLegend: boolean): Promise<boolean> {
  const name = `${t('picture.fileName', { date: isoDay(new Date()) })}.png`;
  const out = await pickSave(t('picture.saveTitle'), name, [{ name: 'PNG', extensions: ['png'] }]);
  if (!out) return false;
  await call('save_picture', { out, png: await base64(await drawPicture(size, withLegend)), shown: shownNow() });
  toasts.done(t('picture.saved', { path: out }));
  return true;
}

/** Bytes as text. */
export async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const PIECE = 0x8000;
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, at) => String.fromCharCode(...bytes.subarray(at * PIECE, (at + 1) * PIECE)));
  return btoa(pieces.join(''));
}
