/** The values of a column as they are listed: what the file has, what the program makes of it, what the clerk says. */
import type { ValueFacet } from '../bindings/ValueFacet';
import type { ValueFix } from '../bindings/ValueFix';

export interface FacetRow {
  value: string;
  /** How often it stands; 0 where that is not counted. */
  count: number;
  /** What is the matter; nothing once the clerk has said what it means. */
  problem: string | null;
  /** What it is taken for. */
  note: string;
  /** What the clerk says it means: now, or by way of a profile. */
  fix: { to: string; own: boolean } | null;
}

/** Of an attribute that is never listed or counted over people, only what cannot be read is shown. */
const NEVER_LISTED = new Set(['ethnicity']);

/** The values, those at which the clerk looks or has spoken included: not every value of a column is listed (names and numbers of people are not). */
export function facetRows(all: readonly ValueFacet[], here: string | undefined, own: readonly ValueFix[], kept: readonly ValueFix[], field: string | null, typed: string): FacetRow[] {
  const spoken = [...own, ...kept].map((fix) => fix.from).concat(here ? [here] : []);
  const facets = [...all, ...[...new Set(spoken)].filter((value) => !all.some((facet) => facet.value === value)).map((value) => ({ value, count: 0, problem: null, readAs: null }))];
  const words = typed.trim().toLowerCase();
  const listed = field !== null && NEVER_LISTED.has(field) ? facets.filter((facet) => facet.problem !== null || spoken.includes(facet.value)) : facets;
  const rows = listed.map(({ value, count, problem, readAs }): FacetRow => {
    const [mine, older] = [own.find((fix) => fix.from === value), kept.find((fix) => fix.from === value)];
    const fix = mine ? { to: mine.to, own: true } : older ? { to: older.to, own: false } : null;
    return { value, count, problem: fix ? null : problem, note: fix ? fix.to : (readAs ?? ''), fix };
  });
  const rank = (row: FacetRow): number => (row.problem !== null ? 0 : row.fix !== null ? 1 : row.count === 0 ? 2 : 3);
  return rows.toSorted((a, b) => rank(a) - rank(b)).filter((row) => words === '' || `${row.value} ${row.note}`.toLowerCase().includes(words));
}

/** What other values of the column are understood as, to choose from: the most frequent first. */
export function meantAlready(facets: readonly ValueFacet[]): string[] {
  const counts = new Map<string, number>();
  for (const { value, count, problem, readAs } of facets) if (problem === null && value !== '') counts.set(readAs ?? value, (counts.get(readAs ?? value) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 12).map(([value]) => value);
}
