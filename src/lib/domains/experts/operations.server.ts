// Enters and changes experts, shows them with their consent, and takes them away; each in one transaction with its activity.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { dayMs, defaultZone, startOfDay } from '#lib/core/time.ts';
import { countTry, mailLimit, type TooMany } from '#lib/domains/people/attempt-limits.server.ts';
import { endConsent, recordConsent } from '#lib/domains/people/consent.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { system, worksFor, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { askByMail } from './asking.server.ts';
import type { Asking } from './input.ts';
import { confirmDays, withdrawnDays, type Expert, type ExpertFacts } from './model.ts';
import { canEnterOthers, canKeepExpert, isOwnEntry, selfOf } from './policy.ts';
import { findExpert, findOwnExpert } from './queries.server.ts';
import { changedFields, changeExpert, deleteExpert, factsOf, insertExpert } from './write.server.ts';

export type Saved<Refused extends { ok: false; reason: string }> = Result<
  { id: string; slug: string },
  Refused
>;
type NotYours = { ok: false; reason: 'not_yours' };
type NotFound = { ok: false; reason: 'not_found' };

/** The words that whoever agrees was shown or read. */
interface Wording {
  readonly wording: string;
}

export async function enterSelf(
  db: Database,
  actor: Actor,
  { facts, wording }: { facts: ExpertFacts } & Wording,
  now: Date
): Promise<Saved<NotYours | { ok: false; reason: 'already_there' }>> {
  const self = selfOf(actor) as Id<'person'> | null;
  if (self === null || actor.kind !== 'person') return no('not_yours');
  return inTransaction(db, async (tx) => {
    if (await findOwnExpert(tx, actor)) return no('already_there');
    const consent = await recordOwnConsent(tx, actor, { person: self, wording }, now);
    const saved = await insertExpert(
      tx,
      {
        facts: withOrganisationsOf(actor, facts, []),
        keeping: {
          ...{ person: self, email: null, own: true, keptBy: null, reachedBy: null },
          ...{ consent, askedAt: null }
        }
      },
      now
    );
    await record(tx, actor, { verb: 'expert.created', id: saved.id }, now);
    return ok(saved);
  });
}

export type EnterRefused = NotYours | TooMany | { ok: false; reason: 'already_asked' };

/** Somebody else, whose entry nobody sees before they have agreed: by mail, or as it is written down here. */
export async function enterOther(
  db: Database,
  actor: Actor,
  { facts, asking, wording, locale }: { facts: ExpertFacts; asking: Asking; locale: Locale } & Wording,
  now: Date
): Promise<Saved<EnterRefused>> {
  if (actor.kind !== 'person' || !canEnterOthers(actor)) return no('not_yours');
  return inTransaction(db, async (tx): Promise<Saved<EnterRefused>> => {
    const kept = { own: false, keptBy: actor.id };
    const draft = withOrganisationsOf(actor, facts, []);
    if (asking.how !== 'mail') {
      const person = await addPerson(tx, { name: facts.name, email: null, locale, roles: [] }, now);
      const consent = await recordConsent(tx, consentOf(actor, person, { asking, wording }), now);
      const { reachedBy } = asking;
      const keeping = { ...kept, person, email: null, reachedBy, consent, askedAt: null };
      const saved = await insertExpert(tx, { facts: draft, keeping }, now);
      await record(
        tx,
        actor,
        { verb: 'expert.entered', id: saved.id, details: { how: asking.how, on: asking.on } },
        now
      );
      return ok(saved);
    }
    const waiting = await tx
      .selectFrom('expert')
      .select('id')
      .where('email', '=', asking.email)
      .executeTakeFirst();
    if (waiting) return no('already_asked');
    const counted = await countTry(tx, [mailLimit(asking.email), askLimit(actor.id)], now);
    if (!counted.ok) return counted;
    const keeping = {
      ...kept,
      person: null,
      email: asking.email,
      reachedBy: null,
      consent: null,
      askedAt: now
    };
    const saved = await insertExpert(tx, { facts: draft, keeping }, now);
    await record(tx, actor, { verb: 'expert.entered', id: saved.id, details: { how: 'mail' } }, now);
    const expert = await findExpert(tx, saved.id);
    if (expert) await askByMail(tx, expert, { by: actor.name, locale }, now);
    return ok(saved);
  });
}

