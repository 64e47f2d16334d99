// Who hears, beside the parties, that a need waits or an agreement was not kept: caretakers of the places, convenors of their circles.
import { sql } from 'kysely';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { findOffering } from '#lib/domains/exchange/queries.server.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { button, list, message, paragraph, plain } from '#lib/platform/mail/content.ts';
import { notify, told, type News, type Recipient } from '#lib/platform/notifications/notify.server.ts';
import { findAgreement, type Agreement } from './agreement-queries.server.ts';
import { writeLetter } from './letters.server.ts';
import { shortOf } from './agreement-words.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
/** An organisation sits in a few circles; beyond this somebody tries what happens. */
const mostCircles = 20;

/** Caretakers get a letter of their own about both: here it only stands among what is new to them. */
export async function tellOfTrouble(db: Database, activity: Activity, now: Date): Promise<void> {
  if (activity.verb === 'need.care_asked') {
    const need = await findOffering(db, activity.object_id);
    if (!need) return;
    const news = toCaretakers(told('matches.notify.care', { title: need.title }), `/exchange/${need.slug}`);
    await tell(db, activity, { recipients: await caretakersOf(db, [need.settlement.id]), news }, now);
    return;
  }
  const agreement = await findAgreement(db, activity.object_id);
  if (agreement?.state !== 'not_kept') return;
  const caretakers = await caretakersOf(
    db,
    agreement.parties.flatMap(({ offering }) => offering?.settlement.id ?? [])
  );
  const news = toCaretakers(
    told('matches.notify.notKept', { what: shortOf(agreement) }),
    `/agreements/${agreement.id}`
  );
  await tell(db, activity, { recipients: caretakers, news }, now);
  await tellConvenors(db, activity, { agreement, told: caretakers }, now);
}

/** What and between whom, as the next agenda proposes it; why not is for the parties and their caretaker. */
async function tellConvenors(
  db: Database,
  activity: Activity,
  { agreement, told: before }: { agreement: Agreement; told: readonly Recipient[] },
  now: Date
): Promise<void> {
  const knowing = new Set<string>(before.map(({ id }) => id));
  const seats = await convenorsOf(
    db,
    agreement.parties.flatMap(({ organisation }) => organisation?.id ?? [])
  );
  const facts = { what: shortOf(agreement) };
  const parties = agreement.parties.map(({ name }) => ({ text: plain(name) }));
  for (const { id, name, email, locale, circle } of seats) {
    const href = `/circles/${circle.slug}`;
    if (id === null) {
      const letter = {
        subject: message('matches.mail.notKept.subject', facts),
        blocks: () =>
          Promise.resolve([
            paragraph(message('matches.notify.notKeptCircle', { ...facts, circle: circle.name })),
            list(parties),
            paragraph(message('matches.mail.notKept.convenor')),
            button(message('matches.mail.open'), href)
          ]),
        onceKey: `agreement not kept ${agreement.id} ${email}`
      };
      const reader = { id, name, email, locale, through: false };
      await writeLetter(db, { reader, letter, about: agreement.what }, now);
    } else if (!knowing.has(id)) {
      const text = told('matches.notify.notKeptCircle', { ...facts, circle: circle.name });
      const details = [...parties, { text: message('matches.mail.notKept.convenor') }];
      const news: News = { kind: 'matches.not_kept', text, details, href };
      await tell(db, activity, { recipients: [{ id, name, email, locale }], news }, now);
    }
  }
}

interface Convenor extends Omit<Recipient, 'id' | 'email'> {
  readonly id: Recipient['id'] | null;
  readonly email: string;
  readonly circle: { readonly slug: string; readonly name: string };
}

/** Each once, with the first of the circles in which they sit with one of these organisations. */
async function convenorsOf(db: Database, organisations: readonly string[]): Promise<Convenor[]> {
  if (organisations.length === 0) return [];
  const circles = await db
    .selectFrom('circle')
    .select(['circle.id', 'circle.slug', 'circle.name'])
    .where('circle.state', '=', 'active')
    .where(
      sql<boolean>`exists (select from circle_member where circle_id = circle.id and left_on is null
        and role in ('convenor', 'secretary', 'member') and organisation_id = any(${[...organisations]}::uuid[]))`
    )
    .orderBy('circle.id')
    .limit(mostCircles)
    .execute();
  const found = new Map<string, Convenor>();
  for (const { id: circleId, slug, name } of circles)
    for (const seat of await listMembers(db, circleId)) {
      if (seat.office !== 'convenor' || !seat.email || found.has(seat.email)) continue;
      found.set(seat.email, {
        id: seat.personId as Recipient['id'] | null,
        name: seat.name ?? seat.organisation?.name ?? '',
        email: seat.email,
        locale: seat.locale,
        circle: { slug, name }
      });
    }
  return [...found.values()];
}

async function caretakersOf(db: Database, settlements: readonly string[]): Promise<Recipient[]> {
  const found = new Map<string, Recipient>();
  for (const settlement of new Set(settlements))
    for (const each of await findDeciders(db, { id: nobody, settlement })) found.set(each.id, each);
  return [...found.values()];
}

function toCaretakers(text: News['text'], href: string): News {
  return { kind: 'matches.care', text, details: [], href, byMail: false };
}

function tell(
  db: Database,
  activity: Activity,
  { recipients, news }: { readonly recipients: readonly Recipient[]; readonly news: News },
  now: Date
): Promise<void> {
  const batch = `${activity.verb} ${activity.object_id} ${news.kind}`;
  return notify(db, { activity, batch, recipients, prepare: async () => () => news }, now);
}
