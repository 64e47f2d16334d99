// What a circle could talk about: needs of its members that nobody answers, good matches among them, agreements that end soon.
import { sql } from 'kysely';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AgendaContext, AgendaProposal } from '#lib/platform/domain.ts';
import { findAgreementsByIds } from './agreement-queries.server.ts';
import { whenText } from './agreement-words.ts';
import { listUnanswered } from './care.server.ts';
import { matchSentence, ownerName } from './match-words.ts';
import { agendaDays, endsSoonDays, longDays, tellScore } from './model.ts';
import { matchesIn, withOfferings } from './queries.server.ts';

const most = 8;

export async function unansweredNeeds(
  db: Database,
  { organisations, settlements, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  const needs = await listUnanswered(db, {
    days: agendaDays,
    now: meeting.startsAt,
    organisations,
    settlements,
    limit: most
  });
  return needs.map((need) => ({
    key: `need ${need.id}`,
    order: 40,
    title: words.t('matches.agenda.need', { title: need.title }),
    detail: [
      words.t('matches.agenda.needDetail', {
        who: ownerName(words, need),
        day: words.date(dayOf(need.createdAt, defaultZone))
      }),
      need.text
    ]
      .filter(Boolean)
      .join('\n'),
    href: `/exchange/${need.slug}`,
    minutes: 5,
    source: { kind: 'offering', id: need.id }
  }));
}

/** Good ones between two members of which neither has said a word yet; one item for all of them. */
export async function freshMatches(
  db: Database,
  { organisations, from, words, meeting }: AgendaContext
): Promise<AgendaProposal[]> {
  if (organisations.length < 2) return [];
  const own = sql`any(${[...organisations]}::uuid[])`;
  const rows = await matchesIn(db)
    .where('match_word.offer_word', 'is', null)
    .where('match_word.need_word', 'is', null)
    .where('match_word.score', '>=', tellScore)
    .where('match_word.found_at', '>=', from)
    .where(
      sql<boolean>`exists (select 1 from offering where id = match_word.offer_id and state = 'open' and organisation_id = ${own})
        and exists (select 1 from offering where id = match_word.need_id and state = 'open' and organisation_id = ${own})`
    )
    .orderBy('match_word.score', 'desc')
    .orderBy('match_word.id')
    .limit(most)
    .execute();
  const matches = await withOfferings(db, rows);
  if (matches.length === 0) return [];
  return [
    {
      key: `matches ${meeting.id}`,
      order: 45,
      title: words.t('matches.agenda.matches', { count: matches.length }),
      detail: matches
        .map(
          (match) =>
            `– ${ownerName(words, match.offer)}: ${match.offer.title} → ${ownerName(words, match.need)}. ${matchSentence(words, match, null)}`
        )
        .join('\n'),
      href: '/matches',
      minutes: 10,
      source: { kind: 'match', id: matches[0]?.id ?? meeting.id }
    }
  ];
}

/** Long ones that end soon, and those that were not kept since the last time. */
export async function endingAgreements(
  db: Database,
  { organisations, from, meeting, words }: AgendaContext
): Promise<AgendaProposal[]> {
  if (organisations.length === 0) return [];
  const day = dayOf(meeting.startsAt, defaultZone);
  const rows = await db
    .selectFrom('agreement')
    .select('id')
    .where(
      sql<boolean>`((state = 'agreed' and ends_on between ${day}::date and ${addDays(day, endsSoonDays)}::date
          and ends_on - starts_on >= ${longDays}) or (state = 'not_kept' and closed_at >= ${from}))`
    )
    .where(
      sql<boolean>`exists (select 1 from agreement_party where agreement_id = agreement.id
        and organisation_id = any(${[...organisations]}::uuid[]))`
    )
    .orderBy('ends_on')
    .orderBy('id')
    .limit(most)
    .execute();
  const ids = rows.map(({ id }) => id as Id<'agreement'>);
  return [...(await findAgreementsByIds(db, ids)).values()].map((agreement) => ({
    key: `agreement ${agreement.id} ${agreement.state}`,
    order: 35,
    title: words.t(agreement.state === 'not_kept' ? 'matches.agenda.notKept' : 'matches.agenda.ends', {
      what: agreement.what
    }),
    detail: `${words.list(agreement.parties.map(({ name }) => name))}, ${whenText(words, agreement)}`,
    href: `/agreements/${agreement.id}`,
    minutes: 5,
    source: { kind: 'agreement', id: agreement.id }
  }));
}
