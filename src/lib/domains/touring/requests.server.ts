// Who asks for a package: with an account at once, by mail after the address was confirmed, or because the owner invited them.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import {
  countTry,
  mailLimit,
  mailNetworkLimit,
  type TooMany
} from '#lib/domains/people/attempt-limits.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { findHosts } from './hosts.server.ts';
import { answerDays, confirmDays, maxCandidates, type Days, type RequestState } from './model.ts';
import { canEditPackage } from './policy.ts';
import { findPackage, type TouringPackage } from './queries.server.ts';

export const confirmPurpose = 'touring.confirm_request';
export const invitedPurpose = 'touring.invited';

export interface RequestDraft {
  readonly settlement: Id<'settlement'>;
  readonly venue: Id<'venue'> | null;
  readonly organisation: Id<'organisation'> | null;
  readonly days: readonly Days[];
  readonly people: number | null;
  /** Whole forints towards the costs. */
  readonly share: number;
  readonly note: string | null;
}

type Gone = { ok: false; reason: 'gone' };
const askerLimit = (person: string) => ({ of: `touring ${person}`, tries: 20, minutes: 60 });

/** With an account it stands at once. */
export async function askForPackage(
  db: Database,
  actor: Actor,
  { pack: id, draft, locale }: { pack: string; draft: RequestDraft; locale: Locale },
  now: Date
): Promise<Result<{ id: string }, Gone | TooMany>> {
  return inTransaction(db, async (tx): Promise<Result<{ id: string }, Gone | TooMany>> => {
    const pack = await findPackage(tx, id);
    if (actor.kind !== 'person' || pack?.state !== 'open') return no('gone');
    const counted = await countTry(tx, [askerLimit(actor.id)], now);
    if (!counted.ok) return counted;
    const request = await insertRequest(
      tx,
      { pack, draft, locale, person: actor.id, name: null, email: null, state: 'open', source: 'entered' },
      now
    );
    await recordAsked(tx, actor, { pack, draft }, now);
    return ok({ id: request });
  });
}

/** Without an account nothing is passed on before the address has been shown to be theirs. @param address from which the form came */
export async function askAsStranger(
  db: Database,
  asked: {
    pack: string;
    draft: RequestDraft;
    stranger: { readonly name: string; readonly email: string };
    locale: Locale;
    address: string;
  },
  now: Date
): Promise<Result<null, Gone | TooMany>> {
  const { stranger, locale, draft } = asked;
  return inTransaction(db, async (tx): Promise<Result<null, Gone | TooMany>> => {
    const pack = await findPackage(tx, asked.pack);
    if (pack?.state !== 'open') return no('gone');
    const counted = await countTry(tx, [mailLimit(stranger.email), mailNetworkLimit(asked.address)], now);
    if (!counted.ok) return counted;
    const request = await insertRequest(
      tx,
      { pack, draft, locale, person: null, ...stranger, state: 'unconfirmed', source: 'entered' },
      now
    );
    const link = await makeCapabilityLink(
      tx,
      { purpose: confirmPurpose, subject: { request }, days: confirmDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: stranger.email, name: '', person: null },
        locale,
        kind: 'essential',
        secret: true,
        subject: message('touring.mail.confirm.subject'),
        blocks: [
          paragraph(message('touring.mail.confirm.text', { title: pack.title })),
          button(message('touring.mail.confirm.button'), `/answer/${link.token}`),
          small(message('touring.mail.confirm.small', { days: confirmDays }))
        ]
      },
      now
    );
    return ok(null);
  });
}

/** The owner asks halls whether they would like it; whoever asked or was asked already is left out. @returns how many were mailed */
export async function inviteVenues(
  db: Database,
  actor: Actor,
  { pack: id, venues }: { pack: string; venues: readonly string[] },
  now: Date
): Promise<Result<{ invited: number; unreachable: number }, Gone>> {
  return inTransaction(db, async (tx): Promise<Result<{ invited: number; unreachable: number }, Gone>> => {
    const pack = await findPackage(tx, id);
    if (!pack || pack.state !== 'open' || !canEditPackage(actor, pack)) return no('gone');
    const known = await tx
      .selectFrom('package_request')
      .select('venue_id')
      .where('package_id', '=', pack.id)
      .where('state', 'in', ['invited', 'open'])
      .execute();
    const already = new Set(known.map(({ venue_id }) => venue_id));
    const halls = await findVenuesByIds(tx, venues.slice(0, maxCandidates));
    let [invited, unreachable] = [0, 0];
    for (const hall of halls.values()) {
      if (already.has(hall.id)) continue;
      const hosts = await findHosts(tx, {
        organisation: hall.organisation?.id ?? null,
        settlement: hall.settlement.id
      });
      if (hosts.length === 0) {
        unreachable++;
        continue;
      }
      const draft: RequestDraft = {
        settlement: hall.settlement.id as Id<'settlement'>,
        venue: hall.id,
        organisation: (hall.organisation?.id ?? null) as Id<'organisation'> | null,
        ...{ days: [], people: null, share: 0, note: null }
      };
      const request = await insertRequest(
        tx,
        {
          pack,
          draft,
          locale: 'hu',
          person: null,
          name: null,
          email: null,
          state: 'invited',
          source: 'entered'
        },
        now
      );
      for (const host of hosts) {
        const link = await makeCapabilityLink(
          tx,
          { purpose: invitedPurpose, subject: { request }, person: host.id, days: answerDays },
          now
        );
        await sendMail(
          tx,
          {
            to: { email: host.email, name: host.name, person: host.id },
            locale: host.locale,
            kind: 'essential',
            secret: true,
            subject: message('touring.mail.invited.subject', { title: pack.title }),
            blocks: [
              paragraph(
                message('touring.mail.invited.text', {
                  who: pack.organisation.name,
                  title: pack.title,
                  hall: hall.name,
                  place: hall.settlement.name
                })
              ),
              button(message('touring.mail.invited.button'), `/answer/${link.token}`),
              button(message('touring.mail.invited.look'), `/touring/packages/${pack.slug}`),
              small(message('touring.mail.invited.small', { days: answerDays }))
            ]
          },
          now
        );
      }
      invited++;
    }
    if (invited > 0)
      await recordActivity(tx, actor, now, {
        verb: 'package.invited',
        objectKind: 'package',
        objectId: pack.id,
        organisations: [pack.organisation.id],
        details: { count: invited }
      });
    return ok({ invited, unreachable });
  });
}

