// Needs that nobody has answered in a week: the caretaker of the settlement is asked to look after them.
import { sql } from 'kysely';
import { dayMs, dayOf, defaultZone } from '#lib/core/time.ts';
import { findOffering, findOfferingsByIds, type Offering } from '#lib/domains/exchange/queries.server.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, list, message, paragraph, plain, quote } from '#lib/platform/mail/content.ts';
import { readWords } from './input.ts';
import { holderOf, purposes, writeLetter } from './letters.server.ts';
import { matchSentence, ownerName, ownerText } from './match-words.ts';
import { careDays } from './model.ts';
import { listMatchesOf } from './queries.server.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const atOnce = 200;

/** Open, so many days old, and neither has the other side said yes to it nor is there an agreement. */
export async function listUnanswered(
  db: Database,
  {
    days,
    now,
    settlements,
    organisations,
    limit = atOnce
  }: {
    readonly days: number;
    readonly now: Date;
    readonly settlements?: readonly string[];
    readonly organisations?: readonly string[];
    readonly limit?: number;
  }
): Promise<Offering[]> {
  let found = db
    .selectFrom('offering')
    .select('offering.id')
    .where('side', '=', 'need')
    .where('state', '=', 'open')
    .where('expires_on', '>=', dayOf(now, defaultZone))
    .where('created_at', '<=', new Date(now.getTime() - days * dayMs))
    .where(
      sql<boolean>`not exists (select 1 from match_word where need_id = offering.id and offer_word = 'yes'
        and need_word is distinct from 'no')`
    )
    .where(
      sql<boolean>`not exists (select 1 from agreement_party
        join agreement on agreement.id = agreement_party.agreement_id
        where agreement_party.offering_id = offering.id and agreement.state in ('draft', 'agreed', 'fulfilled'))`
    );
  if (settlements || organisations)
    found = found.where(
      sql<boolean>`(settlement_id = any(${[...(settlements ?? [])]}::uuid[]) or organisation_id = any(${[...(organisations ?? [])]}::uuid[]))`
    );
  const rows = await found.orderBy('created_at').orderBy('id').limit(limit).execute();
  const offerings = await findOfferingsByIds(
    db,
    rows.map(({ id }) => id)
  );
  return rows.flatMap(({ id }) => offerings.get(id) ?? []);
}

/** Each once. @returns how many were asked about */
export async function askCaretakers(db: Database, now: Date): Promise<number> {
  const { rows } = await sql<{ need_id: string }>`select need_id from need_care`.execute(db);
  const asked = new Set(rows.map(({ need_id }) => need_id));
  const waiting = (await listUnanswered(db, { days: careDays, now, limit: atOnce + asked.size })).filter(
    ({ id }) => !asked.has(id)
  );
  let count = 0;
  for (const need of waiting) if (await inTransaction(db, (tx) => ask(tx, need, now))) count++;
  return count;
}

/** False where there is nobody to ask yet: then it waits for them. */
async function ask(tx: Database, need: Offering, now: Date): Promise<boolean> {
  const caretakers = await findDeciders(tx, { id: nobody, settlement: need.settlement.id });
  if (caretakers.length === 0) return false;
  const first = await tx
    .insertInto('need_care')
    .values({ need_id: need.id, asked_at: now, word: null, note: null, said_at: null })
    .onConflict((conflict) => conflict.column('need_id').doNothing())
    .returning('need_id')
    .executeTakeFirst();
  if (!first) return false;
  const best = await listMatchesOf(tx, { id: need.id, side: 'need' }, 3);
  for (const caretaker of caretakers) {
    if (!caretaker.email) continue;
    await writeLetter(
      tx,
      {
        reader: { ...caretaker, email: caretaker.email, through: false },
        about: need.title,
        letter: {
          subject: message('matches.mail.care.subject', { title: need.title }),
          blocks: async (_reader, link) => [
            paragraph(message('matches.mail.care.text', { days: careDays })),
            list([{ text: plain(need.title), note: ownerText(need), href: `/exchange/${need.slug}` }]),
            ...(need.text ? [quote(need.text)] : []),
            ...(best.length > 0
              ? [
                  paragraph(message('matches.mail.care.best')),
                  list(
                    best.map(({ offer }) => ({
                      text: plain(offer.title),
                      note: ownerText(offer),
                      href: `/exchange/${offer.slug}`
                    }))
                  )
                ]
              : [paragraph(message('matches.mail.care.none'))]),
            button(message('matches.mail.care.button'), await link(purposes.care, { need: need.id }))
          ]
        }
      },
      now
    );
  }
  await recordActivity(tx, system, now, {
    verb: 'need.care_asked',
    objectKind: 'offering',
    objectId: need.id,
    organisations: need.organisation ? [need.organisation.id] : [],
    details: { title: need.title }
  });
  return true;
}

export const careByLink: LinkAct = {
  purpose: purposes.care,
  async show(db, link, words) {
    const need = await findOffering(db, (link.subject as { need: string }).need);
    if (!need || !(await stillTends(db, link, need))) return null;
    const care = await db
      .selectFrom('need_care')
      .select('word')
      .where('need_id', '=', need.id)
      .executeTakeFirst();
    const best = await listMatchesOf(db, { id: need.id, side: 'need' }, 3);
    const title = words.t('matches.care.title');
    const facts = [
      { term: words.t('matches.link.theirs_need'), text: need.title },
      { term: words.t('matches.link.who'), text: ownerName(words, need) },
      ...(need.text ? [{ term: words.t('matches.link.text'), text: need.text }] : []),
      ...best.map((match) => ({
        term: `${match.offer.title} (${ownerName(words, match.offer)})`,
        text: matchSentence(words, match, null)
      }))
    ];
    if (need.state !== 'open' || care?.word)
      return {
        title,
        lead: words.t(care?.word ? 'matches.care.said' : 'matches.care.over'),
        facts,
        choices: []
      };
    return {
      title,
      lead: words.t('matches.care.lead'),
      facts,
      choices: [
        { value: 'cares', label: words.t('matches.care.cares') },
        { value: 'cannot', label: words.t('matches.care.cannot') }
      ],
      note: words.t('matches.care.note')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const need = await findOffering(tx, (link.subject as { need: string }).need);
    if (!need || !(await stillTends(tx, link, need)))
      return { sentence: words.t('matches.care.over'), href: null };
    const word = choice === 'cares' ? 'cares' : 'cannot';
    const done = await tx
      .updateTable('need_care')
      .set({ word, note: readWords(note), said_at: now })
      .where('need_id', '=', need.id)
      .where('word', 'is', null)
      .returning('need_id')
      .executeTakeFirst();
    if (!done) return { sentence: words.t('matches.care.said'), href: null };
    await recordActivity(tx, holderOf(link.person), now, {
      verb: word === 'cares' ? 'need.cared' : 'need.not_cared',
      objectKind: 'offering',
      objectId: need.id,
      organisations: need.organisation ? [need.organisation.id] : [],
      details: { title: need.title }
    });
    return { sentence: words.t(`matches.care.done_${word}`), href: `/exchange/${need.slug}` };
  }
};

/** Who takes care of the settlement no more says nothing about its needs, even with an old letter. */
async function stillTends(
  db: Database,
  { person }: CapabilityLink,
  { settlement }: Offering
): Promise<boolean> {
  if (person === null) return false;
  const today = await findDeciders(db, { id: nobody, settlement: settlement.id });
  return today.some(({ id }) => id === person);
}
