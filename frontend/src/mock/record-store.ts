/** Records of every kind around the persons, rooms and organisations of the invented community, and how they are shown. */
import type { FieldEdit } from '../bindings/FieldEdit';
import type { FieldMeta } from '../bindings/FieldMeta';
import type { LinkRow } from '../bindings/LinkRow';
import type { RecordRow } from '../bindings/RecordRow';
import { daysOf } from '../ui/timeline/bar';
import raw from './catalogue.json';
import { roomAddress, titleOf } from './views';
import type { World } from './world';

export const CATALOGUE = raw as { fields: FieldMeta[]; lists: { name: string; entries: { code: string; zh: string; en: string }[] }[] };
export interface Kept { kind: string; id: string; fields: Record<string, string | null>; links: { role: string; kind: string; id: string }[]; gone?: boolean }

const metaOf = (kind: string, field: string): FieldMeta | undefined => CATALOGUE.fields.find((meta) => meta.kind === kind && meta.field === field);
export const maskName = (name: string): string => name.slice(0, 1) + '*'.repeat(Math.max(1, name.length - 1));
const codeName = (kind: string, field: string, value: string | null | undefined): string => CATALOGUE.lists.find((list) => list.name === metaOf(kind, field)?.list)?.entries.find((entry) => entry.code === value)?.zh ?? value ?? '';

/** Whether something dated held on a day: yes, perhaps, no. */
export function covers(from: string | null, to: string | null, ended: boolean, day: string | null): 'yes' | 'possibly' | 'no' {
  if (day === null) return ended ? 'no' : 'yes';
  const [start, end] = daysOf(day);
  const [begin, finish] = [from ? daysOf(from) : null, to ? daysOf(to) : null];
  if ((begin && begin[0] >= end) || (finish && finish[1] <= start)) return 'no';
  const sure = begin && begin[1] <= end && (finish ? finish[0] >= start : !ended);
  return sure ? 'yes' : 'possibly';
}

export class RecordStore {
  all = new Map<string, Kept>();
  #next = 1;

  constructor(readonly world: World) {}

  add(kind: string, given: Record<string, string | null>, links: Kept['links'] = []): Kept {
    const kept: Kept = { kind, id: `r${this.#next++}`, fields: {}, links: [...links] };
    this.all.set(kept.id, kept);
    this.write(kept, Object.entries(given).map(([field, value]) => ({ field, value })));
    return kept;
  }

  /** Writes fields; references and place become links. Gives what changed. */
  write(kept: Kept, edits: FieldEdit[]): { field: string; old: string | null; new: string | null }[] {
    return edits.map(({ field, value }) => {
      const meta = metaOf(kept.kind, field);
      const given = !meta || meta.editor === 'record' || meta.editor === 'place';
      const old = given ? (kept.links.find((link) => link.role === field)?.id ?? null) : (kept.fields[field] ?? null);
      if (!given) kept.fields[field] = value;
      else {
        kept.links = kept.links.filter((link) => link.role !== field);
        if (value && value !== 'unmatched') kept.links.push(meta?.editor === 'place' ? { role: field, kind: value.split(':')[0] ?? 'room', id: value.split(':')[1] ?? '' } : { role: field, kind: meta?.recordKind ?? (field === 'organisation' ? 'organisation' : 'person'), id: value });
      }
      return { field, old, new: value };
    });
  }

  title(kind: string, id: string, reveal: boolean): string {
    const { world } = this;
    if (kind === 'person') { const name = world.persons.get(id)?.name ?? '不详'; return reveal ? name : maskName(name); }
    if (kind === 'room') { const room = world.rooms.get(id); return room ? roomAddress(world, room) : '房间'; }
    if (kind === 'building') { const building = world.buildings.get(id); return building ? titleOf(world, building) : '楼幢'; }
    if (kind === 'organisation') return world.organisations.get(id)?.name ?? '单位';
    const kept = this.all.get(id);
    return kept ? this.#called(kept, reveal)[0] : kind;
  }

  link(role: string, kind: string, id: string, reveal: boolean): LinkRow {
    return { role, kind, id, title: this.title(kind, id, reveal) };
  }

