/** Names over the canvas as HTML, so that they are text: selectable fonts, sharp at any scale, themed by tokens. */

import type { Label } from './types';

/** Keeps one element for each label that stays, so that moving the camera only moves them. */
export class LabelLayer {
  #shown = new Map<string, HTMLElement>();
  #last = '';

  constructor(
    private layer: HTMLElement,
    private onFloor: (floor: number) => void,
    private named: (label: Label) => string,
  ) {}

  /** `json` is what the wasm viewer's `labels()` gave. */
  show(json: string): void {
    if (json === this.#last) return;
    this.#last = json;
    const gone = new Set(this.#shown.keys());
    for (const label of JSON.parse(json) as Label[]) {
      const key = `${label.kind}:${label.id}`;
      gone.delete(key);
      const element = this.#shown.get(key) ?? this.#add(key, label);
      write(element, this.named(label), label.count);
      element.classList.toggle('strong', label.strong);
      element.classList.toggle('on-dark', label.onDark);
      element.style.transform = `translate(${across(label)}, ${label.y.toFixed(1)}px) translate(-50%, -50%)`;
    }
    for (const key of gone) {
      this.#shown.get(key)?.remove();
      this.#shown.delete(key);
    }
  }

  clear(): void {
    this.#last = '';
    this.#shown.clear();
    this.layer.replaceChildren();
  }

  #add(key: string, label: Label): HTMLElement {
    const element = document.createElement(label.kind === 'floor' ? 'button' : 'span');
    element.className = `scene-label ${label.kind}`;
    if (label.kind === 'floor') {
      element.tabIndex = -1;
      element.addEventListener('click', () => this.onFloor(Number(label.id)));
    }
    this.layer.append(element);
    this.#shown.set(key, element);
    return element;
  }
}

/** Floors are named beside the building, where a narrow picture would cut the name: there it moves in. */
function across({ kind, x }: Label): string {
  return kind === 'floor' ? `max(50%, ${x.toFixed(1)}px)` : `${x.toFixed(1)}px`;
}

/** A number on a door, and beside it how many live there. */
function write(element: HTMLElement, text: string, count: number): void {
  const counted = count > 0 ? String(count) : '';
  if (element.dataset['text'] === text && element.dataset['count'] === counted) return;
  Object.assign(element.dataset, { text, count: counted });
  element.textContent = text;
  if (counted === '') return;
  const beside = document.createElement('span');
  beside.className = 'count';
  beside.textContent = counted;
  element.append(beside);
}
