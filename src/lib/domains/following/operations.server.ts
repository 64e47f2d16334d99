// Begins, changes and ends what somebody follows. Whoever has no account is asked by mail first, and sees the same answer
// whatever is known of the address.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { networkOf } from '#lib/domains/people/attempt-network.ts';
import { countTry, type Limit, type TooMany } from '#lib/domains/people/attempt-limits.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system, type Actor, type Person } from '#lib/platform/actor.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { newSecret } from '#lib/platform/secret.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { mailAlready, mailQuestion } from './asking-mail.server.ts';
import type { Choice } from './input.ts';
import { confirmHours, mostAsked, mostFollowed, wordingVersion, type Target } from './model.ts';
import { findFollowing, findSame, listFollowings, type Following, type Holder } from './queries.server.ts';

export const confirmPurpose = 'following.confirm';

/** Questions from one network: a house with many readers, but not a list of strangers' addresses. */
const networkLimit = (address: string): Limit => ({
  of: `following from ${networkOf(address)}`,
  tries: 10,
  minutes: 60
});
const addressLimit = (email: string): Limit => ({ of: `following ${email}`, tries: mostAsked, minutes: 60 });

/**
 * Asks an address by mail whether it wants to follow something. What is answered says nothing of the address: neither whether it
 * follows that already, nor whether it has been asked too often and is left in peace.
 * @param asked.email in lower case
 */
export async function askToFollow(
  db: Database,
  asked: {
    readonly email: string;
    readonly locale: Locale;
    readonly target: Target;
    /** Of the connection. */
    readonly address: string;
  },
  now: Date
): Promise<Result<null, TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<null, TooMany>> => {
    const counted = await countTry(tx, [networkLimit(asked.address)], now);
    if (!counted.ok) return counted;
    if (!(await countTry(tx, [addressLimit(asked.email)], now)).ok) return ok(null);
    const holder: Holder = { person: null, email: asked.email };
    const same = await findSame(tx, holder, asked.target);
    if (same?.state === 'confirmed') await mailAlready(tx, same, now);
    else if ((await countLetters(tx, asked.email)) < mostAsked)
      await ask(tx, { ...asked, holder, same }, now);
    return ok(null);
  });
}

async function ask(
  tx: Database,
  {
    holder,
    target,
    locale,
    same
  }: { holder: Holder; target: Target; locale: Locale; same: Following | null },
  now: Date
): Promise<void> {
  const id = await write(tx, { holder, target, locale, same: same?.id ?? null }, now);
  await tx
    .updateTable('following')
    .set((eb) => ({ asked: eb('asked', '+', 1) }))
    .where('id', '=', id)
    .execute();
  const following = await findFollowing(tx, id);
  if (!following) return;
  const link = await makeCapabilityLink(
    tx,
    { purpose: confirmPurpose, subject: { following: id }, days: confirmHours / 24 },
    now
  );
  await mailQuestion(tx, following, link.token, now);
}

/** How many letters wait for an answer from this address. */
async function countLetters(tx: Database, email: string): Promise<number> {
  const row = await tx
    .selectFrom('following')
    .select(sql<number>`coalesce(sum(asked), 0)::int`.as('asked'))
    .where('email', '=', email)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return row?.asked ?? 0;
}

/** Whoever holds the mailed link has shown that the address is theirs. @returns null when it is gone */
export async function confirmFollowing(tx: Database, id: string, now: Date): Promise<Following | null> {
  const following = await findFollowing(tx, id);
  if (!following) return null;
  if (following.state === 'confirmed') return following;
  const holder: Holder = { person: null, email: following.email };
  if ((await listFollowings(tx, holder)).length >= mostFollowed) return null;
  await tx
    .updateTable('following')
    .set({ state: 'confirmed', confirmed_at: now, wording_version: wordingVersion })
    .where('id', '=', following.id)
    .execute();
  await record(tx, system, { verb: 'following.started', following }, now);
  return { ...following, state: 'confirmed', confirmedAt: now };
}

/** The address was not theirs to give, or they have thought better of it. */
export async function refuseFollowing(tx: Database, id: string): Promise<void> {
  await tx
    .deleteFrom('following')
    .where('id', '=', id as Id<'following'>)
    .where('state', '=', 'asked')
    .execute();
}

export type Followed = Result<null, { ok: false; reason: 'no_address' } | { ok: false; reason: 'too_many' }>;

/** Whoever is signed in has shown their address already: the form's button is their word. What they had of the same is replaced. */
export async function follow(
  db: Database,
  actor: Person,
  { target, locale }: { target: Target; locale: Locale },
  now: Date
): Promise<Followed> {
  return inTransaction(db, async (tx): Promise<Followed> => {
    const person = await tx
      .selectFrom('person')
      .select('email')
      .where('id', '=', actor.id)
      .forUpdate()
      .executeTakeFirst();
    if (!person?.email) return no('no_address');
    const holder: Holder = { person: actor.id, email: null };
    const same = await findSame(tx, holder, target);
    if (!same && (await listFollowings(tx, holder)).length >= mostFollowed) return no('too_many');
    const id = await write(tx, { holder, target, locale, same: same?.id ?? null }, now);
    await tx
      .updateTable('following')
      .set({ state: 'confirmed', confirmed_at: now, wording_version: wordingVersion })
      .where('id', '=', id)
      .execute();
    const following = await findFollowing(tx, id);
    if (following)
      await record(tx, actor, { verb: same ? 'following.changed' : 'following.started', following }, now);
    return ok(null);
  });
}

