/** Pairs of invented records that may be about one person. */
import type { DuplicatePair } from '../bindings/DuplicatePair';
import type { DuplicateRow } from '../bindings/DuplicateRow';
import type { EvidenceRow } from '../bindings/EvidenceRow';
import type { IdentityLinkRow } from '../bindings/IdentityLinkRow';
import type { LinkRow } from '../bindings/LinkRow';
import type { Progress } from '../bindings/Progress';
import type { PersonView } from '../bindings/PersonView';
import type { Request } from '../bindings/Request';
import { isoDay } from '../lib/partial-date';
import { personView } from './pages';
import { RecordStore } from './record-store';
import type { Person, World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
const evidence = (code: string, zh: string, en: string, supports: boolean): EvidenceRow => ({ code, zh, en, supports });
const SETS: { grade: string; gradeZh: string; reasons: EvidenceRow[] }[] = [
  { grade: 'certain', gradeZh: '几乎确定', reasons: [evidence('same_id', '公民身份号码相同', 'Same citizen id', true), evidence('same_name', '姓名相同', 'Same name', true), evidence('same_birth', '出生日期相同', 'Same birth date', true)] },
  { grade: 'probable', gradeZh: '很可能', reasons: [evidence('id_typo', '身份号码仅差一位', 'Ids differ by one digit', true), evidence('same_pinyin', '姓名同音', 'Names sound alike', true), evidence('same_phone', '电话相同', 'Same phone', true), evidence('other_sex', '性别不同', 'Sex differs', false)] },
  { grade: 'possible', gradeZh: '可能', reasons: [evidence('same_name', '姓名相同', 'Same name', true), evidence('same_birth_year', '出生年份相同', 'Same year of birth', true), evidence('other_hukou', '户籍地不同', 'Household register differs', false), evidence('lived_apart', '同一时期住在两处', 'Lived in two places at once', false)] },
];

export function duplicateHandlers(world: World, run: (phases: [string, number][], onProgress: (progress: Progress) => void, job: string | null) => Promise<void>) {
  const people = [...world.persons.values()];
  const link = (person: Person): LinkRow => ({ role: '', kind: 'person', id: person.id, title: person.name.slice(0, 1) + '*'.repeat(person.name.length - 1) });
  const all: DuplicateRow[] = Array.from({ length: 75 }, (_, n) => ({ person: link(people[n * 2] as Person), other: link(people[n * 2 + 1] as Person), ...(SETS[n < 6 ? 0 : n < 30 ? 1 : 2] as (typeof SETS)[number]) }));
  let verdicts: { row: DuplicateRow; link: IdentityLinkRow; to: string | null }[] = [];
  let searchedMs: number | null = Date.now() - 9 * 864e5;
  let next = 1;
  const waiting = (): DuplicateRow[] => all.filter((row) => !verdicts.some((given) => given.row === row && given.to === null));
  const rowOf = (a: string, b: string): DuplicateRow | undefined => all.find(({ person, other }) => (person.id === a && other.id === b) || (person.id === b && other.id === a));

  return {
    duplicates: ({ offset, limit }: Of<'duplicates'>) => ({ count: waiting().length, searchedMs, unsearched: 12, pairs: waiting().slice(offset, offset + limit) }),
    search_duplicates: async (_request: Of<'search_duplicates'>, onProgress: (progress: Progress) => void, job: string | null) => {
      await run([['reading', 600], ['planning', 900]], onProgress, job);
      searchedMs = Date.now();
      return { persons: people.length, pairs: waiting().length, passedOver: 1 };
    },
    duplicate_pair: ({ personId, otherId }: Of<'duplicate_pair'>): DuplicatePair => {
      const row = rowOf(personId, otherId) as DuplicateRow;
      const [one, two] = [personId, otherId].map((id) => personView(world, new RecordStore(world), id, null)) as [PersonView, PersonView];
      const fields = one.fields.filter(({ field }) => field !== 'ethnicity').map((first, n) => {
        const second = two.fields.find(({ field }) => field === first.field) ?? { ...first, value: null };
        const value = n % 3 === 1 ? second.value : first.value;
        return { field: first.field, values: [first, { ...second, value }] as [typeof first, typeof first], agrees: first.value && value ? first.value === value : null };
      });
      return { row, fields: [{ field: 'name', values: [{ field: 'name', value: one.name, origin: '人口台账.xlsx · 人口 · A21' }, { field: 'name', value: two.name, origin: '流动人口登记表.xls · B7' }], agrees: one.name === two.name }, ...fields.filter(({ field }) => field !== 'name')], stays: [one.stays, two.stays], link: null };
    },
    link_persons: ({ personId, otherId, verdict, reason }: Of<'link_persons'>) => {
      const row = rowOf(personId, otherId);
      const id = `v${next++}`;
      if (row) verdicts = [{ row, link: { id, verdict, reason, from: isoDay(new Date()) }, to: null }, ...verdicts];
      return { kind: 'identity_link', id, changed: 1 };
    },
    verdicts: ({ offset, limit }: Of<'verdicts'>) => ({ count: verdicts.length, verdicts: verdicts.slice(offset, offset + limit).map(({ row, link: given, to }) => ({ link: given, person: row.person, other: row.other, to })) }),
    unlink_persons: ({ linkId }: Of<'unlink_persons'>) => {
      verdicts = verdicts.map((given) => (given.link.id === linkId ? { ...given, to: isoDay(new Date()) } : given));
      return {};
    },
  };
}