export interface FullRequest extends RequestDraft {
  readonly id: Id<'package_request'>;
  readonly pack: Id<'package'>;
  readonly person: Id<'person'> | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly state: RequestState;
  readonly settlementName: string;
  readonly population: number | null;
  readonly venueName: string | null;
}

export async function listRequests(
  db: Database,
  pack: string,
  states: readonly RequestState[]
): Promise<FullRequest[]> {
  const rows = await requestsIn(db)
    .where('package_id', '=', pack as Id<'package'>)
    .where('package_request.state', 'in', states)
    .orderBy('settlement.name')
    .orderBy('package_request.id')
    .limit(300)
    .execute();
  return rows.map(({ package_id, ...row }) => ({ ...row, pack: package_id }));
}

export async function findRequest(db: Database, id: string): Promise<FullRequest | null> {
  const row = await requestsIn(db)
    .where('package_request.id', '=', id as Id<'package_request'>)
    .executeTakeFirst();
  if (!row) return null;
  const { package_id, ...rest } = row;
  return { ...rest, pack: package_id };
}

function requestsIn(db: Database) {
  return db
    .selectFrom('package_request')
    .innerJoin('settlement', 'settlement.id', 'package_request.settlement_id')
    .leftJoin('venue', 'venue.id', 'package_request.venue_id')
    .leftJoin('person', 'person.id', 'package_request.person_id')
    .select((eb) => [
      'package_request.id',
      'package_id',
      'package_request.settlement_id as settlement',
      'venue_id as venue',
      'package_request.organisation_id as organisation',
      'person_id as person',
      eb.fn.coalesce('person.name', 'package_request.name').as('name'),
      eb.fn.coalesce('person.email', 'package_request.email').as('email'),
      'days',
      'people',
      'share_huf as share',
      'package_request.note',
      'package_request.state',
      'settlement.name as settlementName',
      'settlement.population',
      'venue.name as venueName'
    ]);
}

export async function insertRequest(
  tx: Database,
  request: {
    readonly pack: Pick<TouringPackage, 'id'>;
    readonly draft: RequestDraft;
    readonly locale: Locale;
    readonly person: Id<'person'> | null;
    readonly name: string | null;
    readonly email: string | null;
    readonly state: RequestState;
    readonly source: string;
  },
  now: Date
): Promise<Id<'package_request'>> {
  const { pack, draft, locale, person, name, email, state, source } = request;
  const id = newId<'package_request'>(now);
  await tx
    .insertInto('package_request')
    .values({
      id,
      package_id: pack.id,
      settlement_id: draft.settlement,
      venue_id: draft.venue,
      organisation_id: draft.organisation,
      person_id: person,
      name,
      email,
      locale,
      days: JSON.stringify(draft.days),
      people: draft.people,
      share_huf: draft.share,
      note: draft.note,
      state,
      source,
      created_at: now,
      updated_at: now
    })
    .execute();
  return id;
}

/** The owner of the package hears of it. */
export async function recordAsked(
  tx: Database,
  actor: Actor,
  { pack, draft }: { pack: TouringPackage; draft: Pick<RequestDraft, 'settlement' | 'organisation'> },
  now: Date
): Promise<void> {
  const { name } = await tx
    .selectFrom('settlement')
    .select('name')
    .where('id', '=', draft.settlement)
    .executeTakeFirstOrThrow();
  await recordActivity(tx, actor.kind === 'anonymous' ? system : actor, now, {
    verb: 'package.asked',
    objectKind: 'package',
    objectId: pack.id,
    organisations: [pack.organisation.id, ...(draft.organisation ? [draft.organisation] : [])],
    details: { place: name, title: pack.title }
  });
}
