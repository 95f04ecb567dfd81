/** 日期回放: the map day after day over a decade. While it runs only the classes change; where it rests, everything shows that day. */
import { asRpcError, call } from '../backend';
import type { MapTimeline } from '../bindings/MapTimeline';
import type { RpcError } from '../bindings/RpcError';
import { Latest } from '../lib/latest';
import { asOf } from '../state/as-of.svelte';
import { session } from '../state/session.svelte';
import { colouring } from './colouring.svelte';
import { stepOf } from './replay-steps';

/** One quarter of a year takes so long. */
const STEP_MS = 260;
/** A slider that stands so long is meant to stay there. */
const REST_MS = 350;

class Replay {
  open = $state(false);
  playing = $state(false);
  step = $state(0);
  timeline = $state.raw<MapTimeline | null>(null);
  error = $state.raw<RpcError | null>(null);
  /** Whether the map shows a step of the timeline, not the colours as read for one day. */
  moving = $state(false);
  /** Whether the slider has come to rest on a day whose colours are being read. */
  resting = $state(false);
  #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  last = $derived((this.timeline?.days.length ?? 0) - 1);
  day = $derived(this.timeline?.days[this.step] ?? null);
  counts = $derived(this.timeline?.counts[this.step] ?? null);

  /** The day that the map shows; none: today. */
  past = $derived(this.moving ? (this.step >= this.last ? null : this.day) : asOf.date);
  /** The day that the colours tell; none: today, as always with a mode that keeps no history. */
  coloured = $derived(this.moving || !colouring.view ? this.past : colouring.view.asOf);
  /** Whether the colours of the day on which the slider rests are there, or will not come. */
  arrived = $derived(this.resting && (colouring.error !== null || colouring.readFor === asOf.date));

  show(): void {
    this.open = true;
    void this.load();
  }

  /** Back to today, and away with the slider. */
  close(): void {
    this.toToday();
    this.open = false;
    this.#latest.forget();
    if (!this.moving) this.timeline = null;
  }

  /** Reads the timeline of the mode that is shown; the day that the slider was drawn to stays. */
  async load(): Promise<void> {
    if (this.playing) this.pause();
    else if (this.moving && !this.resting) this.#settle();
    const { mode } = colouring;
    this.error = null;
    if (!this.open || mode === 'plain') return this.#give(null);
    if (this.timeline?.mode !== mode && !this.moving) this.timeline = null;
    try {
      const timeline = await this.#latest.run(() => call('map_timeline', { mode }));
      if (timeline) this.#give(timeline);
    } catch (error) {
      this.#give(null);
      this.error = asRpcError(error);
    }
  }

  /** The colours of the day are there: they take the place of the timeline's. */
  rest(): void {
    this.moving = this.resting = false;
    if (!this.open) this.timeline = null;
  }

  /** Shows a step at once; the day becomes that of all pages when the slider rests. */
  go(step: number): void {
    this.step = Math.min(this.last, Math.max(0, step));
    this.#move();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), REST_MS);
  }

  play(): void {
    if (this.last < 1) return;
    if (this.step >= this.last) this.step = 0;
    this.playing = true;
    this.#move();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#advance(), STEP_MS);
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.#timer);
    this.#settle();
  }

  /** Today again, for the map and for every page. */
  toToday(): void {
    this.playing = false;
    this.step = Math.max(0, this.last);
    if (this.timeline && this.last > 0) this.moving = true;
    this.#settle();
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#latest.forget();
    this.open = this.playing = this.moving = this.resting = false;
    this.timeline = null;
    this.error = null;
  }

  #advance(): void {
    if (!this.playing) return;
    this.step += 1;
    if (this.step >= this.last) return this.pause();
    this.#timer = setTimeout(() => this.#advance(), STEP_MS);
  }

  #move(): void {
    this.moving = true;
    this.resting = false;
  }

  #give(timeline: MapTimeline | null): void {
    this.timeline = timeline;
    if (timeline && (!this.moving || this.resting)) this.step = stepOf(timeline.days, asOf.date);
    if (!timeline) this.moving = this.resting = false;
  }

  /** The day becomes that of all pages; the map shows the step until the colours of that day are read. */
  #settle(): void {
    clearTimeout(this.#timer);
    asOf.set(this.step >= this.last ? null : this.day);
    this.resting = this.moving;
  }
}

export const replay = new Replay();
session.onLock(() => replay.forget());
