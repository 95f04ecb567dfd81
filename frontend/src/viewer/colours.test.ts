import { describe, expect, it } from 'vitest';
import type { MapColours } from '../bindings/MapColours';
import { columns } from './colours';

const view: MapColours = {
  mode: 'state',
  asOf: null,
  scale: 'amount',
  perBuilding: false,
  classes: [{ code: 'none', count: 3 }, { code: 'one', count: 4 }],
  buildings: [
    { id: 'b', class: 1, counts: [0, 3], storeys: ['11', '', '1-'] },
    { id: 'gone', class: 0, counts: [9, 0], storeys: ['0'] },
    { id: 'a', class: null, counts: [], storeys: ['楼\n\t7'] },
  ],
};
const slots = new Map([['a', 0], ['b', 5]]);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('columns of colours', () => {
  it('names buildings by their places and passes over those that are not there', () => {
    const packed = columns(view, slots);
    expect([...packed.slots]).toEqual([5, 0]);
    expect([...packed.shown]).toEqual([1, 255]);
    expect([...packed.counts]).toEqual([0, 3, 0, 0]);
    expect([packed.scale, packed.classes]).toEqual(['amount', 2]);
  });

  it('writes a digit a room, and nothing that would end a storey before its time', () => {
    expect(text(columns(view, slots).storeys)).toBe('11\n\n1-\n\t---7\n\t');
  });

  it('says nothing of rooms where only buildings have classes', () => {
    expect(text(columns({ ...view, perBuilding: true }, slots).storeys)).toBe('\t\t');
  });

  it('grows with what it is told', () => {
    const long = { ...view, buildings: Array.from({ length: 900 }, () => ({ id: 'a', class: 0, counts: [1, 1], storeys: ['0'.repeat(200)] })) };
    expect(columns(long, slots).storeys.length).toBe(900 * 202);
  });
});
