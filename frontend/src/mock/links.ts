/** Timelines and neighbourhoods of the invented community. */
import type { GraphEdge } from '../bindings/GraphEdge';
import type { GraphNode } from '../bindings/GraphNode';
import type { NeighbourhoodView } from '../bindings/NeighbourhoodView';
import type { TimelineEntry } from '../bindings/TimelineEntry';
import type { TimelineView } from '../bindings/TimelineView';
import type { RecordStore } from './record-store';
import type { World } from './world';

const LANES: Record<string, string> = { tenancy: 'tenancy', presence: 'presence', employment: 'employment', visit: 'visit', inspection: 'inspection', space_address: 'space', document: 'document' };

export function timelineView(world: World, store: RecordStore, kind: string, id: string, reveal: boolean): TimelineView {
  const stays = [...world.stays.values()].filter((stay) => (kind === 'room' ? stay.room : stay.person) === id).map((stay): TimelineEntry => {
    const link = kind === 'room' ? store.link('person', 'person', stay.person, reveal) : store.link('place', 'room', stay.room, reveal);
    return { kind: 'stay', id: stay.id, lane: 'stay', title: link.title, from: stay.from || null, to: stay.to, ended: stay.to !== null || stay.reason !== null, link };
  });
  const records = Object.entries(LANES).flatMap(([of, lane]) => store.naming(id, of).map((kept): TimelineEntry => {
    const row = store.row(kept, reveal);
    return { kind: of, id: row.id, lane, title: row.title, from: row.from, to: row.to, ended: !row.open || row.to !== null, link: row.links.find((link) => link.id !== id) ?? null };
  }));
  return { entries: [...stays, ...records].sort((a, b) => (a.from ?? '').localeCompare(b.from ?? '')) };
}

const WORDS: Record<string, [string, string]> = { landlord_person: ['房主', 'landlord'], tenant_person: ['承租', 'tenant'], relative: ['亲属', 'relative'], met: ['走访见到', 'met'], organisation: ['单位', 'organisation'], person: ['从业', 'works at'], place: ['地点', 'place'], head: ['户主', 'head'] };

export function neighbourhoodView(world: World, store: RecordStore, kind: string, id: string, reveal: boolean): NeighbourhoodView {
  const nodes = new Map<string, GraphNode>([[id, { kind, id, title: store.title(kind, id, reveal), distance: 0 }]]);
  const edges: GraphEdge[] = [];
  const tie = (from: string, ofKind: string, to: string, toKind: string, [zh, en]: [string, string], ended: boolean, distance: number): void => {
    for (const [node, of] of [[from, ofKind], [to, toKind]] as const) if (!nodes.has(node)) nodes.set(node, { kind: of, id: node, title: store.title(of, node, reveal), distance });
    if (!edges.some((edge) => edge.from === from && edge.to === to && edge.zh === zh)) edges.push({ from, to, zh, en, ended });
  };
  const live = (person: string, room: string, ended: boolean, far: number): void => tie(person, 'person', room, 'room', ['居住', 'lives in'], ended, far);
  for (const stay of world.stays.values()) if (stay.room === id || stay.person === id) live(stay.person, stay.room, stay.to !== null, 1);
  for (const near of [...nodes.values()].filter((node) => node.distance === 1 && node.kind === 'room')) for (const stay of world.stays.values()) if (stay.room === near.id && stay.to === null) live(stay.person, stay.room, false, 2);
  for (const of of ['tenancy', 'kinship', 'employment', 'presence']) for (const kept of store.naming(id, of).slice(0, 8)) {
    for (const link of kept.links) if (link.id !== id) tie(id, kind, link.id, link.kind, WORDS[link.role] ?? ['关联', 'linked'], !!kept.fields['to'], 1);
  }
  const room = world.rooms.get(id);
  if (room) tie(id, 'room', room.building, 'building', ['属于', 'in'], false, 1);
  return { nodes: [...nodes.values()].slice(0, 26), edges: edges.filter((edge) => [...nodes.keys()].slice(0, 26).includes(edge.from) && [...nodes.keys()].slice(0, 26).includes(edge.to)), more: Math.max(0, nodes.size - 26) };
}
