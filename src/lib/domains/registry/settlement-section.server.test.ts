import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { findSettlementBySlug } from '#lib/domains/places/queries.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import { makeWords } from '#lib/platform/words/words.ts';
import messages from '../../../generated/messages.hu.ts';
import { paths } from '../../../generated/paths.ts';
import { loadSampleRegister } from './sample.server.ts';
import { settlementSection } from './settlement-section.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const context = { now, today: '2026-11-21', seed: 1 };
const words = makeWords('hu', messages, paths);

beforeAll(async () => {
  await places.sample?.(database(), context);
  await loadSampleRegister(database(), context);
});

async function sectionOf(slug: string) {
  const settlement = await findSettlementBySlug(database(), slug);
  return settlementSection(database(), {
    id: settlement?.id ?? '',
    slug: settlement?.slug ?? '',
    actor: anonymous,
    words,
    now
  });
}

test('a village shows all who are there, by name, with what they are', async () => {
  const section = await sectionOf('szegvar');
  expect(section.title).toBe('Akik itt vannak');
  expect(section.rows).toContainEqual({
    title: 'Szélmalom Művelődési Ház',
    href: '/szervezetek/szelmalom-muvelodesi-haz-szegvar',
    note: 'művelődési ház'
  });
  expect(section.more).toBeUndefined();
});

test('a town shows the first dozen and the way to all', async () => {
  const section = await sectionOf('szentes');
  expect(section.rows).toHaveLength(12);
  expect(section.more).toMatchObject({ href: '/szervezetek?near=szentes' });
  expect(section.more?.label).toMatch(/^Az összes szervezet \(\d+\)$/);
});
