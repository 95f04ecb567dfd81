import { expect, test } from 'vitest';
import type { RecordRow } from '../bindings/RecordRow';
import type { ResidentRow } from '../bindings/ResidentRow';
import { byHousehold } from './households';

const resident = (stayId: string): ResidentRow => ({ stayId, personId: `p${stayId}`, name: '', sex: '', birthDate: null, age: null, citizenId: null, idState: 'ok', phones: [], relation: null, class: null, classZh: null, householdNo: null, from: null, to: null, endReason: null, findings: [], possibly: false, protected: false, verifiedOn: null, intendedUntil: null });
const record = (id: string): RecordRow => ({ kind: 'household', id, title: id, subtitle: '', from: null, to: null, open: true, possibly: false, fields: [], links: [], findings: [] });

test('every resident is shown once, whether or not a household counts them', () => {
  const groups = byHousehold({ residents: ['1', '2', '3'].map(resident), households: [{ record: null, headPersonId: null, stayIds: ['3'] }, { record: record('h'), headPersonId: 'p2', stayIds: ['2', '9'] }] });
  expect(groups.map((group) => group.residents.map((each) => each.stayId)), 'nobody is lost, nobody is twice, those without a household come last').toEqual([['2'], ['3', '1']]);
});

test('an empty household is not shown', () => {
  expect(byHousehold({ residents: [], households: [{ record: record('h'), headPersonId: null, stayIds: [] }] }), 'nobody of it lives here').toEqual([]);
});
