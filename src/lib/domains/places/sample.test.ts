// The sample's settlements agree with the official list, which is read in place and never shipped.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { kilometresBetween } from '#lib/core/geo.ts';
import { sampleMicroRegions, sampleSettlements } from './sample.ts';

const official = fileURLToPath(
  new URL('../../../../../shared/data/settlements/settlements.csv', import.meta.url)
);

describe('the sample settlements', () => {
  test('are forty-six, each in exactly one micro-region', () => {
    const grouped = sampleMicroRegions.flatMap((region) => region.settlements);
    expect(grouped).toHaveLength(46);
    expect(new Set(grouped).size).toBe(46);
    expect(sampleSettlements.map((settlement) => settlement.name)).toEqual(grouped);
  });

  test('have five-digit KSH codes and four-digit postal codes, no code twice', () => {
    for (const { kshCode, postalCodes } of sampleSettlements) {
      expect(kshCode).toMatch(/^\d{5}$/);
      expect(postalCodes.length).toBeGreaterThan(0);
      for (const code of postalCodes) expect(code).toMatch(/^\d{4}$/);
    }
    expect(new Set(sampleSettlements.map((settlement) => settlement.kshCode)).size).toBe(46);
  });

  test('lie within thirty-five kilometres of every other in their micro-region', () => {
    for (const { settlements } of sampleMicroRegions) {
      const members = sampleSettlements.filter((settlement) => settlements.includes(settlement.name));
      for (const a of members)
        for (const b of members) expect(kilometresBetween(a, b), `${a.name}–${b.name}`).toBeLessThan(35);
    }
  });

  // The list's two points are the middle of the outskirts and a rounded centre: ours is near the nearer one.
  test.skipIf(!existsSync(official))(
    'agree with the official list (skipped where ../shared/data is absent)',
    () => {
      const rows: Record<string, string>[] = parse(readFileSync(official), { columns: true, bom: true });
      const byCode = new Map(rows.map((row) => [row['ksh_code'], row]));
      for (const ours of sampleSettlements) {
        const theirs = byCode.get(ours.kshCode);
        expect(theirs, ours.name).toMatchObject({
          name: ours.name,
          legal_status: ours.legalStatus,
          county: ours.county,
          district: ours.district,
          postal_codes: ours.postalCodes.join('|')
        });
        const population = Number(theirs!['population']);
        expect(Math.abs(ours.population / population - 1), `population of ${ours.name}`).toBeLessThan(0.15);
        const distances = ['osm', 'geonames'].map((source) =>
          kilometresBetween(ours, {
            lat: Number(theirs![`lat_${source}`]),
            lon: Number(theirs![`lon_${source}`])
          })
        );
        expect(Math.min(...distances), `place of ${ours.name}`).toBeLessThan(2);
      }
    }
  );
});
