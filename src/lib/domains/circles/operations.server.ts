// Founds a circle, changes what it says of itself, lets it rest or closes it; each in one transaction with its activity.
import { isDeepStrictEqual } from 'node:util';
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { insertMember } from './member-rows.server.ts';
import type { Circle, CircleState, Openings } from './model.ts';
import { canFound, runsCircle, type CircleWithOffices } from './policy.ts';
import { circleOffices, findCircleById } from './queries.server.ts';

/** What a circle says of itself. */
export interface CircleFacts extends Openings {
  readonly name: string;
  readonly purpose: string;
  readonly about: string | null;
  /** Id of the settlement where it is at home. */
  readonly settlement: string | null;
  readonly territory:
    | { readonly kind: 'micro_region'; readonly id: string }
    | { readonly kind: 'county'; readonly county: string }
    | { readonly kind: 'settlements'; readonly settlements: readonly string[] };
  /** Day. */
  readonly foundedOn: string;
  readonly silenceDays: number;
}

export type NotFound = { ok: false; reason: 'not_found' };

/** Whoever founds it is its first convenor, for the organisation named or in their own name. */
export async function foundCircle(
  db: Database,
  actor: Actor,
  { facts, organisation, locale }: { facts: CircleFacts; organisation: string | null; locale: Locale },
  now: Date
): Promise<Result<{ id: string; slug: string }, { ok: false; reason: 'not_yours' }>> {
  if (!canFound(actor) || actor.kind !== 'person') return no('not_yours');
  return inTransaction(db, async (tx) => {
    const circle = await insertCircle(tx, { facts, source: 'entered' }, now);
    await insertMember(
      tx,
      {
        circle: circle.id,
        office: 'convenor',
        organisation,
        person: actor.onBehalfOf?.id ?? actor.id,
        name: actor.onBehalfOf?.name ?? actor.name,
        email: null,
        locale,
        joinedOn: dayOf(now, defaultZone)
      },
      now
    );
    await recordActivity(tx, actor, now, {
      verb: 'circle.founded',
      objectKind: 'circle',
      objectId: circle.id,
      organisations: organisation ? [organisation] : []
    });
    return ok(circle);
  });
}

/** Nothing is written when nothing has changed. */
export async function changeCircle(
  db: Database,
  actor: Actor,
  { id, facts, from = null }: { id: string; facts: CircleFacts; from?: Date | null },
  now: Date
): Promise<Result<{ slug: string }, NotFound | ChangedMeanwhile>> {
  return inTransaction(db, async (tx): Promise<Result<{ slug: string }, NotFound | ChangedMeanwhile>> => {
    const held = await heldCircle(tx, actor, id);
    if (!held) return no('not_found');
    const { circle } = held;
    if (isAnother(from, circle)) return no('changed_meanwhile', { at: circle.updatedAt });
    const before = factsOf(circle);
    const details = changesBetween(before, facts);
    if (Object.keys(details).length === 0) return ok({ slug: circle.slug });
    await tx
      .updateTable('circle')
      .set({ ...columnsOf(facts), updated_at: now })
      .where('id', '=', id as Id<'circle'>)
      .execute();
    await writeSettlements(tx, id, facts);
    if (!facts.publicPage) await removeFromSearch(tx, 'circle', [id]);
    await recordActivity(tx, actor, now, {
      verb: 'circle.changed',
      objectKind: 'circle',
      objectId: id,
      details
    });
    return ok({ slug: circle.slug });
  });
}

const stateVerbs = { active: 'circle.resumed', resting: 'circle.resting', closed: 'circle.closed' } as const;

/** A circle that rests may be taken up again, and so may one that was closed: what it decided stays readable. */
export async function setCircleState(
  db: Database,
  actor: Actor,
  { id, state }: { id: string; state: CircleState },
  now: Date
): Promise<Result<null, NotFound>> {
  return inTransaction(db, async (tx) => {
    const held = await heldCircle(tx, actor, id);
    if (!held) return no('not_found');
    if (held.circle.state === state) return ok(null);
    await tx
      .updateTable('circle')
      .set({ state, updated_at: now })
      .where('id', '=', id as Id<'circle'>)
      .execute();
    await recordActivity(tx, actor, now, {
      verb: stateVerbs[state],
      objectKind: 'circle',
      objectId: id,
      organisations: organisationsIn(held.offices)
    });
    return ok(null);
  });
}