/** The mail that asks, once more. */
export async function askAgain(
  db: Database,
  actor: Actor,
  { id, locale }: { id: string; locale: Locale },
  now: Date
): Promise<Result<null, NotFound | TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<null, NotFound | TooMany>> => {
    const expert = await keptExpert(tx, actor, id);
    if (!expert?.email || actor.kind !== 'person') return no('not_found');
    const counted = await countTry(tx, [mailLimit(expert.email), askLimit(actor.id)], now);
    if (!counted.ok) return counted;
    await tx
      .updateTable('expert')
      .set({ asked_at: now })
      .where('id', '=', expert.id as Id<'expert'>)
      .execute();
    await askByMail(tx, expert, { by: actor.name, locale }, now);
    await record(tx, actor, { verb: 'expert.asked', id: expert.id }, now);
    return ok(null);
  });
}

/** Nothing is written when nothing has changed; whoever changes what others kept for them keeps it from then on. */
export async function updateExpert(
  db: Database,
  actor: Actor,
  { id, facts, from = null }: { id: string; facts: ExpertFacts; from?: Date | null },
  now: Date
): Promise<Saved<NotFound | ChangedMeanwhile>> {
  return inTransaction(db, async (tx): Promise<Saved<NotFound | ChangedMeanwhile>> => {
    await tx
      .selectFrom('expert')
      .select('id')
      .where('id', '=', id as Id<'expert'>)
      .forUpdate()
      .execute();
    const before = await keptExpert(tx, actor, id);
    if (!before) return no('not_found');
    if (isAnother(from, before)) return no('changed_meanwhile', { at: before.updatedAt });
    const draft = withOrganisationsOf(
      actor,
      facts,
      before.organisations.map((each) => each.id)
    );
    const changed = changedFields(factsOf(before), draft);
    const takesOver =
      !before.own && isOwnEntry(actor, before) && !(actor.kind === 'person' && actor.onBehalfOf);
    if (changed.length === 0 && !takesOver) return ok({ id: before.id, slug: before.slug });
    await changeExpert(tx, before.id as Id<'expert'>, { facts: draft, takesOver }, now);
    if (draft.visibility !== 'public') await removeFromSearch(tx, 'expert', [before.id]);
    await record(tx, actor, { verb: 'expert.updated', id: before.id, details: { changed } }, now);
    return ok({ id: before.id, slug: before.slug });
  });
}

/** After a withdrawal: by themselves, or, for somebody without an address, as those who keep it write down. */
export async function agreeAgain(
  db: Database,
  actor: Actor,
  { id, asking, wording }: { id: string; asking: Exclude<Asking, { how: 'mail' }> | null } & Wording,
  now: Date
): Promise<Result<null, NotFound>> {
  return inTransaction(db, async (tx) => {
    const expert = await keptExpert(tx, actor, id);
    if (!expert || expert.consent || actor.kind !== 'person' || !expert.person) return no('not_found');
    const person = expert.person as Id<'person'>;
    if (!isOwnEntry(actor, expert) && (!asking || (await hasAddress(tx, person)))) return no('not_found');
    const consent =
      isOwnEntry(actor, expert) || !asking
        ? await recordOwnConsent(tx, actor, { person, wording }, now)
        : await recordConsent(tx, consentOf(actor, person, { asking, wording }), now);
    await tx
      .updateTable('expert')
      .set({ consent_id: consent, updated_at: now, ...(asking ? { reached_by: asking.reachedBy } : {}) })
      .where('id', '=', expert.id as Id<'expert'>)
      .execute();
    await record(tx, actor, { verb: 'expert.agreed', id: expert.id }, now);
    return ok(null);
  });
}