  row(kept: Kept, reveal: boolean, day: string | null = null): RecordRow {
    const [title, subtitle] = this.#called(kept, reveal);
    const from = kept.fields['from'] ?? kept.fields['on'] ?? kept.fields['consent_on'] ?? null;
    const to = kept.fields['to'] ?? (kept.kind === 'visit' || kept.kind === 'inspection' ? from : null);
    const holds = kept.kind === 'visit' || kept.kind === 'inspection' ? 'yes' : covers(from, to, to !== null || !!kept.fields['end_reason'], day);
    const fields = CATALOGUE.fields.filter((meta) => meta.kind === kept.kind && !['record', 'place', 'none'].includes(meta.editor)).map((meta) => {
      const value = kept.fields[meta.field] ?? null;
      return { field: meta.field, value: value && meta.personal && !reveal ? maskName(value) : value, origin: value && kept.kind === 'tenancy' ? '出租房屋台账.xlsx · 租赁 · F18' : null };
    });
    const findings = kept.kind === 'tenancy' && !kept.fields['responsibility_signed_on'] && holds !== 'no' ? ['responsibility_missing'] : [];
    return { kind: kept.kind, id: kept.id, title, subtitle, from, to, open: holds !== 'no', possibly: holds === 'possibly', fields, links: kept.links.filter((link) => !(kept.kind === 'document' && link.role === 'person')).map((link) => this.link(link.role, link.kind, link.id, reveal)), findings };
  }

  /** The records that name another, newest first; a role or kind narrows them. */
  naming(id: string, kind: string, roles?: string[]): Kept[] {
    return [...this.all.values()].filter((kept) => !kept.gone && kept.kind === kind && kept.links.some((link) => link.id === id && (!roles || roles.includes(link.role)))).sort((a, b) => (b.fields['from'] ?? b.fields['on'] ?? '').localeCompare(a.fields['from'] ?? a.fields['on'] ?? ''));
  }

  #called({ kind, fields, links }: Kept, reveal: boolean): [string, string] {
    const to = (...roles: string[]): string => { const link = links.find((each) => roles.includes(each.role)); return link ? this.title(link.kind, link.id, reveal) : ''; };
    const of = (field: string): string => codeName(kind, field, fields[field]);
    const hidden = (text: string | null | undefined): string => (text ? (reveal ? text : `${text.slice(0, 4)}****`) : '');
    if (kind === 'tenancy') return [`${to('landlord_person', 'landlord_organisation') || fields['landlord_name'] || '房主不详'} → ${to('tenant_person', 'tenant_organisation') || fields['tenant_name'] || '承租人不详'}`, [of('rental_use'), fields['monthly_rent_yuan'] && `${fields['monthly_rent_yuan']} 元/月`, fields['end_reason'] && of('end_reason')].filter(Boolean).join(' · ')];
    if (kind === 'document') return [`${of('kind') || '证件'} ${hidden(fields['number'])}`, fields['until'] ? `有效期至 ${fields['until']}` : ''];
    if (kind === 'household') return [`户号 ${fields['number'] ?? '未编'}`, of('kind')];
    if (kind === 'kinship') return [`${to('relative')} · ${of('relation')}`, ''];
    if (kind === 'inspection') return [of('hazard') && of('hazard') !== '无' ? `检查：${of('hazard')}隐患` : '检查：未发现隐患', [fields['result'], fields['rectified_on'] ? `已整改 ${fields['rectified_on']}` : fields['rectify_by'] ? `限期 ${fields['rectify_by']}` : ''].filter(Boolean).join(' · ')];
    if (kind === 'employment') return [reveal ? (fields['name'] ?? '') : maskName(fields['name'] ?? '某'), [fields['department'], fields['post'], fields['raw_address']].filter(Boolean).join(' · ')];
    if (kind === 'visit') return [of('purpose') || '走访', [fields['visitor'], fields['content'], fields['again_on'] && !fields['kept_on'] ? `约 ${fields['again_on']} 回访` : ''].filter(Boolean).join(' · ')];
    if (kind === 'care_note') return [of('kind'), [`${of('consent_by')}同意`, fields['review_on'] && `${fields['review_on']} 复核`].filter(Boolean).join(' · ')];
    if (kind === 'protection') return ['住址保护', [fields['granted_by'] && `批准 ${fields['granted_by']}`, fields['review_on'] && `${fields['review_on']} 复核`].filter(Boolean).join(' · ')];
    if (kind === 'identity_link') return [`${of('verdict')}：${to('other')}`, fields['reason'] ?? ''];
    if (kind === 'space_address') return [fields['text'] ?? '', [of('role'), fields['plate_kind'] && `${of('plate_kind')} ${fields['plate_no'] ?? ''}${of('plate_state') ? `（${of('plate_state')}）` : ''}`].filter(Boolean).join(' · ')];
    if (kind === 'presence') return [`${to('organisation')}（${of('role')}）`, ''];
    return [fields['text'] ?? fields['name'] ?? kind, ''];
  }
}
