// Enters and changes supporters, writes down what they gave, and thanks them: in public only with their word.
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { revokeLinksAbout } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import { enteredByHand } from '#lib/domains/registry/model.ts';
import { mostGifts, type GiftFacts, type PurposeKind, type Supporter, type SupporterFacts } from './model.ts';
import { canKeepSupporter } from './policy.ts';
import { mailAsking, mailThanks } from './supporter-mails.server.ts';
import { findSupporterById, listGifts } from './supporters.server.ts';
import { setThanks } from './thanks.server.ts';

export type SupporterRefused = { ok: false; reason: 'not_found' } | { ok: false; reason: 'not_yours' };
export type SupporterSaved = Result<{ id: string; slug: string }, SupporterRefused | ChangedMeanwhile>;

export async function enterSupporter(
  db: Database,
  actor: Actor,
  {
    facts,
    origin
  }: { facts: SupporterFacts; origin?: { readonly source: string; readonly externalId: string } },
  now: Date
): Promise<SupporterSaved> {
  if (!canKeepSupporter(actor, keptOf(facts))) return no('not_yours');
  return inTransaction(db, async (tx): Promise<SupporterSaved> => {
    const id = newId<'supporter'>(now);
    const [slug = id] = await freeSlugs(tx, 'supporter', [slugOf(facts.name)]);
    await tx
      .insertInto('supporter')
      .values({
        ...columnsOf(facts),
        id,
        slug,
        recorded_by: actor.kind === 'person' ? actor.id : null,
        source: origin?.source ?? enteredByHand,
        external_id: origin?.externalId ?? null,
        created_at: now,
        updated_at: now
      })
      .execute();
    await writeContact(tx, id, facts);
    await record(tx, { actor, id, facts, verb: 'supporter.entered' }, now);
    return ok({ id, slug });
  });
}

export async function changeSupporter(
  db: Database,
  actor: Actor,
  { id, facts, from }: { id: string; facts: SupporterFacts; from?: Date | null },
  now: Date
): Promise<SupporterSaved> {
  return kept(db, actor, id, async (tx, supporter): Promise<SupporterSaved> => {
    if (!canKeepSupporter(actor, keptOf(facts))) return no('not_yours');
    if (isAnother(from, supporter)) return no('changed_meanwhile', { at: supporter.updatedAt });
    await tx
      .updateTable('supporter')
      .set({ ...columnsOf(facts), updated_at: now })
      .where('id', '=', id as Id<'supporter'>)
      .execute();
    await writeContact(tx, id as Id<'supporter'>, facts);
    // Whoever was written to before says nothing more about public thanks.
    const after = await findSupporterById(tx, id);
    if (after?.contactEmail !== supporter.contactEmail) await revokeLinksAbout(tx, { supporter: id }, now);
    await record(tx, { actor, id, facts, verb: 'supporter.changed' }, now);
    return ok({ id, slug: supporter.slug });
  });
}

/** For good, with all that was given. */
export async function removeSupporter(
  db: Database,
  actor: Actor,
  id: string,
  now: Date
): Promise<Result<null, SupporterRefused>> {
  return kept(db, actor, id, async (tx, supporter): Promise<Result<null, SupporterRefused>> => {
    await removeFromSearch(tx, 'supporter', [id]);
    await tx
      .deleteFrom('supporter')
      .where('id', '=', id as Id<'supporter'>)
      .execute();
    await record(tx, { actor, id, facts: factsOf(supporter), verb: 'supporter.removed' }, now);
    return ok(null);
  });
}

export async function addGift(
  db: Database,
  actor: Actor,
  { supporter: id, facts }: { supporter: string; facts: GiftFacts },
  now: Date
): Promise<Result<{ id: string; slug: string }, SupporterRefused | { ok: false; reason: 'too_many' }>> {
  type Added = Result<{ id: string; slug: string }, SupporterRefused | { ok: false; reason: 'too_many' }>;
  return kept(db, actor, id, async (tx, supporter): Promise<Added> => {
    if ((await listGifts(tx, [id])).length >= mostGifts) return no('too_many');
    const gift = newId<'supporter_gift'>(now);
    const idOf = <K extends PurposeKind>(kind: K): Id<K> | null =>
      facts.purpose?.kind === kind ? (facts.purpose.id as Id<K>) : null;
    await tx
      .insertInto('supporter_gift')
      .values({
        ...{ id: gift, supporter_id: id as Id<'supporter'>, day: facts.day, kind: facts.kind },
        ...{ what: facts.what, amount_huf: facts.amountHuf, hours: facts.hours, created_at: now },
        project_id: idOf('project'),
        event_id: idOf('event'),
        offering_id: idOf('need') as Id<'offering'> | null,
        circle_id: idOf('circle')
      })
      .execute();
    await record(tx, { actor, id, facts: factsOf(supporter), verb: 'supporter.gave' }, now);
    return ok({ id: gift, slug: supporter.slug });
  });
}

export async function removeGift(
  db: Database,
  actor: Actor,
  { supporter: id, gift }: { supporter: string; gift: string },
  now: Date
): Promise<Result<null, SupporterRefused>> {
  return kept(db, actor, id, async (tx, supporter): Promise<Result<null, SupporterRefused>> => {
    const { numDeletedRows } = await tx
      .deleteFrom('supporter_gift')
      .where('id', '=', gift as Id<'supporter_gift'>)
      .where('supporter_id', '=', id as Id<'supporter'>)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return no('not_found');
    await record(tx, { actor, id, facts: factsOf(supporter), verb: 'supporter.gift_removed' }, now);
    return ok(null);
  });
}

