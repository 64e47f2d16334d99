// Sessions: a new secret at every sign-in, thirty days from the last visit, ninety at most; which of them are open, and their end.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, plain, type MailBlock } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { hashOf, newSecret } from '#lib/platform/secret.server.ts';
import { deviceName, deviceOf, type Device } from './session-device.ts';
import { knowDevice } from './session-known-device.server.ts';

export const sessionDays = 30;
export const longestSessionDays = 90;
const freshMinutes = 10;
const dayMs = 86_400_000;

/** What a request says of the browser that it comes from. */
export interface Browser {
  readonly userAgent: string | null;
  /** The secret by which this browser is known again, if it has one. */
  readonly deviceToken: string | null;
}

export interface OpenedSession {
  readonly person: Id<'person'>;
  readonly name: string;
  /** For the session cookie. */
  readonly session: string;
  /** For the cookie by which the browser is known again. */
  readonly deviceToken: string;
}

/** A browser that says nothing of itself, such as that of a test. */
export const unknownBrowser: Browser = { userAgent: null, deviceToken: null };

/** Opens a session for somebody who has shown who they are; tells them by mail when the browser is a new one. */
export async function openSession(
  tx: Database,
  person: Id<'person'>,
  browser: Browser,
  now: Date
): Promise<OpenedSession> {
  const { name, email, locale } = await tx
    .selectFrom('person')
    .select(['name', 'email', 'locale'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
  const device = deviceOf(browser.userAgent);
  const session = newSecret();
  await tx
    .insertInto('session')
    .values({
      id: newId(now),
      person_id: person,
      token_hash: session.hash,
      hat_role_id: null,
      on_behalf_of: null,
      created_at: now,
      expires_at: new Date(now.getTime() + sessionDays * dayMs),
      last_seen_on: dayOf(now, defaultZone),
      confirmed_at: now,
      ...device
    })
    .execute();
  const { token: deviceToken, isNew } = await knowDevice(tx, person, browser.deviceToken, now);
  if (isNew && email)
    await sendMail(
      tx,
      {
        to: { email, name, person },
        locale,
        kind: 'essential',
        subject: message('people.mail.newDevice.subject'),
        blocks: [
          paragraph(
            message('people.mail.newDevice.body', {
              day: { instant: now.toISOString(), style: 'long' },
              time: { instant: now.toISOString(), style: 'time' }
            })
          ),
          ...deviceLine(device),
          paragraph(message('people.mail.newDevice.ifYou')),
          button(message('people.mail.newDevice.button'), '/account/sessions')
        ]
      },
      now
    );
  await recordActivity(tx, { kind: 'person', id: person, name, roles: [] }, now, {
    verb: 'person.signed_in',
    objectKind: 'person',
    objectId: person
  });
  return { person, name, session: session.token, deviceToken };
}

/** Moves the end of a session with each day on which it is used, up to the longest. */
export async function keepSession(db: Database, session: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({
      last_seen_on: dayOf(now, defaultZone),
      expires_at: sql<Date>`least(${new Date(now.getTime() + sessionDays * dayMs)}::timestamptz,
        created_at + ${longestSessionDays} * interval '1 day')`
    })
    .where('token_hash', '=', hashOf(session))
    .execute();
}

/**
 * Gives the session another secret, for when what it may do grows: whoever knew the old one is out.
 * @returns for the cookie; null when there is no such session
 */
export async function renewSession(db: Database, session: string): Promise<string | null> {
  const { token, hash } = newSecret();
  const renewed = await db
    .updateTable('session')
    .set({ token_hash: hash })
    .where('token_hash', '=', hashOf(session))
    .returning('id')
    .executeTakeFirst();
  return renewed ? token : null;
}

/** Whether the holder of the session has shown within ten minutes that it is them. */
export async function isFresh(db: Database, session: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('token_hash', '=', hashOf(session))
    .where('confirmed_at', '>', new Date(now.getTime() - freshMinutes * 60_000))
    .executeTakeFirst();
  return row !== undefined;
}

export async function confirmSession(db: Database, session: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ confirmed_at: now })
    .where('token_hash', '=', hashOf(session))
    .execute();
}

export interface SessionView extends Device {
  readonly id: Id<'session'>;
  readonly since: Date;
  readonly lastSeenOn: string;
  readonly isThisOne: boolean;
}

/** The open sessions of a person, the one asking first. */
export async function listSessions(
  db: Database,
  person: Id<'person'>,
  session: string,
  now: Date
): Promise<SessionView[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'created_at', 'last_seen_on', 'browser', 'system'])
    .select((eb) => eb('token_hash', '=', hashOf(session)).as('is_this_one'))
    .where('person_id', '=', person)
    .where('expires_at', '>', now)
    .orderBy('is_this_one', 'desc')
    .orderBy('last_seen_on', 'desc')
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    system: row.system,
    since: row.created_at,
    lastSeenOn: row.last_seen_on,
    isThisOne: Boolean(row.is_this_one)
  }));
}

export async function endSession(db: Database, session: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashOf(session)).execute();
}

/** @returns whether the person had such a session */
export async function endSessionOf(db: Database, person: Id<'person'>, id: Id<'session'>): Promise<boolean> {
  const ended = await db
    .deleteFrom('session')
    .where('person_id', '=', person)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

/** Signs a person out everywhere. @param except the session that goes on */
export async function endSessions(
  tx: Database,
  person: Id<'person'>,
  except: string | null = null
): Promise<void> {
  await tx
    .deleteFrom('session')
    .where('person_id', '=', person)
    .where('token_hash', '!=', hashOf(except ?? ''))
    .execute();
}

function deviceLine(device: Device): MailBlock[] {
  const name = deviceName(device);
  return name ? [paragraph(plain(name))] : [];
}
