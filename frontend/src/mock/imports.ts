/** What the program would say of the invented ledger, given what the clerk says of it. */
import type { ColumnPreview } from '../bindings/ColumnPreview';
import type { ImportChoices } from '../bindings/ImportChoices';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportQuestion } from '../bindings/ImportQuestion';
import type { OutcomeCountsView } from '../bindings/OutcomeCountsView';
import type { PlannedBlock } from '../bindings/PlannedBlock';
import type { ReasonCount } from '../bindings/ReasonCount';
import type { RowPreview } from '../bindings/RowPreview';
import type { RowTake } from '../bindings/RowTake';
import type { ValueFacet } from '../bindings/ValueFacet';
import { choicesOf, placeOf } from '../import/choices';
import { columnLetters } from '../import/slots';
import { COLUMNS, makeLedger, type LedgerRow } from './imports-ledger';

const SHEET = '人口';
const LEDGER = makeLedger(168);
const REFUSED = '楼册登记房屋与居住情况，不给人贴标签、不打分、不设名单；本列不读取、不保存。';
const NO_COUNTS: OutcomeCountsView = { added: 0, updated: 0, unchanged: 0, pending: 0, rejected: 0, dropped: 0 };
const WORDS: Record<string, string> = {
  title: '标题行', header: '表头', section: '分节行', total: '合计行', signature: '填表签名行', ambiguous_person: '有相近或同名人员，待确认', newer_edit: '民警曾手工更正，台账与登记簿不一致', room_unknown: '只知小区或楼幢，房间待补', no_name: '没有姓名，不虚构人员',
};
/** What odd values mean, and what is the matter with those that cannot be read. */
const READ: Record<string, string> = { F: '女', 租客: '暂住' };
const ODD: Record<string, string> = { 男性: '需核对', 长住: '需核对' };

interface Meaning { field: string | null; confidence: number; evidence: string }

function meaningOf(index: number, choices: ImportChoices): Meaning {
  const letter = columnLetters(index);
  const said = choicesOf(choices, SHEET).columns.find((each) => each.column === letter);
  if (said) return { field: said.field, confidence: said.field ? 100 : 0, evidence: '手工指定' };
  const [header, field] = COLUMNS[index] ?? ['', null];
  if (header === '证照编码') return { field: null, confidence: 0, evidence: '' };
  if (header === '居住情况') return { field, confidence: 74, evidence: '表头相近' };
  if (header === '入住') return { field, confidence: 82, evidence: '表头相近' };
  return { field, confidence: field ? 100 : 0, evidence: field ? '表头一致' : '' };
}

const fixOf = (choices: ImportChoices, index: number, value: string): string | undefined => choicesOf(choices, SHEET).fixes.find((fix) => fix.column === columnLetters(index) && fix.from === value)?.to;

function facetsOf(index: number, field: string | null, choices: ImportChoices): ValueFacet[] {
  const counts = new Map<string, number>();
  for (const row of LEDGER.rows) if (row.drop === '' && row.cells[index]) counts.set(row.cells[index] ?? '', (counts.get(row.cells[index] ?? '') ?? 0) + 1);
  return [...counts].map(([value, count]): ValueFacet => {
    const fix = fixOf(choices, index, value);
    const problem = fix === undefined ? problemOf(index, field, value) : null;
    return { value, count, problem, readAs: fix ?? (problem ? null : field === null ? null : READ[value] ?? cleaned(value)) };
  }).sort((a, b) => Number(b.problem !== null) - Number(a.problem !== null) || b.count - a.count);
}

function problemOf(index: number, field: string | null, value: string): string | null {
  if (field === null) return null;
  if (ODD[value]) return ODD[value] ?? null;
  if (field === 'birth_date' && /^\d{4}\.1$/.test(value)) return '日期有两种读法，只取能确定的部分';
  if (index === 5 && value.includes('E+')) return '身份证号在表格中变成了数字，末几位已丢失，需重新采集';
  if (field === 'phone' && value.length === 9) return '不是电话号码';
  return null;
}

