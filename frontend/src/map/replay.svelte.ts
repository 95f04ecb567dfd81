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
  #latest = new Latest();
  #timer: ReturnType<typeof setTimeout> | undefined;

  last = $derived((this.timeline?.days.length ?? 0) - 1);
  day = $derived(this.timeline?.days[this.step] ?? null);
  counts = $derived(this.timeline?.counts[this.step] ?? null);

  show(): void {
    this.open = true;
    void this.load();
  }

  /** Back to today, and away with the slider. */
  close(): void {
    this.toToday();
    this.open = false;
    this.timeline = null;
    this.#latest.forget();
  }

  /** Reads the timeline of the mode that is shown. */
  async load(): Promise<void> {
    this.pause();
    const { mode } = colouring;
    this.timeline = null;
    this.error = null;
    if (!this.open || mode === 'plain') return;
    try {
      const timeline = await this.#latest.run(() => call('map_timeline', { mode }));
      if (!timeline) return;
      this.timeline = timeline;
      this.step = stepOf(timeline.days, asOf.date);
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  /** Shows a step at once; the day becomes that of all pages when the slider rests. */
  go(step: number): void {
    this.step = Math.min(this.last, Math.max(0, step));
    this.moving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), REST_MS);
  }

  play(): void {
    if (this.last < 1) return;
    if (this.step >= this.last) this.step = 0;
    this.playing = true;
    this.moving = true;
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
    clearTimeout(this.#timer);
    this.moving = false;
    this.step = Math.max(0, this.last);
    asOf.set(null);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#latest.forget();
    this.open = this.playing = this.moving = false;
    this.timeline = null;
    this.error = null;
  }

  #advance(): void {
    if (!this.playing) return;
    this.step += 1;
    if (this.step >= this.last) return this.pause();
    this.#timer = setTimeout(() => this.#advance(), STEP_MS);
  }

  #settle(): void {
    this.moving = false;
    asOf.set(this.step >= this.last ? null : this.day);
  }
}

export const replay = new Replay();
session.onLock(() => replay.forget());
