import { expect, test } from 'vitest';
import type { ImportEffects } from '../bindings/ImportEffects';
import { tell } from './effects';

const effects = (some: Partial<ImportEffects>): ImportEffects => ({ sites: 0, buildings: 0, rooms: 0, persons: 0, stays: 0, endedStays: 0, organisations: 0, tenancies: 0, households: 0, other: 0, amended: 0, ...some });

test('outlines of a map that no building has taken are not told as buildings', () => {
  expect(tell(effects({ buildings: 4 }), 4), 'four footprints are no building').toEqual([{ name: 'outlines', n: 4 }]);
  expect(tell(effects({ buildings: 6, rooms: 20 }), 4), 'what is one stays one').toEqual([{ name: 'buildings', n: 2 }, { name: 'outlines', n: 4 }, { name: 'rooms', n: 20 }]);
});

test('what there is none of is not told', () => {
  expect(tell(effects({}))).toEqual([]);
});
