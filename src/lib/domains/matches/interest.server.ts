// What the two sides of a match say to it: one yes asks the other side, two make an agreement to be talked about.
import type { Offering } from '#lib/domains/exchange/queries.server.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { daysBetween } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, list, message, paragraph, plain, quote, small } from '#lib/platform/mail/content.ts';
import { draftAgreement } from './agreement-draft.server.ts';
import { mailDraft } from './agreement-mails.server.ts';
import { placeLent } from './bookable.server.ts';
import { purposes, writeToSpeakers } from './letters.server.ts';
import { ownerText, reasonTexts } from './match-words.ts';
import { otherEnd, settledDays, stateOfMatch, type End, type Word } from './model.ts';
import { endsOf } from './policy.ts';
import { findMatch, lockMatch, type MatchWord } from './queries.server.ts';

export type WordRefused =
  | { ok: false; reason: 'not_found' }
  | { ok: false; reason: 'not_yours' }
  /** Both have agreed, or one of the two is no more there to be had. */
  | { ok: false; reason: 'closed' };
export type WordSaid = Result<{ match: MatchWord; state: ReturnType<typeof stateOfMatch> }, WordRefused>;

/** By somebody who is signed in. */
export async function sayWordAs(
  db: Database,
  actor: Actor,
  said: { readonly id: string; readonly end: End; readonly word: Word; readonly reason: string | null },
  now: Date
): Promise<WordSaid> {
  return inTransaction(db, async (tx): Promise<WordSaid> => {
    const match = await lockMatch(tx, said.id);
    if (!match) return no('not_found');
    if (!endsOf(actor, match).includes(said.end)) return no('not_yours');
    return sayWord(tx, actor, { ...said, match }, now);
  });
}

/** By whoever holds the link as well: they have been judged before. Saying the same again changes nothing. */
export async function sayWord(
  tx: Database,
  actor: Actor,
  { match, end, word, reason }: { match: MatchWord; end: End; word: Word; reason: string | null },
  now: Date
): Promise<WordSaid> {
  const before = end === 'offer' ? match.offerWord : match.needWord;
  if (before === word) return ok({ match, state: stateOfMatch(match) });
  if (match.agreement || (word === 'yes' && ![match.offer, match.need].every(isThere))) return no('closed');
  await tx
    .updateTable('match_word')
    .set({
      [`${end}_word`]: word,
      [`${end}_said_at`]: now,
      [`${end}_reason`]: word === 'no' ? reason : null,
      updated_at: now
    })
    .where('id', '=', match.id)
    .execute();
  const after = await findMatch(tx, match.id);
  if (!after) throw new Error('A match was answered and is gone');
  const state = stateOfMatch(after);
  await recordActivity(tx, actor, now, {
    verb: word === 'yes' ? 'match.wanted' : 'match.declined',
    objectKind: 'match',
    objectId: match.id,
    organisations: organisationsOf(after),
    details: { offer: match.offer.title, need: match.need.title, end }
  });
  if (state === 'met') await agreeOn(tx, after, now);
  else if (word === 'yes' && state === 'asked') await askOther(tx, { match: after, end }, now);
  else if (word === 'no' && (end === 'offer' ? after.needWord : after.offerWord) === 'yes')
    await tellDeclined(tx, { match: after, end, reason }, now);
  return ok({ match: after, state });
}

/** Paused and answered ones are nobody's to be had. */
export function isThere({ state }: Offering): boolean {
  return state === 'open';
}

export function organisationsOf({ offer, need }: MatchWord): string[] {
  return [...new Set([offer.organisation?.id, need.organisation?.id].filter((each) => each !== undefined))];
}

async function agreeOn(tx: Database, match: MatchWord, now: Date): Promise<void> {
  const { offer, need, facts } = match;
  const { from, until } = facts;
  // Weeks in which it could be are none in which it is: they choose, and are asked afterwards about what they chose.
  const settled = from !== null && until !== null && daysBetween(from, until) < settledDays;
  const agreement = await draftAgreement(
    tx,
    {
      of: { match: match.id },
      what: offer.title === need.title ? offer.title : `${offer.title} – ${need.title}`,
      place: await placeLent(tx, offer),
      startsOn: settled ? from : null,
      endsOn: settled ? until : null,
      parties: [
        {
          organisation: (offer.organisation?.id ?? null) as Id<'organisation'> | null,
          name: partyName(offer),
          offering: offer,
          gives: offer.title
        },
        {
          organisation: (need.organisation?.id ?? null) as Id<'organisation'> | null,
          name: partyName(need),
          offering: need,
          // In their own words; else what is asked of them.
          gives: need.inReturn ?? offer.inReturn ?? ''
        }
      ]
    },
    now
  );
  await mailDraft(tx, { agreement, both: !settled && from && until ? { from, until } : null }, now);
}

/** As it stands in an agreement, in every language: a name that the other side knows by now. */
function partyName({ organisation, expert, told, settlement }: Offering): string {
  return organisation?.name ?? expert?.name ?? told?.by ?? settlement.name;
}

async function askOther(tx: Database, { match, end }: { match: MatchWord; end: End }, now: Date) {
  const other = otherEnd[end];
  const [theirs, ours] = [match[end], match[other]];
  const asked = await writeToSpeakers(
    tx,
    ours,
    {
      subject: message(`matches.mail.wanted.subject_${other}`, { title: ours.title }),
      blocks: async (_reader, link) => [
        paragraph(message(`matches.mail.wanted.text_${other}`, { title: ours.title })),
        list([
          {
            text: plain(theirs.title),
            note: ownerText(theirs),
            href: `/exchange/${theirs.slug}`
          }
        ]),
        paragraph(message('matches.mail.wanted.why')),
        list(reasonTexts(match, other).map((text) => ({ text }))),
        ...(theirs.text ? [quote(theirs.text)] : []),
        button(
          message('matches.mail.wanted.button'),
          await link(purposes.interest, { match: match.id, end: other })
        ),
        small(message('matches.mail.consentTwo'))
      ],
      // Who says yes and no by turns is passed on once a day.
      onceKey: `match wanted ${match.id} ${end} ${dayOf(now, defaultZone)}`
    },
    now
  );
  if (asked > 0)
    await tx
      .updateTable('match_word')
      .set({ [`${other}_told_at`]: now })
      .where('id', '=', match.id)
      .execute();
}

/** Gently, and only to those who had said yes. */
async function tellDeclined(
  tx: Database,
  { match, end, reason }: { match: MatchWord; end: End; reason: string | null },
  now: Date
): Promise<void> {
  const [theirs, ours] = [match[end], match[otherEnd[end]]];
  await writeToSpeakers(
    tx,
    ours,
    {
      subject: message('matches.mail.declined.subject', { title: theirs.title }),
      blocks: () =>
        Promise.resolve([
          paragraph(message('matches.mail.declined.text', { title: theirs.title })),
          ...(reason ? [quote(reason)] : []),
          paragraph(message('matches.mail.declined.next')),
          button(message('matches.mail.declined.button'), `/exchange/${ours.slug}`)
        ])
    },
    now
  );
}
