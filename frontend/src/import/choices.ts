/** What the clerk says of a file, as data: each change makes new choices, so that drafts can be compared and taken back. */
import type { CoordinateSystem } from '../bindings/CoordinateSystem';
import type { HeaderRows } from '../bindings/HeaderRows';
import type { ImportChoices } from '../bindings/ImportChoices';
import type { ProfileUse } from '../bindings/ProfileUse';
import type { RowDecision } from '../bindings/RowDecision';
import type { RowTake } from '../bindings/RowTake';
import type { SheetChoices } from '../bindings/SheetChoices';

export const NOTHING: ImportChoices = { sheets: [], ledgerDate: null, decisions: [], profile: { use: 'recognise' }, coordinates: null };

export function choicesOf(choices: ImportChoices, sheet: string): SheetChoices {
  return choices.sheets.find((each) => each.sheet === sheet) ?? { sheet, skip: false, header: null, columns: [], fixes: [], answers: [] };
}

function withSheet(choices: ImportChoices, sheet: string, part: Partial<SheetChoices>): ImportChoices {
  const made = { ...choicesOf(choices, sheet), ...part };
  const says = made.skip || made.header !== null || made.columns.length + made.fixes.length + made.answers.length > 0;
  const others = choices.sheets.filter((each) => each.sheet !== sheet);
  return { ...choices, sheets: says ? [...others, made] : others };
}

/** A column carries that field; null leaves it out. */
export function withColumn(choices: ImportChoices, sheet: string, column: string, field: string | null): ImportChoices {
  const others = choicesOf(choices, sheet).columns.filter((each) => each.column !== column);
  return withSheet(choices, sheet, { columns: [...others, { column, field }] });
}

/** The column is taken as found again. */
export function withoutColumn(choices: ImportChoices, sheet: string, column: string): ImportChoices {
  return withSheet(choices, sheet, { columns: choicesOf(choices, sheet).columns.filter((each) => each.column !== column) });
}

/** Those values of a column mean another. */
export function withFixes(choices: ImportChoices, sheet: string, column: string, from: readonly string[], to: string): ImportChoices {
  const others = choicesOf(choices, sheet).fixes.filter((fix) => fix.column !== column || !from.includes(fix.from));
  return withSheet(choices, sheet, { fixes: [...others, ...from.map((each) => ({ column, from: each, to }))] });
}

/** That value means what it says again. */
export function withoutFix(choices: ImportChoices, sheet: string, column: string, from: string): ImportChoices {
  return withSheet(choices, sheet, { fixes: choicesOf(choices, sheet).fixes.filter((fix) => fix.column !== column || fix.from !== from) });
}

/** The header is in those rows; null takes it as found. */
export function withHeader(choices: ImportChoices, sheet: string, header: HeaderRows | null): ImportChoices {
  return withSheet(choices, sheet, { header });
}

export function withSkip(choices: ImportChoices, sheet: string, skip: boolean): ImportChoices {
  return withSheet(choices, sheet, { skip });
}

export function withAnswer(choices: ImportChoices, sheet: string, code: string, answer: string): ImportChoices {
  const others = choicesOf(choices, sheet).answers.filter((each) => each.code !== code);
  return withSheet(choices, sheet, { answers: [...others, { code, answer }] });
}

/** The day the ledger speaks of; null takes what the file says. */
export function withDate(choices: ImportChoices, ledgerDate: string | null): ImportChoices {
  return { ...choices, ledgerDate };
}

export function withProfile(choices: ImportChoices, profile: ProfileUse): ImportChoices {
  return { ...choices, profile };
}

/** The map file is written in those coordinates; null takes what the file says. */
export function withCoordinates(choices: ImportChoices, coordinates: CoordinateSystem | null): ImportChoices {
  return { ...choices, coordinates };
}

/** What is done with each of those rows; null decides nothing. */
export function withDecisions(choices: ImportChoices, rows: readonly { sheet: string; row: number; take: RowTake | null }[]): ImportChoices {
  const spoken = new Set(rows.map(placeOf));
  const others = choices.decisions.filter((each) => !spoken.has(placeOf(each)));
  return { ...choices, decisions: [...others, ...rows.filter((each): each is RowDecision => each.take !== null)] };
}

/** Names a row of a file. */
export function placeOf({ sheet, row }: { sheet: string; row: number }): string {
  return `${sheet}\u0000${row}`;
}

/** Everything that is said, piece by piece: what about, and what. `lasting` is what a profile remembers. */
function pieces(choices: ImportChoices, lasting: boolean): Map<string, string> {
  const all = new Map<string, string>();
  for (const { sheet, skip, header, columns, fixes, answers } of choices.sheets) {
    if (skip) all.set(`skip|${sheet}`, '');
    if (header) all.set(`header|${sheet}`, `${header.first}-${header.last}`);
    for (const { column, field } of columns) all.set(`column|${sheet}|${column}`, field ?? '');
    for (const { column, from, to } of fixes) all.set(`fix|${sheet}|${column}|${from}`, to);
    for (const { code, answer } of answers) all.set(`answer|${sheet}|${code}`, answer);
  }
  if (lasting) return all;
  if (choices.ledgerDate !== null) all.set('date', choices.ledgerDate);
  if (choices.coordinates !== null) all.set('coordinates', JSON.stringify(choices.coordinates));
  for (const { sheet, row, take } of choices.decisions) all.set(`row|${sheet}|${row}`, JSON.stringify(take));
  if (choices.profile.use !== 'recognise') all.set('profile', JSON.stringify(choices.profile));
  return all;
}

/** How many things are said otherwise in one than in the other. */
export function differences(one: ImportChoices, other: ImportChoices): number {
  const [here, there] = [pieces(one, false), pieces(other, false)];
  return [...new Set([...here.keys(), ...there.keys()])].filter((key) => here.get(key) !== there.get(key)).length;
}

/** How many corrections a profile would remember. */
export function corrections(choices: ImportChoices): number {
  return pieces(choices, true).size;
}
