/** An invented ledger as a spreadsheet holds it: title, two header tiers, merged homes, odd values, struck and coloured rows. */
import type { MergedCells } from '../bindings/MergedCells';

export interface LedgerRow {
  row: number;
  cells: string[];
  /** Why it is no record; empty for one. */
  drop: string;
  struck: boolean;
  fill: string | null;
  hidden: boolean;
}

export const COLUMNS: readonly [string, string | null, string][] = [
  ['序号', 'seq', ''], ['幢号', 'building', '住址'], ['室号', 'room', '住址'], ['姓名', 'name', '家庭成员'], ['与户主关系', 'relation_to_head', '家庭成员'], ['证照编码', 'citizen_id', '家庭成员'],
  ['性别', 'sex', '家庭成员'], ['出生日期', 'birth_date', '家庭成员'], ['联系电话', 'phone', '家庭成员'], ['居住情况', 'kind', ''], ['入住', 'stay_from', ''],
  ['政治面貌', null, ''], ['重点类别', null, ''], // refused
  ['填表情况', null, ''], ['备注', 'remark', ''],
];

const FAMILY = '陈李王张刘赵周吴徐孙朱马胡郭何林高梁郑谢';
const GIVEN = ['建国', '秀英', '志强', '桂兰', '海燕', '文博', '雨桐', '立新', '美华', '晓东', '国庆', '玉珍'];
const RELATIONS = ['户主', '配偶', '儿子', '女儿', '母亲'];
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

const record = (row: number, cells: string[], more: Partial<LedgerRow> = {}): LedgerRow => ({ row, cells, drop: '', struck: false, fill: null, hidden: false, ...more });

function person(row: number, home: number, member: number): LedgerRow {
  const n = row * 7 + member;
  const year = 1940 + ((n * 13) % 75);
  const [month, day] = [1 + (n % 12), 1 + ((n * 3) % 28)];
  const two = (value: number): string => String(value).padStart(2, '0');
  const female = n % 2 === 1;
  const sex = row % 61 === 0 ? '男性' : row % 67 === 0 ? 'F' : female ? '女' : '男';
  const born = row % 53 === 0 ? `${year}.1` : row % 3 === 0 ? `${year}.${month}.${day}` : `${year}-${two(month)}-${two(day)}`;
  const kind = row % 41 === 0 ? '租客' : row % 47 === 0 ? '长住' : row % 5 === 0 ? '暂住' : '常住';
  const id = row % 71 === 0 ? '3.30299E+17' : `330299${year}${two(month)}${two(day)}${String(100 + (n % 800))}${n % 10}`;
  return record(row, [
    String(row - 5), member === 0 ? `${1 + Math.floor(home / 36)}幢` : '', member === 0 ? `${1 + (Math.floor(home / 3) % 12)}0${1 + (home % 3)}` : '', `${pick([...FAMILY], n)}${pick(GIVEN, n * 5)}`, pick(RELATIONS, member), id, sex, born,
    row % 59 === 0 ? '139000012' : `1390000${String(1000 + (n % 9000))}`, kind, row % 4 === 0 ? `20${10 + (n % 15)}年${month}月` : '', '', '', row % 9 === 0 ? '李' : '', row % 37 === 0 ? '与房东同住' : '',
  ], { struck: row % 83 === 0, fill: row % 43 === 0 ? '#FFFF00' : null, hidden: row % 97 === 0 });
}

/** The rows of the sheet and what is merged on it. */
export function makeLedger(homes: number): { rows: LedgerRow[]; merges: MergedCells[] } {
  const width = COLUMNS.length;
  const blank = (): string[] => Array.from({ length: width }, () => '');
  const rows: LedgerRow[] = [
    record(1, ['望湖社区人口信息采集表', ...blank().slice(1)], { drop: 'title' }),
    record(2, ['填报单位：望湖社区居委会　　　　　2026年3月31日', ...blank().slice(1)], { drop: 'title' }),
    record(3, COLUMNS.map(([header, , tier], index) => (tier === '' ? header : COLUMNS[index - 1]?.[2] === tier ? '' : tier)), { drop: 'header' }),
    record(4, COLUMNS.map(([header, , tier]) => (tier === '' ? '' : header)), { drop: 'header' }),
  ];
  const merges: MergedCells[] = [{ row: 1, column: 0, rows: 1, columns: width }, { row: 2, column: 0, rows: 1, columns: width }, { row: 3, column: 1, rows: 1, columns: 2 }, { row: 3, column: 3, rows: 1, columns: 6 }];
  COLUMNS.forEach(([, , tier], column) => { if (tier === '') merges.push({ row: 3, column, rows: 2, columns: 1 }); });
  let at = 5;
  for (let home = 0; home < homes; home++) {
    if (home % 36 === 0) rows.push(record(at++, [`${1 + Math.floor(home / 36)}幢`, ...blank().slice(1)], { drop: 'section' })), merges.push({ row: at - 1, column: 0, rows: 1, columns: width });
    const members = 1 + ((home * 7) % 4);
    for (const column of [1, 2]) if (members > 1) merges.push({ row: at, column, rows: members, columns: 1 });
    for (let member = 0; member < members; member++) rows.push(person(at++, home, member));
  }
  rows.push(record(at++, ['合计', ...blank().slice(1, 3), `${at - 5} 人`, ...blank().slice(4)], { drop: 'total' }));
  rows.push(record(at, ['填表人：李　　审核人：王', ...blank().slice(1)], { drop: 'signature' }));
  merges.push({ row: at, column: 0, rows: 1, columns: width });
  return { rows, merges };
}
