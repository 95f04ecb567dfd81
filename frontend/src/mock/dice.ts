/** Chance that falls the same way each time (mulberry32). */
export interface Dice {
  below(n: number): number;
  pick<T>(of: readonly T[]): T;
  weighted<T>(of: readonly T[], weights: readonly number[]): T;
}

export function dice(seed: number): Dice {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    pick: (of) => of[below(of.length)] as (typeof of)[number],
    weighted: (of, weights) => {
      let left = below(weights.reduce((sum, weight) => sum + weight, 0));
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return of[index] as (typeof of)[number];
    },
  };
}