/** Locked, with its offices; null when it is not there or not this actor's to run. */
export async function heldCircle(
  tx: Database,
  actor: Actor,
  id: string
): Promise<{ circle: Circle; offices: CircleWithOffices } | null> {
  await lockCircle(tx, id);
  const circle = await findCircleById(tx, id);
  const offices = circle && (await circleOffices(tx, id));
  return circle && offices && runsCircle(actor, offices) ? { circle, offices } : null;
}

/** What is decided about the seats of one circle is decided one after the other. */
export async function lockCircle(tx: Database, id: string): Promise<void> {
  await tx
    .selectFrom('circle')
    .select('id')
    .where('id', '=', id as Id<'circle'>)
    .forUpdate()
    .execute();
}

/** Everybody at the table takes part in what becomes of it. */
export function organisationsIn({ members }: CircleWithOffices): string[] {
  return [...new Set(members.flatMap(({ organisationId }) => (organisationId ? [organisationId] : [])))];
}

export async function insertCircle(
  tx: Database,
  { facts, source }: { facts: CircleFacts; source: string },
  now: Date
): Promise<{ id: string; slug: string }> {
  const id = newId<'circle'>(now);
  const [slug = id] = await freeSlugs(tx, 'circle', [slugOf(facts.name)]);
  await tx
    .insertInto('circle')
    .values({ id, slug, ...columnsOf(facts), state: 'active', source, created_at: now, updated_at: now })
    .execute();
  await writeSettlements(tx, id, facts);
  return { id, slug };
}

export function factsOf(circle: Circle): CircleFacts {
  const { territory, settlement } = circle;
  return {
    ...circle,
    settlement: settlement?.id ?? null,
    territory:
      territory.kind === 'settlements'
        ? { kind: 'settlements', settlements: territory.settlements.map(({ id }) => id) }
        : territory.kind === 'county'
          ? territory
          : { kind: 'micro_region', id: territory.id }
  };
}

/** Fields of the settings, in the order of their form. */
export const circleFields = [
  ...(['name', 'purpose', 'about', 'settlement', 'territory', 'foundedOn'] as const),
  ...([
    'publicPage',
    'showsMembers',
    'showsAgenda',
    'showsDecisions',
    'showsTasks',
    'takesQuestions'
  ] as const),
  'silenceDays'
] as const satisfies readonly (keyof CircleFacts)[];

function changesBetween(before: CircleFacts, after: CircleFacts): Record<string, JsonValue> {
  return Object.fromEntries(
    circleFields.flatMap((field) => {
      const [was, is] = [comparable(before[field]), comparable(after[field])];
      return isDeepStrictEqual(was, is) ? [] : [[field, [was, is] as JsonValue]];
    })
  );
}

function comparable(value: CircleFacts[keyof CircleFacts]): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  return value.kind === 'settlements'
    ? { kind: value.kind, settlements: [...value.settlements].sort() }
    : { ...value };
}

function columnsOf(facts: CircleFacts) {
  const { territory } = facts;
  return {
    name: facts.name,
    folded: fold([facts.name, facts.purpose].join(' ')),
    purpose: facts.purpose,
    about: facts.about,
    settlement_id: facts.settlement as Id<'settlement'> | null,
    micro_region_id: territory.kind === 'micro_region' ? (territory.id as Id<'micro_region'>) : null,
    county: territory.kind === 'county' ? territory.county : null,
    founded_on: facts.foundedOn,
    public_page: facts.publicPage,
    shows_members: facts.showsMembers,
    shows_agenda: facts.showsAgenda,
    shows_decisions: facts.showsDecisions,
    shows_tasks: facts.showsTasks,
    takes_questions: facts.takesQuestions,
    silence_days: facts.silenceDays
  };
}

async function writeSettlements(tx: Database, id: string, { territory }: CircleFacts): Promise<void> {
  const circle = id as Id<'circle'>;
  await tx.deleteFrom('circle_settlement').where('circle_id', '=', circle).execute();
  if (territory.kind !== 'settlements' || territory.settlements.length === 0) return;
  await tx
    .insertInto('circle_settlement')
    .values(
      [...new Set(territory.settlements)].map((settlement) => ({
        circle_id: circle,
        settlement_id: settlement as Id<'settlement'>
      }))
    )
    .execute();
}