/** A new row, or new choices in the one that is there. */
async function write(
  tx: Database,
  {
    holder,
    target,
    locale,
    same
  }: { holder: Holder; target: Target; locale: Locale; same: Id<'following'> | null },
  now: Date
): Promise<Id<'following'>> {
  const chosen = {
    locale,
    km: target.kind === 'settlement' ? target.km : null,
    audiences: target.kind === 'settlement' ? [...target.audiences] : [],
    themes: target.kind === 'settlement' ? [...target.themes] : [],
    rhythm: 'rhythm' in target ? target.rhythm : null,
    weekday: 'weekday' in target ? target.weekday : null,
    remind: target.kind === 'event' && target.remind
  };
  if (same) {
    await tx.updateTable('following').set(chosen).where('id', '=', same).execute();
    return same;
  }
  const known = await tx
    .selectFrom('following')
    .select('token')
    .where((eb) =>
      holder.person ? eb('person_id', '=', holder.person) : eb('email', '=', holder.email ?? '')
    )
    .limit(1)
    .executeTakeFirst();
  const id = newId<'following'>(now);
  await tx
    .insertInto('following')
    .values({
      ...chosen,
      id,
      person_id: holder.person,
      email: holder.email,
      token: known?.token ?? newSecret().token,
      kind: target.kind,
      settlement_id: target.kind === 'settlement' ? target.settlement : null,
      organisation_id: target.kind === 'organisation' ? target.organisation : null,
      event_id: target.kind === 'event' ? (target.event as Id<'event'>) : null,
      circle_id: target.kind === 'circle' ? (target.circle as Id<'circle'>) : null,
      state: 'asked',
      created_at: now,
      confirmed_at: null,
      wording_version: null,
      sent_for: null,
      quiet_on: null
    })
    .execute();
  return id;
}

type Gone = { ok: false; reason: 'gone' };

/** @param holder whose link or account it is: of others nothing is changed */
export async function changeFollowing(
  db: Database,
  holder: Holder,
  { id, choice, remind }: { id: string; choice: Choice; remind: boolean },
  now: Date
): Promise<Result<null, Gone>> {
  return inTransaction(db, async (tx): Promise<Result<null, Gone>> => {
    const following = await findOwn(tx, holder, id);
    if (!following) return no('gone');
    // Of a circle there is nothing to choose.
    if (following.kind === 'circle') return ok(null);
    await tx
      .updateTable('following')
      .set(
        following.kind === 'event'
          ? { remind }
          : {
              rhythm: choice.rhythm,
              weekday: choice.weekday,
              ...(following.kind === 'settlement'
                ? { km: choice.km, audiences: [...choice.audiences], themes: [...choice.themes] }
                : {})
            }
      )
      .where('id', '=', following.id)
      .execute();
    await record(tx, actorOf(holder), { verb: 'following.changed', following }, now);
    return ok(null);
  });
}

export async function endFollowing(
  db: Database,
  holder: Holder,
  id: string,
  now: Date
): Promise<Result<null, Gone>> {
  return inTransaction(db, async (tx): Promise<Result<null, Gone>> => {
    const following = await findOwn(tx, holder, id);
    if (!following) return no('gone');
    await end(tx, holder, [following], now);
    return ok(null);
  });
}

/** All of it. For an address without an account nothing else is kept but the letters, which go with it. */
export async function endAll(db: Database, holder: Holder, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await end(tx, holder, await listFollowings(tx, holder), now);
    const email = holder.email;
    if (!email) return;
    await tx.deleteFrom('following').where('email', '=', email).execute();
    // What else was written to the address is not this link's to forget.
    await tx
      .deleteFrom('mail')
      .where('email', '=', email)
      .where('person_id', 'is', null)
      .where(sql<boolean>`(once_key like 'following %' or unsubscribe_path like '/following/%')`)
      .execute();
  });
}

async function end(tx: Database, holder: Holder, followings: readonly Following[], now: Date): Promise<void> {
  if (followings.length === 0) return;
  await tx
    .deleteFrom('following')
    .where(
      'id',
      'in',
      followings.map(({ id }) => id)
    )
    .execute();
  for (const following of followings)
    await record(tx, actorOf(holder), { verb: 'following.ended', following }, now);
}

async function findOwn(tx: Database, { person, email }: Holder, id: string): Promise<Following | null> {
  const owned = await listFollowings(tx, { person, email });
  return owned.find((following) => following.id === id) ?? null;
}

function actorOf({ person }: Holder): Actor {
  return person ? { kind: 'person', id: person, name: '', roles: [] } : system;
}

/** What was followed is not said: it is nobody's but theirs. */
async function record(
  tx: Database,
  actor: Actor,
  { verb, following }: { verb: string; following: Following },
  now: Date
): Promise<void> {
  await recordActivity(tx, actor, now, {
    verb,
    objectKind: 'following',
    objectId: following.id,
    details: { what: following.kind }
  });
}
