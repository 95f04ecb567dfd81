/** The header range that pulling from one row number to another draws. */
import type { HeaderRows } from '../bindings/HeaderRows';

export function pulled(from: number, to: number): HeaderRows {
  return { first: Math.min(from, to), last: Math.max(from, to) };
}
