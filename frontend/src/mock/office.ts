/** Organisations whose invented addresses disagree, and two invented lists of them. */
import type { ComparedRow } from '../bindings/ComparedRow';
import type { LinkRow } from '../bindings/LinkRow';
import type { ListComparison } from '../bindings/ListComparison';
import type { MismatchRow } from '../bindings/MismatchRow';
import type { Progress } from '../bindings/Progress';
import type { Request } from '../bindings/Request';
import { roomAddress } from './views';
import type { Organisation, World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
const KINDS = [
  ['out_of_district', '注册或纳税地在区外', 'Out of district'], ['other_building', '不在同一楼幢', 'Another building'], ['other_room', '同楼不同室', 'Another room'],
  ['unmatched', '地址未匹配', 'Address not matched'], ['missing_registered', '缺注册地', 'No registered address'], ['missing_tax', '缺纳税地', 'No tax address'],
] as const;

export function officeHandlers(world: World, run: (phases: [string, number][], onProgress: (progress: Progress) => void, job: string | null) => Promise<void>) {
  const organisations = [...world.organisations.values()];
  const link = (each: Organisation): LinkRow => ({ role: '', kind: 'organisation', id: each.id, title: each.name });
  const at = (each: Organisation | undefined): LinkRow | null => { const room = each && world.rooms.get(each.room); return room ? { role: 'place', kind: 'room', id: room.id, title: roomAddress(world, room) } : null; };
  const rows: MismatchRow[] = organisations.flatMap((each, n): MismatchRow[] => {
    const office = at(each);
    const other = at(organisations[(n + 1) % organisations.length]);
    if (n % 4 === 0) return [{ organisation: link(each), codes: ['out_of_district', 'missing_tax'], office, registered: null, tax: null, raw: [office?.title ?? null, '外区示例大道 88 号 1201 室', null] }];
    if (n % 4 === 1) return [{ organisation: link(each), codes: ['other_building'], office, registered: other, tax: office, raw: [office?.title ?? null, '示例路230弄1幢底楼', office?.title ?? null] }];
    return n % 4 === 2 ? [{ organisation: link(each), codes: ['unmatched'], office, registered: office, tax: null, raw: [office?.title ?? null, office?.title ?? null, '望湖商务楼三楼东侧'] }] : [];
  });
  const row = (each: Organisation, n: number, more: Partial<ComparedRow>): ComparedRow => ({ organisationId: each.id, name: each.name, creditCode: each.code, rows: [n + 2, n + 4], differences: [], ...more });
  const comparison = (): ListComparison => ({
    left: '税务名册.xlsx', right: '登记名册.xlsx', both: 118,
    onlyLeft: organisations.slice(0, 3).map((each, n) => row(each, n, { organisationId: null, rows: [n + 2, null] })),
    onlyRight: organisations.slice(3, 5).map((each, n) => row(each, n, { rows: [null, n + 9] })),
    differing: organisations.slice(2, 8).map((each, n) => row(each, n, { differences: [{ field: 'legal_rep_name', left: '应海波', right: n % 2 ? '应海渤' : null }, ...(n % 2 ? [{ field: 'industry', left: '零售业', right: '餐饮业' }] : [])] })),
  });

  return {
    address_mismatches: ({ code, offset, limit }: Of<'address_mismatches'>) => {
      const shown = rows.filter((each) => code === null || each.codes.includes(code));
      return { count: shown.length, counts: KINDS.map(([kind, zh, en]) => ({ code: kind, zh, en, count: rows.filter((each) => each.codes.includes(kind)).length })), rows: shown.slice(offset, offset + limit) };
    },
    compare_lists: async (_request: Of<'compare_lists'>, onProgress: (progress: Progress) => void, job: string | null) => {
      await run([['reading', 200]], onProgress, job);
      return comparison();
    },
  };
}
