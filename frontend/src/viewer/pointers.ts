/** Pointers, wheel and keys of the canvas, passed on to the scene; what they did comes back as an outcome. */
import type { Viewer as WasmViewer } from './pkg/louce_viewer.js';
import { parse, type Hit, type Outcome, type Point } from './types';

const CAMERA_KEYS: Record<string, string> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const TOOL_KEYS: Record<string, string> = { Enter: 'finish', Backspace: 'undo', Escape: 'give_up' };

/** What the canvas's owner is told. */
export interface Hands {
  wasm(): WasmViewer;
  /** Draw, something may have changed. */
  wake(): void;
  /** Whether the tool in use is for what lies there; else the button moves the camera until it comes up. */
  grips(x: number, y: number): boolean;
  did(outcome: Outcome, at: Point, many: boolean): void;
  menu(at: Point): void;
  hovered(hit: Hit | null): void;
}

export class Pointers {
  #hoverAt: Point | null = null;
  #pressed = false;
  /** The tool that is laid aside while the button is down. */
  #aside: string | null = null;

  constructor(private canvas: HTMLCanvasElement, private hands: Hands, signal: AbortSignal) {
    const on = <K extends keyof HTMLElementEventMap>(type: K, run: (event: HTMLElementEventMap[K]) => void): void =>
      canvas.addEventListener(type, run, { signal, passive: false });
    canvas.tabIndex = 0;
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event));
    on('pointercancel', () => this.#lost());
    on('pointerleave', () => this.#left());
    on('contextmenu', (event) => event.preventDefault());
    on('dblclick', () => this.#tool('finish'));
    on('wheel', (event) => this.#wheel(event));
    on('keydown', (event) => this.#key(event));
  }

  /** Looks what the pointer rests on: once a frame, however often it moved. */
  look(): void {
    if (!this.#hoverAt || this.#pressed) return;
    const { x, y } = this.#hoverAt;
    this.#hoverAt = null;
    const hit = parse<Hit>(this.hands.wasm().hover(x, y));
    this.#cursor(hit ? 'pointer' : 'grab');
    this.hands.hovered(hit);
  }

  #cursor(usual: string): void {
    const tool = this.canvas.dataset['tool'];
    this.canvas.style.cursor = tool === undefined || tool === 'look' || tool === 'move' ? usual : 'crosshair';
  }

  #down(event: PointerEvent): void {
    const { x, y } = this.#at(event);
    // A pointer that a script made up cannot be captured.
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
    this.#pressed = true;
    if (!this.hands.grips(x, y)) this.#layAside();
    this.hands.wasm().pointerDown(x, y, event.button, event.ctrlKey || event.metaKey, event.shiftKey);
    this.hands.wake();
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    if (!this.#pressed) this.#hoverAt = at;
    const drags = this.hands.wasm().pointerMove(at.x, at.y, event.ctrlKey || event.metaKey);
    if (drags && this.#pressed) this.#cursor('grabbing');
    this.hands.wake();
  }

  #up(event: PointerEvent): void {
    if (!this.#pressed) return;
    const at = this.#at(event);
    this.#pressed = false;
    this.#cursor('grab');
    const control = event.ctrlKey || event.metaKey;
    const dragged = this.hands.wasm().pointerMove(at.x, at.y, control);
    const outcome = JSON.parse(this.hands.wasm().pointerUp(at.x, at.y, control)) as Outcome;
    this.#takeUp();
    if (event.button === 2 && !dragged) this.hands.menu(at);
    else this.hands.did(outcome, at, control || (event.shiftKey && outcome.did === 'boxed'));
    this.hands.wake();
  }

  #lost(): void {
    this.#pressed = false;
    this.hands.wasm().pointerCancel();
    this.#takeUp();
    this.hands.wake();
  }

  #layAside(): void {
    this.#aside = this.canvas.dataset['tool'] ?? 'look';
    this.hands.wasm().setTool('look');
  }

  #takeUp(): void {
    if (this.#aside !== null) this.hands.wasm().setTool(this.#aside);
    this.#aside = null;
  }

  #left(): void {
    if (this.#pressed) return;
    this.#hoverAt = null;
    this.hands.wasm().endHover();
    this.hands.hovered(null);
    this.hands.wake();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#at(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
    this.hands.wasm().wheel(x, y, event.deltaY * lines);
    this.hands.wake();
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const turn = event.key.toLowerCase() === 'r' ? (event.shiftKey ? 'turn_back' : 'turn') : undefined;
    const key = CAMERA_KEYS[event.key];
    if (this.#tool(TOOL_KEYS[event.key] ?? turn)) event.stopPropagation();
    else if (key) this.hands.wasm().key(key);
    else return;
    event.preventDefault();
    this.hands.wake();
  }

  /** True where the tool in use had a use for the key. */
  #tool(key: string | undefined): boolean {
    const outcome = key === undefined ? null : parse<Outcome>(this.hands.wasm().toolKey(key));
    if (outcome) this.hands.did(outcome, { x: 0, y: 0 }, false);
    this.hands.wake();
    return outcome !== null;
  }

  #at(event: MouseEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
