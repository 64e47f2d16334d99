// What residents asked and nobody answered: recorded without who asked, seen by those who can do something about it.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { NeedState } from './model.ts';
import { canSeeNeed, needsSeenBy } from './policy.ts';
import { impersonal, questionFolded } from './question.ts';

export interface Need {
  readonly id: Id<'unmet_need'>;
  readonly question: string;
  readonly settlement: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly county: string | null;
  } | null;
  readonly times: number;
  readonly firstAskedAt: Date;
  readonly lastAskedAt: Date;
  readonly state: NeedState;
  readonly takenBy: string | null;
  readonly service: { readonly slug: string; readonly name: string } | null;
}

/** New questions of a day in one settlement: more than that is a machine, not a village. */
const mostADay = 50;

export type NeedRecorded = Result<
  { id: Id<'unmet_need'> },
  { ok: false; reason: 'nothing_asked' } | { ok: false; reason: 'too_many' }
>;

/** The same question in the same settlement counts up; one that had been answered is open again. */
export async function recordNeed(
  db: Database,
  { question, settlement }: { question: string; settlement: string | null },
  now: Date
): Promise<NeedRecorded> {
  const plain = impersonal(question);
  if (plain === null) return no('nothing_asked');
  const fingerprint = createHash('sha256').update(questionFolded(plain)).digest('hex');
  return inTransaction(db, async (tx): Promise<NeedRecorded> => {
    const place = settlement as Id<'settlement'> | null;
    // One after the other in a settlement, so that the count below holds.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`unmet_need ${settlement ?? ''}`}, 0))`.execute(
      tx
    );
    const before = await tx
      .selectFrom('unmet_need')
      .select(['id', 'state'])
      .where('fingerprint', '=', fingerprint)
      .where('settlement_id', 'is not distinct from', place)
      .executeTakeFirst();
    if (before) {
      const again = before.state === 'answered';
      await tx
        .updateTable('unmet_need')
        .set((eb) => ({
          times: eb('times', '+', 1),
          last_asked_at: now,
          ...(again ? { state: 'open' as const, changed_at: now } : {})
        }))
        .where('id', '=', before.id)
        .execute();
      // What answered it does so no more, or not here.
      if (again)
        await recordActivity(tx, { kind: 'system' }, now, {
          verb: 'unmet_need.asked_again',
          objectKind: 'unmet_need',
          objectId: before.id,
          details: { state: [before.state, 'open'] }
        });
      return ok({ id: before.id });
    }
    const { today } = await tx
      .selectFrom('unmet_need')
      .select(({ fn }) => fn.countAll<number>().as('today'))
      .where('settlement_id', 'is not distinct from', place)
      .where('first_asked_at', '>', new Date(now.getTime() - 86_400_000))
      .executeTakeFirstOrThrow();
    if (Number(today) >= mostADay) return no('too_many');
    const id = newId<'unmet_need'>(now);
    await tx
      .insertInto('unmet_need')
      .values({
        id,
        question: plain,
        fingerprint,
        settlement_id: place,
        times: 1,
        first_asked_at: now,
        last_asked_at: now,
        state: 'open',
        taken_by: null,
        service_id: null,
        changed_at: now
      })
      .execute();
    await recordActivity(tx, { kind: 'system' }, now, {
      verb: 'unmet_need.recorded',
      objectKind: 'unmet_need',
      objectId: id
    });
    return ok({ id });
  });
}

/** Open ones first, what was asked most before the rest; at most 300. */
export async function listNeeds(db: Database, actor: Actor, state: NeedState | null): Promise<Need[]> {
  const seen = needsSeenBy(actor);
  if (!seen) return [];
  let query = needsIn(db);
  if (seen !== 'all')
    query = query.where(
      sql<boolean>`(settlement.id = any(${[...seen.settlements]}::uuid[]) or settlement.county = any(${[...seen.counties]}::text[]))`
    );
  if (state) query = query.where('unmet_need.state', '=', state);
  const rows = await query
    .orderBy(sql`array_position(array['open', 'taken', 'answered'], unmet_need.state)`)
    .orderBy('unmet_need.times', 'desc')
    .orderBy('unmet_need.last_asked_at', 'desc')
    .orderBy('unmet_need.id')
    .limit(300)
    .execute();
  return rows.map(needFrom);
}

export type NeedRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'service_unknown' };

/**
 * @param change `taken`: by the actor; `answered`: by a service, whose slug or address may be given; `open`: nobody cares for it any more
 */
export async function changeNeed(
  db: Database,
  actor: Actor,
  { id, state, service }: { id: string; state: NeedState; service: string | null },
  now: Date
): Promise<Result<Need, NeedRefused>> {
  return inTransaction(db, async (tx): Promise<Result<Need, NeedRefused>> => {
    const row = await needsIn(tx)
      .where('unmet_need.id', '=', id as Id<'unmet_need'>)
      .executeTakeFirst();
    const before = row && needFrom(row);
    if (!before || !canSeeNeed(actor, before)) return no('not_found');
    const slug = service?.trim().split(/[/?#]/).filter(Boolean).at(-1) ?? null;
    const answer = slug
      ? await tx
          .selectFrom('service')
          .select(['id', 'slug', 'name'])
          .where('slug', '=', slug)
          .executeTakeFirst()
      : undefined;
    if (slug && !answer) return no('service_unknown');
    const takenBy = state === 'open' || actor.kind !== 'person' ? null : actor.id;
    await tx
      .updateTable('unmet_need')
      .set({
        state,
        taken_by: takenBy,
        service_id: state === 'answered' ? (answer?.id ?? null) : null,
        changed_at: now
      })
      .where('id', '=', before.id)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: `unmet_need.${state === 'open' ? 'reopened' : state}`,
      objectKind: 'unmet_need',
      objectId: before.id,
      details: { state: [before.state, state] }
    });
    const fresh = await needsIn(tx).where('unmet_need.id', '=', before.id).executeTakeFirstOrThrow();
    return ok(needFrom(fresh));
  });
}

function needsIn(db: Database) {
  return db
    .selectFrom('unmet_need')
    .leftJoin('settlement', 'settlement.id', 'unmet_need.settlement_id')
    .leftJoin('person', 'person.id', 'unmet_need.taken_by')
    .leftJoin('service', 'service.id', 'unmet_need.service_id')
    .selectAll('unmet_need')
    .select([
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name',
      'settlement.county as county',
      'person.name as taken_by_name',
      'service.slug as service_slug',
      'service.name as service_name'
    ]);
}

type NeedRow = Awaited<ReturnType<ReturnType<typeof needsIn>['execute']>>[number];

function needFrom(row: NeedRow): Need {
  return {
    id: row.id,
    question: row.question,
    settlement: row.settlement_id
      ? {
          id: row.settlement_id,
          slug: row.settlement_slug ?? '',
          name: row.settlement_name ?? '',
          county: row.county
        }
      : null,
    times: row.times,
    firstAskedAt: row.first_asked_at,
    lastAskedAt: row.last_asked_at,
    state: row.state,
    takenBy: row.taken_by_name,
    service: row.service_slug ? { slug: row.service_slug, name: row.service_name ?? '' } : null
  };
}
