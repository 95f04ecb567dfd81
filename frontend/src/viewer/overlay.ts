/** What a tool draws over the canvas, as SVG: themed by tokens, sharp at any scale, gone when the tool rests. */

interface Overlay {
  strokes: { kind: string; points: [number, number][]; closed: boolean }[];
  notes: { text: string; at: [number, number]; whole: boolean }[];
}

const EMPTY = '{"strokes":[],"notes":[]}';
const SVG = 'http://www.w3.org/2000/svg';
const MARK_PX = 4.5;

export class OverlayLayer {
  #svg: SVGSVGElement | null = null;
  #last = EMPTY;

  constructor(private layer: HTMLElement) {}

  /** `json` is what the wasm viewer's `overlay()` gave. */
  show(json: string): void {
    if (json === this.#last) return;
    this.#last = json;
    if (json === EMPTY) return this.clear();
    const { strokes, notes } = JSON.parse(json) as Overlay;
    this.#svg ??= this.#add();
    this.#svg.replaceChildren(...strokes.map(shape), ...notes.flatMap(note));
  }

  clear(): void {
    this.#svg?.remove();
    this.#svg = null;
    this.#last = EMPTY;
  }

  #add(): SVGSVGElement {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('class', 'scene-overlay');
    this.layer.append(svg);
    return svg;
  }
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function shape({ kind, points, closed }: Overlay['strokes'][number]): SVGElement {
  const [first] = points;
  if (first && (kind === 'corner' || kind === 'catch')) {
    return element('circle', { class: kind, cx: first[0], cy: first[1], r: kind === 'catch' ? MARK_PX * 1.8 : MARK_PX });
  }
  const list = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return element(closed ? 'polygon' : 'polyline', { class: kind, points: list });
}

/** The text twice: its outline behind, so that it can be read on anything. */
function note({ text, at: [x, y], whole }: Overlay['notes'][number]): SVGElement[] {
  return ['halo', 'note'].map((kind) => {
    const made = element('text', { class: whole ? `${kind} whole` : kind, x: x.toFixed(1), y: y.toFixed(1) });
    made.textContent = text;
    return made;
  });
}
