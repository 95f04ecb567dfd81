/** The mark of a class on a sheet: the same colour and pattern as in the legend, with a pen. */
import type { LegendClass, Pattern } from '../viewer/viewer';

interface Square {
  x: number;
  y: number;
  side: number;
}

/** Lines or dots so far apart, as a share of the side; how thick; which way. */
const MARKS: Record<Exclude<Pattern, 'plain'>, { kind: 'lines' | 'dots' | 'grid'; apart: number; thick: number }> = {
  stripes: { kind: 'lines', apart: 0.34, thick: 0.1 },
  thin_stripes: { kind: 'lines', apart: 0.42, thick: 0.06 },
  wide_stripes: { kind: 'lines', apart: 0.38, thick: 0.17 },
  dashes: { kind: 'lines', apart: 0.26, thick: 0.06 },
  dots: { kind: 'dots', apart: 0.32, thick: 0.15 },
  sparse_dots: { kind: 'dots', apart: 0.48, thick: 0.15 },
  dense_dots: { kind: 'dots', apart: 0.22, thick: 0.13 },
  crossed: { kind: 'grid', apart: 0.32, thick: 0.07 },
  dense_crossed: { kind: 'grid', apart: 0.21, thick: 0.06 },
};

/** How strong a mark is on its colour, as on the model. */
const STRENGTH = 0.45;

export function drawMark(pen: CanvasRenderingContext2D, { colour, ink, pattern }: LegendClass, { x, y, side }: Square): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, side, side);
  pen.clip();
  pen.fillStyle = colour;
  pen.fillRect(x, y, side, side);
  pen.strokeStyle = pen.fillStyle = ink;
  pen.globalAlpha = STRENGTH;
  if (pattern !== 'plain') fill(pen, MARKS[pattern], { x, y, side });
  pen.globalAlpha = 1;
  pen.lineWidth = side * 0.08;
  pen.strokeRect(x, y, side, side);
  pen.restore();
}

function fill(pen: CanvasRenderingContext2D, { kind, apart, thick }: (typeof MARKS)[keyof typeof MARKS], { x, y, side }: Square): void {
  const step = side * apart;
  pen.lineWidth = side * thick;
  pen.beginPath();
  for (let at = step / 2; at < 2 * side; at += step) {
    if (kind === 'lines') line(pen, [x + at - side, y + side], [x + at, y]);
    if (kind === 'grid') {
      line(pen, [x + at, y], [x + at, y + side]);
      line(pen, [x, y + at], [x + side, y + at]);
    }
    if (kind === 'dots') for (let down = step / 2; down < side; down += step) pen.fillRect(x + at - pen.lineWidth / 2, y + down - pen.lineWidth / 2, pen.lineWidth, pen.lineWidth);
  }
  pen.stroke();
}

function line(pen: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  pen.moveTo(...from);
  pen.lineTo(...to);
}
