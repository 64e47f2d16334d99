// Re-timing on a real database: a month of the sample region by mailed links alone, and that nothing moves without consent.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { findEvents, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAnswer } from '#lib/platform/domain.ts';
import { wordsIn } from '../../../words.ts';
import { computeRetimings } from './compute.server.ts';
import { domain } from './domain.server.ts';
import { askOrganisers, beginRetiming } from './operations.server.ts';
import { findRetiming, listMoves } from './queries.server.ts';
import { furnish, month, now, type World } from './world.ts';

const later = new Date(now.getTime() + 3_600_000);
const database = useDatabase();
let world: World;
let retiming: Id<'retiming'>;

beforeAll(async () => {
  world = await furnish(database());
  const begun = await beginRetiming(
    database(),
    world.coordinator,
    { territory: 'micro_region:szentes', near: '', within: 0, month },
    now
  );
  if (!begun.ok) throw new Error(begun.reason);
  retiming = begun.value.id;
  await computeRetimings(database(), now, { exactSeconds: 5 });
}, 120_000);

async function found() {
  const full = await findRetiming(database(), retiming);
  if (!full?.found) throw new Error(`nothing found: ${full?.state}`);
  return full.found;
}

describe('plans', () => {
  test('differ, leave fewer clashes than staying does, and the first of them is proved', async () => {
    const { plans, staying, proof, figures } = await found();
    console.log(
      JSON.stringify({ figures, staying, proof, plans: plans.map((p) => ({ ...p, moves: p.moves.length })) })
    );
    expect(plans.length).toBeGreaterThan(1);
    for (const plan of plans) expect(plan.score).toBeLessThan(staying.score);
    expect(proof?.proved).toBe(true);
  });
});
