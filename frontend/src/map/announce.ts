/** What is said of a building, floor or room to those who do not see the map. */
import type { BuildingOutline } from '../bindings/BuildingOutline';
import type { RoomCell } from '../bindings/RoomCell';
import { roomState } from '../codes';
import { t, tOr } from '../i18n/index.svelte';

/** What a class is called in the legend. */
export function className(mode: string, code: string): string {
  return mode === 'state' ? t(`state.${roomState(code)}`) : tOr(`colourClass.${mode}.${code}`, code);
}

export interface Shown {
  mode: string;
  /** Code of the class that the building or room is coloured by; none where nothing is known. */
  code: string | null;
  /** The past day that is shown, of which only the class tells; none: today. */
  day?: string | null;
}

const sentence = (parts: (string | false)[]): string => parts.filter(Boolean).join(t('say.comma'));

/** 望湖家园3幢，11层，66间，在住112人，租住. */
export function sayBuilding(building: BuildingOutline, site: string | null, shown: Shown | null): string {
  const name = `${site ?? ''}${building.label}` || t('list.unnamed');
  if (building.unclaimed) return sentence([name, t('say.unclaimed')]);
  if (shown?.day) return sentence([name, t('picture.day', { day: shown.day }), shown.code !== null && className(shown.mode, shown.code)]);
  return sentence([
    name, t('say.floors', { n: building.floorsAbove }), t('say.rooms', { n: building.roomCount }), t('say.residents', { n: building.residents }),
    building.organisations > 0 && t('say.organisations', { n: building.organisations }), shown?.code != null && className(shown.mode, shown.code),
  ]);
}

export function sayFloor(label: string, rooms: readonly RoomCell[]): string {
  return sentence([t('say.floor', { floor: label }), t('say.rooms', { n: rooms.length }), t('say.residents', { n: rooms.reduce((sum, room) => sum + room.residents, 0) })]);
}

export function sayRoom(room: RoomCell, shown: Shown | null): string {
  const state = t(`state.${roomState(room.state)}`);
  return sentence([
    room.unit ? t('say.roomInUnit', { unit: room.unit, number: room.number }) : t('say.room', { number: room.number }), state, t('say.residents', { n: room.residents }),
    room.findings > 0 && t('say.findings', { n: room.findings }), shown?.code != null && shown.mode !== 'state' && className(shown.mode, shown.code),
  ]);
}
