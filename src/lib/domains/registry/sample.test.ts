// The sample register hangs together: keys, owners, places and invented contacts.
import { describe, expect, test } from 'vitest';
import { sampleSettlements } from '#lib/domains/places/sample.ts';
import { sampleOrganisations, sampleVenues } from './sample.ts';

const settlements = new Set(sampleSettlements.map((settlement) => settlement.name));
const organisations = new Map(sampleOrganisations.map((organisation) => [organisation.key, organisation]));

describe('the sample register', () => {
  test('has at least 110 organisations and 180 venues, and every settlement has both', () => {
    expect(sampleOrganisations.length).toBeGreaterThanOrEqual(110);
    expect(sampleVenues.length).toBeGreaterThanOrEqual(180);
    expect(new Set(sampleOrganisations.map((organisation) => organisation.settlement))).toEqual(settlements);
    expect(new Set(sampleVenues.map((venue) => venue.settlement))).toEqual(settlements);
  });

  test('covers all five sectors', () => {
    const sectors = new Set(sampleOrganisations.map((organisation) => organisation.sector));
    expect([...sectors].sort()).toEqual(['business', 'church', 'civic', 'informal', 'public']);
  });

  test('repeats no key, and no name within a settlement', () => {
    for (const things of [sampleOrganisations, sampleVenues]) {
      expect(repeated(things.map((thing) => thing.key))).toEqual([]);
      expect(repeated(things.map((thing) => `${thing.name}, ${thing.settlement}`))).toEqual([]);
      for (const { key } of things) expect(key).toMatch(/^[a-z]+(-[a-z]+)+$/);
    }
  });

  test('gives every owned venue an owner of its own settlement', () => {
    for (const venue of sampleVenues) {
      if (venue.organisation === null) continue;
      expect(organisations.get(venue.organisation)?.settlement, venue.key).toBe(venue.settlement);
    }
  });

  test('places a venue on the map only near its settlement', () => {
    for (const venue of sampleVenues) {
      if (venue.lat === undefined || venue.lon === undefined) continue;
      const settlement = sampleSettlements.find(({ name }) => name === venue.settlement)!;
      expect(Math.abs(venue.lat - settlement.lat), venue.key).toBeLessThan(0.06);
      expect(Math.abs(venue.lon - settlement.lon), venue.key).toBeLessThan(0.09);
    }
  });

  test('uses invented contacts only', () => {
    for (const { key, email, phone, website } of sampleOrganisations) {
      if (email !== undefined) expect(email, key).toMatch(/^[a-z-]+@[a-z-]+\.example$/);
      if (phone !== undefined) expect(phone, key).toMatch(/^06-00-\d{3}-\d{4}$/);
      if (website !== undefined) expect(website, key).toMatch(/^https:\/\/[a-z-]+\.example$/);
    }
    expect(repeated(sampleOrganisations.flatMap(({ phone }) => phone ?? []))).toEqual([]);
    expect(repeated(sampleOrganisations.flatMap(({ email }) => email ?? []))).toEqual([]);
  });

  test('is written in whole sentences', () => {
    for (const text of [
      ...sampleOrganisations.map((organisation) => organisation.summary),
      ...sampleVenues.flatMap((venue) => venue.note ?? [])
    ]) {
      expect(text).toMatch(/^[A-ZÁÉÍÓÖŐÚÜŰ].*[.!?]$/);
      expect(text).not.toMatch(/ {2}|[ôûõ]|\s[,.]/);
    }
  });
});

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