/** A date as it is kept. */
function cleaned(value: string): string | null {
  const [, year, month, day] = /^(\d{4})[.年](\d{1,2})[.月]?(\d{1,2})?$/.exec(value) ?? [];
  return year && month ? [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-') : null;
}

function columnOf(index: number, choices: ImportChoices): ColumnPreview {
  const [header, , tier] = COLUMNS[index] ?? ['', null, ''];
  const refused = header === '政治面貌' || header === '重点类别';
  const { field, confidence, evidence } = refused ? { field: null, confidence: 0, evidence: '' } : meaningOf(index, choices);
  const facets = refused ? [] : facetsOf(index, field, choices);
  const alternatives = header === '证照编码' ? [{ field: 'citizen_id', confidence: 92 }, { field: 'permit_no', confidence: 31 }] : header === '居住情况' ? [{ field: 'dwelling_kind', confidence: 40 }, { field: 'room_status', confidence: 22 }] : [];
  return {
    column: columnLetters(index), header: tier ? `${tier}·${header}` : header, field, refused: refused ? REFUSED : null, unsupported: false, confidence, evidence, alternatives,
    examples: facets.filter((facet) => facet.problem === null).slice(0, 3).map((facet) => facet.value), filled: facets.reduce((sum, facet) => sum + facet.count, 0), distinct: facets.length,
    problems: facets.reduce((sum, facet) => sum + (facet.problem ? facet.count : 0), 0), facets: facets.slice(0, 120), facetsCut: facets.length > 120,
  };
}

interface Fate { outcome: string; reason: string }

function fateOf(row: LedgerRow, take: RowTake | undefined, hidden: string): Fate {
  if (row.drop !== '') return { outcome: 'dropped', reason: row.drop };
  if (row.hidden && hidden === 'leave') return { outcome: 'dropped', reason: 'section' };
  const waits = row.row % 31 === 0 ? 'ambiguous_person' : row.row % 73 === 0 ? 'newer_edit' : row.row % 79 === 0 ? 'room_unknown' : '';
  if (waits !== '' && (take === undefined || take.what === 'wait')) return { outcome: 'pending', reason: waits };
  if (waits !== '') return { outcome: take?.what === 'new' ? 'added' : take?.what === 'register' ? 'unchanged' : 'updated', reason: '' };
  if (row.row % 101 === 0) return { outcome: 'rejected', reason: 'no_name' };
  return { outcome: row.row % 23 === 0 ? 'updated' : row.row % 29 === 0 ? 'unchanged' : 'added', reason: '' };
}

function rowOf(row: LedgerRow, { outcome, reason }: Fate, columns: readonly ColumnPreview[], choices: ImportChoices): RowPreview {
  const marks = columns.flatMap((column, index) => {
    const value = row.cells[index] ?? '';
    const facet = row.drop === '' ? column.facets.find((each) => each.value === value) : undefined;
    const at = (mark: string, text: string) => ({ column: index, mark, text });
    return [
      ...(row.struck && row.drop === '' && value !== '' ? [at('struck', '')] : []), ...(row.fill && row.drop === '' ? [at('filled', row.fill)] : []), ...(row.drop === '' && value === '' && (index === 1 || index === 2) ? [at('inherited', '同上')] : []),
      ...(facet?.problem ? [at('problem', facet.problem)] : []), ...(facet?.readAs ? [at(fixOf(choices, index, value) === undefined ? 'cleaned' : 'fixed', facet.readAs)] : []),
    ];
  });
  const name = row.cells[3] ?? '';
  const candidates = reason === 'ambiguous_person' ? [{ kind: 'person', id: `p${row.row}`, title: `${name.slice(0, 1)}** · 望湖家园1幢101`, score: 82, evidence: ['姓名相同', '出生日期相同'] }, { kind: 'person', id: `p${row.row + 1}`, title: `${name.slice(0, 1)}** · 永丰路 12 号`, score: 41, evidence: ['姓名相同', '性别不同'] }]
    : reason === 'room_unknown' ? [{ kind: 'room', id: 'b1-1-201', title: '望湖家园1幢1单元201室', score: 64, evidence: ['楼幢号相同，地址未写小区', '该楼幢有这一房间'] }] : [];
  const changes = reason === 'newer_edit' ? [{ field: 'phones', old: '139****5678', new: row.cells[8] ?? '' }, { field: 'occupation', old: '教师', new: '退休' }] : outcome === 'updated' ? [{ field: 'phones', old: '139****0001', new: row.cells[8] ?? '' }] : [];
  return { row: row.row, outcome, reason: WORDS[reason] ?? null, reasonCode: reason, cells: row.cells, changes, hidden: row.hidden, marks, candidates };
}

function questionsOf(choices: ImportChoices): ImportQuestion[] {
  const rowsOf = (fits: (row: LedgerRow) => boolean): number[] => LEDGER.rows.filter((row) => row.drop === '' && fits(row)).map((row) => row.row);
  const ask = (code: string, text: string, rows: number[], options: [string, string, string][], byFile: string | null): ImportQuestion => {
    const said = choicesOf(choices, SHEET).answers.find((each) => each.code === code)?.answer;
    return { sheet: SHEET, code, ask: text, rows: rows.length, firstRows: rows.slice(0, 5), options: options.map(([option, zh, en]) => ({ code: option, zh, en })), answer: said ?? byFile ?? options[0]?.[0] ?? null, answeredBy: said ? 'user' : byFile ? 'file' : 'default' };
  };
  return [
    ask('strike_through', '划线的行表示什么？例如：已搬走。', rowsOf((row) => row.struck), [['moved_out', '已迁出，结束居住', 'Moved out: ends the stay'], ['leave', '不导入', 'Leave them out'], ['ignore', '照常导入', 'Import as usual']], null),
    ask('fill_colour:FFFF00', '涂成黄色的行表示什么？例如：已搬走。', rowsOf((row) => row.fill !== null), [['ignore', '照常导入', 'Import as usual'], ['let', '租住', 'Tenants']], 'let'),
    ask('hidden_rows', '有隐藏的行，是否一并导入？', rowsOf((row) => row.hidden), [['take', '照常导入', 'Import as usual'], ['leave', '不导入', 'Leave them out']], null),
  ];
}

function blocksOf(): PlannedBlock[] {
  return [1, 2, 3, 4, 5].map((no) => ({
    title: `望湖家园${no}幢`, isNew: no !== 2, moreRooms: 0,
    rooms: Array.from({ length: 72 }, (_, index) => ({ unit: String(1 + (index % 2)), floor: 1 + Math.floor(index / 6), number: `${1 + Math.floor(index / 6)}0${1 + (Math.floor(index / 2) % 3)}`, isNew: no !== 2 || index > 60, persons: (index * no) % 4 })),
  }));
}

const counted = (fates: readonly Fate[]): OutcomeCountsView => fates.reduce((sum, { outcome }) => ({ ...sum, [outcome]: sum[outcome as 'added'] + 1 }), NO_COUNTS);

function reasonsOf(fates: readonly Fate[]): ReasonCount[] {
  const all = new Map<string, ReasonCount>();
  for (const { outcome, reason } of fates) all.set(`${outcome}${reason}`, { outcome, reason, text: WORDS[reason] ?? '', rows: 1 + (all.get(`${outcome}${reason}`)?.rows ?? 0) });
  return [...all.values()];
}

let made = 0;

/** The preview of the ledger as the clerk says it is to be read. */
export function previewOf(choices: ImportChoices): ImportPreview {
  const takes = new Map(choices.decisions.map((each) => [placeOf(each), each.take]));
  const columns = COLUMNS.map((_, index) => columnOf(index, choices));
  const questions = questionsOf(choices);
  const hidden = questions.find((question) => question.code === 'hidden_rows')?.answer ?? '';
  const { skip, header } = choicesOf(choices, SHEET);
  const fates = LEDGER.rows.map((row) => (skip ? { outcome: 'dropped', reason: 'section' } : fateOf(row, takes.get(placeOf({ sheet: SHEET, row: row.row })), hidden)));
  const counts = counted(fates);
  const profile = choices.profile.use === 'nothing' ? null : { id: 'profile-1', name: '望湖社区人口表', sheets: [SHEET] };
  return {
    token: `preview-${++made}`, file: '人口台账.xlsx', format: 'xlsx', encoding: null, bytes: 184_320, choices, profile, ledgerDate: choices.ledgerDate ?? '2026-03-31', ledgerDateFrom: choices.ledgerDate ? 'user' : 'file', questions, blocks: blocksOf(),
    counts, effects: { sites: 1, buildings: 4, rooms: 299, persons: counts.added, stays: counts.added, endedStays: 5, organisations: 0, tenancies: 0, households: 168, other: 0, amended: counts.updated }, moreWarnings: 12, importedBefore: null, ground: null,
    sheets: [
      { name: SHEET, hidden: false, skipped: skip, ledger: '人口台账', headerRows: header ? Array.from({ length: header.last - header.first + 1 }, (_, index) => header.first + index) : [3, 4], columns, merges: LEDGER.merges, rows: LEDGER.rows.map((row, index) => rowOf(row, fates[index] ?? { outcome: 'added', reason: '' }, columns, choices)), reasons: reasonsOf(fates), counts },
      { name: '迁出备查', hidden: true, skipped: choicesOf(choices, '迁出备查').skip, ledger: '人口台账', headerRows: [], columns: [], merges: [], rows: [], reasons: [], counts: NO_COUNTS },
      { name: '填表说明', hidden: false, skipped: false, ledger: '', headerRows: [], columns: [], merges: [], rows: [], reasons: [], counts: NO_COUNTS },
    ],
    warnings: columns.flatMap((column, index) => column.facets.filter((facet) => facet.problem).flatMap((facet) => LEDGER.rows.filter((row) => row.drop === '' && row.cells[index] === facet.value).map((row) => ({ sheet: SHEET, row: row.row, column: column.column, code: 'value', message: facet.problem ?? '', raw: facet.value })))),
  };
}

/** The preview of the invented map file: footprints of the quarter beside, in the coordinates that are said of it. */
export function groundPreviewOf(choices: ImportChoices): ImportPreview {
  const coordinates = choices.coordinates ?? { system: 'wgs84' as const };
  const far = coordinates.system === 'epsg';
  return {
    ...previewOf(choices), file: '望湖片区.geojson', format: 'geojson', bytes: 1_482_000, choices, profile: null, ledgerDate: null, ledgerDateFrom: '', questions: [], blocks: [], sheets: [], moreWarnings: 0, counts: { ...NO_COUNTS, added: 176, updated: 61, unchanged: 38, rejected: 2 },
    warnings: [{ sheet: '', row: 17, column: null, code: 'feature_crossed', message: '', raw: 'way/208' }, { sheet: '', row: 164, column: null, code: 'feature_no_area', message: '', raw: null }],
    ground: { coordinates, coordinatesFrom: choices.coordinates ? 'said' : 'assumed', footprints: 275, matched: 61, known: 38, unmatched: 176, elsewhere: 0, roads: 88, paved: 5, water: 3, streams: 1, green: 12, sites: 4, replaced: 3, attribution: '虚构示例，非真实地图', shiftM: coordinates.system === 'wgs84' ? 486 : null, looksLike: coordinates.system === 'wgs84' ? { system: 'gcj02' as const } : null, awayKm: far ? 812.4 : 2.3 },
  };
}