export type WriteRefused =
  SupporterRefused | { ok: false; reason: 'no_address' } | { ok: false; reason: 'answered' };

/** By mail, with a link that says yes or no, and takes it back later. */
export async function askForThanks(
  db: Database,
  actor: Actor,
  { id, by }: { id: string; by: string },
  now: Date
): Promise<Result<{ slug: string }, WriteRefused>> {
  return kept(db, actor, id, async (tx, supporter): Promise<Result<{ slug: string }, WriteRefused>> => {
    if (!supporter.contactEmail) return no('no_address');
    if (supporter.agreedAt) return no('answered');
    await mailAsking(tx, { supporter, by }, now);
    await tx
      .updateTable('supporter')
      .set({ asked_at: now, updated_at: now })
      .where('id', '=', id as Id<'supporter'>)
      .execute();
    await record(tx, { actor, id, facts: factsOf(supporter), verb: 'supporter.asked' }, now);
    return ok({ slug: supporter.slug });
  });
}

/** What a supporter said to somebody, or on paper; or takes it back. */
export async function recordThanks(
  db: Database,
  actor: Actor,
  {
    id,
    word,
    wording
  }: {
    id: string;
    word: { readonly how: 'spoken' | 'paper'; readonly amounts: boolean } | null;
    wording: string;
  },
  now: Date
): Promise<Result<{ slug: string }, SupporterRefused>> {
  return kept(db, actor, id, async (tx, supporter): Promise<Result<{ slug: string }, SupporterRefused>> => {
    await setThanks(tx, supporter, word && { ...word, wording }, now);
    await record(
      tx,
      {
        actor,
        id,
        facts: factsOf(supporter),
        verb: word ? 'supporter.agreed' : 'supporter.withdrew'
      },
      now
    );
    return ok({ slug: supporter.slug });
  });
}

/** The letter that one could print as well, by mail. */
export async function sendThanks(
  db: Database,
  actor: Actor,
  { id, gift: giftId, by }: { id: string; gift: string; by: string },
  now: Date
): Promise<Result<{ slug: string }, WriteRefused>> {
  return kept(db, actor, id, async (tx, supporter): Promise<Result<{ slug: string }, WriteRefused>> => {
    const gift = (await listGifts(tx, [id])).find((each) => each.id === giftId);
    if (!gift) return no('not_found');
    if (!supporter.contactEmail) return no('no_address');
    if (gift.thankedAt) return no('answered');
    await mailThanks(tx, { supporter, gift, by }, now);
    await tx
      .updateTable('supporter_gift')
      .set({ thanked_at: now })
      .where('id', '=', gift.id as Id<'supporter_gift'>)
      .execute();
    await record(tx, { actor, id, facts: factsOf(supporter), verb: 'supporter.thanked' }, now);
    return ok({ slug: supporter.slug });
  });
}

export function factsOf(supporter: Supporter): SupporterFacts {
  return {
    ...supporter,
    organisation: supporter.organisation?.id ?? null,
    settlement: supporter.settlement.id
  };
}

async function kept<T extends { ok: boolean }>(
  db: Database,
  actor: Actor,
  id: string,
  act: (tx: Database, supporter: Supporter) => Promise<T>
): Promise<T | SupporterRefused> {
  return inTransaction(db, async (tx): Promise<T | SupporterRefused> => {
    await tx
      .selectFrom('supporter')
      .select('id')
      .where('id', '=', id as Id<'supporter'>)
      .forUpdate()
      .execute();
    const supporter = await findSupporterById(tx, id);
    if (!supporter) return no('not_found');
    if (!canKeepSupporter(actor, supporter)) return no('not_yours');
    return act(tx, supporter);
  });
}

/** Names and what was given stay out of the history: they go when the supporter goes. */
async function record(
  tx: Database,
  { actor, id, facts, verb }: { actor: Actor; id: string; facts: SupporterFacts; verb: string },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'supporter',
    objectId: id,
    organisations: facts.organisation ? [facts.organisation] : []
  });
}

function keptOf({ organisation, settlement }: SupporterFacts) {
  return {
    organisation: organisation === null ? null : { id: organisation },
    settlement: { id: settlement }
  };
}

/** Of a person the address stands in the entry itself, which goes with them. */
function columnsOf(facts: SupporterFacts) {
  const { name, kind, what, website, note, language } = facts;
  return {
    ...{ name, kind, what, website, note, language, gives: [...facts.gives] },
    organisation_id: facts.organisation,
    settlement_id: facts.settlement as Id<'settlement'>,
    email: kind === 'person' ? facts.contactEmail : null,
    folded: fold([name, what].filter(Boolean).join(' '))
  };
}

async function writeContact(tx: Database, id: Id<'supporter'>, facts: SupporterFacts): Promise<void> {
  await tx.deleteFrom('supporter_contact').where('supporter_id', '=', id).execute();
  const email = facts.kind === 'person' ? null : facts.contactEmail;
  const { contactName: name, contactPhone: phone } = facts;
  if (name || email || phone)
    await tx.insertInto('supporter_contact').values({ supporter_id: id, name, email, phone }).execute();
}
