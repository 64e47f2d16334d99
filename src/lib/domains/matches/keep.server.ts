// Keeps what a search has found: the ten best of each offer and need, and whatever somebody was told of or said a word about.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { FoundMatch } from './model.ts';

/** In one transaction: with ten matches each, some thousands of rows, and others wait a fraction of a second. */
const needsAtOnce = 400;

/**
 * Only what has changed is written; what is no more among the best stays where somebody has been told of it.
 * @param only whose best were looked for: the places of others stay as they are
 */
export async function keepMatches(
  db: Database,
  found: readonly FoundMatch[],
  now: Date,
  only: ReadonlySet<string> | null = null
): Promise<void> {
  const byNeed = Map.groupBy(found, ({ need }) => need);
  const needs = new Set([...byNeed.keys(), ...(await needsKept(db, only))]);
  for (const part of inParts([...needs].sort(), needsAtOnce))
    await keepPart(
      db,
      {
        needs: part,
        found: part.flatMap((need) => byNeed.get(need) ?? []),
        isAsked: (id) => only?.has(id) ?? true
      },
      now
    );
}

interface Part {
  readonly needs: readonly string[];
  readonly found: readonly FoundMatch[];
  readonly isAsked: (offering: string) => boolean;
}

async function keepPart(db: Database, { needs, found, isAsked }: Part, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    // Two searches at once: the second one waits, and finds what the first has written.
    await sql`select pg_advisory_xact_lock(hashtextextended('matches.keep', 0))`.execute(tx);
    const before = new Map(
      (
        await tx
          .selectFrom('match_word')
          .select(['id', 'offer_id', 'need_id', 'score', 'facts', 'offer_place', 'need_place'])
          .where('need_id', '=', anyOf<'offering'>(needs))
          .execute()
      )
        .filter(({ offer_id, need_id }) => isAsked(offer_id) || isAsked(need_id))
        .map((row) => [`${row.offer_id} ${row.need_id}`, row])
    );
    const rows = found.flatMap((match) => {
      if (!isAsked(match.offer) && !isAsked(match.need)) return [];
      const key = `${match.offer} ${match.need}`;
      const known = before.get(key);
      before.delete(key);
      const offerPlace = isAsked(match.offer) ? match.offerPlace : (known?.offer_place ?? null);
      const needPlace = isAsked(match.need) ? match.needPlace : (known?.need_place ?? null);
      const same =
        known?.score === match.score &&
        known.offer_place === offerPlace &&
        known.need_place === needPlace &&
        sameFacts(known.facts, match.facts);
      return same
        ? []
        : [rowOf({ ...match, offerPlace, needPlace }, known?.id ?? newId<'match_word'>(now), now)];
    });
    for (const part of inParts(rows, 500))
      await tx
        .insertInto('match_word')
        .values(part)
        .onConflict((conflict) =>
          conflict.columns(['offer_id', 'need_id']).doUpdateSet((eb) => ({
            score: eb.ref('excluded.score'),
            bars: eb.ref('excluded.bars'),
            facts: eb.ref('excluded.facts'),
            offer_place: eb.ref('excluded.offer_place'),
            need_place: eb.ref('excluded.need_place'),
            updated_at: eb.ref('excluded.updated_at')
          }))
        )
        .execute();
    const left = [...before.values()];
    await dropPlaces(
      tx,
      'offer',
      left.filter(({ offer_id }) => isAsked(offer_id))
    );
    await dropPlaces(
      tx,
      'need',
      left.filter(({ need_id }) => isAsked(need_id))
    );
    await tx
      .deleteFrom('match_word')
      .where('id', '=', anyOf<'match_word'>(left.map(({ id }) => id)))
      .where('offer_place', 'is', null)
      .where('need_place', 'is', null)
      .where('offer_told_at', 'is', null)
      .where('need_told_at', 'is', null)
      .where('offer_word', 'is', null)
      .where('need_word', 'is', null)
      .execute();
  });
}

async function dropPlaces(
  tx: Database,
  end: 'offer' | 'need',
  rows: readonly { readonly id: string }[]
): Promise<void> {
  await tx
    .updateTable('match_word')
    .set({ [`${end}_place`]: null })
    .where('id', '=', anyOf<'match_word'>(rows.map(({ id }) => id)))
    .where(`${end}_place`, 'is not', null)
    .execute();
}

/** Of which there is something that may have to go. */
async function needsKept(db: Database, only: ReadonlySet<string> | null): Promise<string[]> {
  let kept = db.selectFrom('match_word').select('need_id').distinct();
  if (only) {
    const asked = anyOf<'offering'>([...only]);
    kept = kept.where((or) => or.or([or('offer_id', '=', asked), or('need_id', '=', asked)]));
  }
  return (await kept.execute()).map(({ need_id }) => need_id);
}

function rowOf(match: FoundMatch, id: Id<'match_word'>, now: Date) {
  return {
    id,
    offer_id: match.offer as Id<'offering'>,
    need_id: match.need as Id<'offering'>,
    score: match.score,
    bars: JSON.stringify(match.bars),
    facts: JSON.stringify(match.facts),
    offer_place: match.offerPlace,
    need_place: match.needPlace,
    found_at: now,
    offer_told_at: null,
    need_told_at: null,
    offer_word: null,
    need_word: null,
    offer_said_at: null,
    need_said_at: null,
    offer_reason: null,
    need_reason: null,
    updated_at: now
  };
}

/** The database keeps the keys of an object in an order of its own. */
function sameFacts(a: FoundMatch['facts'], b: FoundMatch['facts']): boolean {
  return (Object.keys(b) as (keyof typeof b)[]).every((key) => a[key] === b[key]);
}