/** The consent ends: at once nobody sees the entry but those who keep it, and in a month it is deleted. */
export async function withdrawExpert(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, NotFound>> {
  return inTransaction(db, async (tx) => {
    const expert = await keptExpert(tx, actor, id);
    if (!expert?.consent) return no('not_found');
    await endConsent(tx, expert.consent.id as Id<'consent'>, now);
    await removeFromSearch(tx, 'expert', [expert.id]);
    await record(tx, actor, { verb: 'expert.withdrawn', id: expert.id }, now);
    return ok(null);
  });
}

export async function removeExpert(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, NotFound>> {
  return inTransaction(db, async (tx) => {
    const expert = await keptExpert(tx, actor, id);
    if (!expert) return no('not_found');
    if (expert.consent) await endConsent(tx, expert.consent.id as Id<'consent'>, now);
    await deleteExpert(tx, expert.id as Id<'expert'>);
    await record(tx, actor, { verb: 'expert.removed', id: expert.id }, now);
    return ok(null);
  });
}

/** Deletes what was withdrawn a month ago, and messages whose writers have not shown that the address is theirs. */
export async function forgetWithdrawn(db: Database, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('expert')
    .innerJoin('consent', 'consent.id', 'expert.consent_id')
    .select('expert.id')
    .where('consent.withdrawn_at', '<', new Date(now.getTime() - withdrawnDays * dayMs))
    .limit(500)
    .execute();
  for (const { id } of rows) await removeExpert(db, system, id, now);
  await db
    .deleteFrom('expert_inquiry')
    .where('state', '=', 'unconfirmed')
    .where('created_at', '<', new Date(now.getTime() - confirmDays * dayMs))
    .execute();
}

/** So many may be asked in an hour by one person. */
const askLimit = (person: string) => ({ of: `expert asked by ${person}`, tries: 20, minutes: 60 });

async function keptExpert(tx: Database, actor: Actor, id: string): Promise<Expert | null> {
  const expert = await findExpert(tx, id);
  return expert && canKeepExpert(actor, expert) ? expert : null;
}

/** Only organisations for which the actor works may be named, and those that were. */
function withOrganisationsOf(actor: Actor, facts: ExpertFacts, before: readonly string[]): ExpertFacts {
  const organisations = facts.organisations.filter((id) => worksFor(actor, id) || before.includes(id));
  return { ...facts, organisations };
}

/** Somebody who acts in another's name writes down what that person said. */
async function recordOwnConsent(
  tx: Database,
  actor: Extract<Actor, { kind: 'person' }>,
  { person, wording }: { person: Id<'person'> } & Wording,
  now: Date
): Promise<Id<'consent'>> {
  const spoken = actor.id !== person;
  return recordConsent(
    tx,
    {
      of: { person },
      purpose: 'expert',
      wording,
      how: spoken ? 'spoken' : 'online',
      recordedBy: spoken ? actor.id : null,
      givenAt: now
    },
    now
  );
}

function consentOf(
  actor: Extract<Actor, { kind: 'person' }>,
  person: Id<'person'>,
  { asking, wording }: { asking: Exclude<Asking, { how: 'mail' }> } & Wording
) {
  return {
    of: { person },
    purpose: 'expert' as const,
    wording,
    how: asking.how,
    recordedBy: actor.id,
    givenAt: startOfDay(asking.on, defaultZone)
  };
}

async function hasAddress(tx: Database, person: Id<'person'>): Promise<boolean> {
  const found = await tx.selectFrom('person').select('email').where('id', '=', person).executeTakeFirst();
  return found?.email != null;
}

async function record(
  tx: Database,
  actor: Actor,
  { verb, id, details = {} }: { verb: string; id: string; details?: JsonValue },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, { verb, objectKind: 'expert', objectId: id, details });
}
