// The letters about an agreement: talked about, agreed, soon, whether it was, and what came of it.
import { offeringMail } from '#lib/domains/exchange/speakers.server.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  list,
  message,
  paragraph,
  plain,
  quote,
  small,
  type MailBlock,
  type MailItem
} from '#lib/platform/mail/content.ts';
import type { Agreement, Party } from './agreement-queries.server.ts';
import { shortOf } from './agreement-words.ts';
import { bookableOf } from './bookable.server.ts';
import { contactOf } from './contact.server.ts';
import { purposes, writeLetter, writeToSpeakers, type Letter } from './letters.server.ts';

/**
 * To each party: both want it, here is how the others are reached, and this is how it could be.
 * @param both days between which it suits all of them, for them to choose from
 */
export async function mailDraft(
  tx: Database,
  { agreement, both = null }: { agreement: Agreement; both?: { from: string; until: string } | null },
  now: Date
): Promise<void> {
  await writeToParties(tx, agreement, { now }, (party) => ({
    subject: message(
      agreement.parties.length === 2 ? 'matches.mail.draft.subject_two' : 'matches.mail.draft.subject_all',
      { what: shortOf(agreement) }
    ),
    blocks: async (_reader, link) => [
      paragraph(message(`matches.mail.draft.text_${agreement.kind}`)),
      ...(await contactBlocks(tx, othersOf(agreement, party))),
      ...factsOf(agreement),
      ...(both
        ? [
            paragraph(
              message('matches.mail.draft.both', {
                from: { day: both.from, style: 'long' },
                until: { day: both.until, style: 'long' }
              })
            )
          ]
        : []),
      paragraph(message('matches.mail.draft.next')),
      button(
        message('matches.mail.draft.button'),
        await link(purposes.agreement, linkSubject(agreement, party), 120)
      ),
      small(message('matches.mail.draft.small'))
    ]
  }));
}

/** To those who have not said yes to it as it is now. @param by who has changed it or said yes */
export async function mailProposed(
  tx: Database,
  { agreement, by, note }: { agreement: Agreement; by: Party; note: string | null },
  now: Date
): Promise<void> {
  await writeToParties(
    tx,
    agreement,
    { now, only: ({ id, answer }) => id !== by.id && answer !== 'yes' },
    (party) => ({
      subject: message('matches.mail.proposed.subject', { who: by.name, what: shortOf(agreement) }),
      blocks: async (_reader, link) => [
        paragraph(message('matches.mail.proposed.text', { who: by.name })),
        ...factsOf(agreement),
        ...(note ? [quote(note)] : []),
        button(
          message('matches.mail.proposed.button'),
          await link(purposes.agreement, linkSubject(agreement, party), 120)
        ),
        small(message('matches.mail.draft.small'))
      ]
    })
  );
}

/** To all: it stands; the sheet, and the way to book what stands in the register. */
export async function mailAgreed(tx: Database, agreement: Agreement, now: Date): Promise<void> {
  const bookable = await bookableOf(tx, agreement);
  await writeToParties(tx, agreement, { now }, (party) => ({
    subject: message('matches.mail.agreed.subject', { what: shortOf(agreement) }),
    blocks: async (_reader, link) => [
      paragraph(message('matches.mail.agreed.text')),
      ...factsOf(agreement),
      ...(await contactBlocks(tx, othersOf(agreement, party))),
      ...(bookable && bookable.keeper !== party.position
        ? [
            paragraph(message('matches.mail.agreed.book', { name: bookable.name })),
            list([{ text: message('matches.mail.agreed.bookLink'), href: bookable.href }])
          ]
        : []),
      button(
        message('matches.mail.agreed.button'),
        `/agreements/paper/${(await link(purposes.sheet, { agreement: agreement.id }, 400)).slice('/answer/'.length)}`
      ),
      await callOff(agreement, party, link),
      small(message('matches.mail.agreed.small'))
    ]
  }));
}

export async function mailCancelled(
  tx: Database,
  { agreement, by, reason }: { agreement: Agreement; by: Party; reason: string | null },
  now: Date
): Promise<void> {
  await writeToParties(tx, agreement, { now, only: ({ id }) => id !== by.id }, () => ({
    subject: message('matches.mail.cancelled.subject', { what: shortOf(agreement) }),
    blocks: () =>
      Promise.resolve([
        paragraph(message('matches.mail.cancelled.text', { who: by.name, what: shortOf(agreement) })),
        ...(reason ? [quote(reason)] : []),
        paragraph(message('matches.mail.cancelled.next'))
      ])
  }));
}

export async function mailReminder(tx: Database, agreement: Agreement, now: Date): Promise<void> {
  await writeToParties(tx, agreement, { now }, (party) => ({
    subject: message('matches.mail.soon.subject', { what: shortOf(agreement) }),
    blocks: async (_reader, link) => [
      paragraph(message('matches.mail.soon.text')),
      ...factsOf(agreement),
      ...(await contactBlocks(tx, othersOf(agreement, party))),
      await callOff(agreement, party, link)
    ],
    onceKey: `agreement soon ${agreement.id} ${agreement.startsOn}`
  }));
}

/** Whether it was: yes with thanks, no with why not. */
export async function mailAfterwards(tx: Database, agreement: Agreement, now: Date): Promise<void> {
  await writeToParties(tx, agreement, { now, only: ({ fulfilled }) => fulfilled === null }, (party) => ({
    subject: message('matches.mail.afterwards.subject', { what: shortOf(agreement) }),
    blocks: async (_reader, link) => [
      paragraph(message('matches.mail.afterwards.text')),
      ...factsOf(agreement),
      button(
        message('matches.mail.afterwards.button'),
        await link(purposes.afterwards, linkSubject(agreement, party), 90)
      )
    ],
    onceKey: `agreement afterwards ${agreement.id}`
  }));
}

/** To the others: somebody thanks them. */
export async function mailThanks(
  tx: Database,
  { agreement, by, thanks }: { agreement: Agreement; by: Party; thanks: string },
  now: Date
): Promise<void> {
  await writeToParties(tx, agreement, { now, only: ({ id }) => id !== by.id }, () => ({
    subject: message('matches.mail.thanks.subject', { who: by.name }),
    blocks: () =>
      Promise.resolve([
        paragraph(message('matches.mail.thanks.text', { who: by.name, what: shortOf(agreement) })),
        quote(thanks)
      ])
  }));
}

/** To whoever takes care of the places it was about: it has not come about, and somebody could ask how to help. */
export async function mailNotKept(
  tx: Database,
  { agreement, by, why }: { agreement: Agreement; by: Party; why: string | null },
  now: Date
): Promise<void> {
  const told = new Set<string>();
  for (const settlement of new Set(
    agreement.parties.flatMap(({ offering }) => offering?.settlement.id ?? [])
  ))
    for (const caretaker of await findDeciders(tx, { id: nobody, settlement })) {
      if (!caretaker.email || told.has(caretaker.id)) continue;
      told.add(caretaker.id);
      await writeLetter(
        tx,
        {
          reader: { ...caretaker, email: caretaker.email, through: false },
          about: agreement.what,
          letter: {
            subject: message('matches.mail.notKept.subject', { what: shortOf(agreement) }),
            blocks: () =>
              Promise.resolve([
                paragraph(message('matches.mail.notKept.text', { who: by.name })),
                ...factsOf(agreement),
                ...(why ? [quote(why)] : []),
                paragraph(message('matches.mail.notKept.next')),
                button(message('matches.mail.open'), `/agreements/${agreement.id}`)
              ]),
            onceKey: `agreement not kept ${agreement.id}`
          }
        },
        now
      );
    }
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** @param only those parties, where not all */
async function writeToParties(
  tx: Database,
  agreement: Agreement,
  { now, only }: { readonly now: Date; readonly only?: (party: Party) => boolean },
  letterTo: (party: Party) => Letter
): Promise<void> {
  for (const party of agreement.parties) {
    if (!party.offering || (only && !only(party))) continue;
    const letter = letterTo(party);
    const replyTo = await replyAddressOf(tx, othersOf(agreement, party));
    await writeToSpeakers(tx, party.offering, { ...letter, ...(replyTo ? { replyTo } : {}) }, now);
  }
}

/** Between two, an answer goes straight to the other. */
async function replyAddressOf(tx: Database, others: readonly Party[]): Promise<string | null> {
  const [other] = others;
  if (others.length !== 1 || !other?.offering) return null;
  return (await offeringMail(tx, other.offering))[0]?.email ?? null;
}

async function contactBlocks(tx: Database, others: readonly Party[]): Promise<MailBlock[]> {
  const items: MailItem[] = [];
  for (const party of others) {
    const contacts = party.offering ? await contactOf(tx, party.offering) : [];
    items.push({ text: plain(party.name), note: plain(contacts.map(({ text }) => text).join('; ') || '–') });
  }
  return items.length > 0 ? [paragraph(message('matches.mail.contacts')), list(items)] : [];
}

/** The way out for those without an account: as long as it is not over. */
async function callOff(
  agreement: Agreement,
  party: Party,
  link: Parameters<Letter['blocks']>[1]
): Promise<MailBlock> {
  const href = await link(purposes.agreement, linkSubject(agreement, party), 120);
  return list([{ text: message('matches.mail.agreed.callOff'), href }]);
}

function factsOf(agreement: Agreement): MailBlock[] {
  const { what, place, startsOn, endsOn, parties } = agreement;
  return [
    list([
      { text: message('matches.agreement.is', { what }) },
      ...(startsOn && endsOn && startsOn !== endsOn
        ? [
            {
              text: message('matches.agreement.span', {
                from: { day: startsOn, style: 'full' },
                until: { day: endsOn, style: 'full' }
              })
            }
          ]
        : startsOn || endsOn
          ? [
              {
                text: message('matches.agreement.day', {
                  day: { day: startsOn ?? endsOn ?? '', style: 'full' }
                })
              }
            ]
          : [{ text: message('matches.agreement.noDay') }]),
      ...(place ? [{ text: message('matches.agreement.where', { place }) }] : []),
      ...parties
        .filter(({ gives }) => gives !== '')
        .map(({ name, gives }) => ({ text: message('matches.agreement.gives', { name, gives }) }))
    ])
  ];
}

function othersOf({ parties }: Agreement, party: Party): Party[] {
  return parties.filter(({ id }) => id !== party.id);
}

function linkSubject(agreement: Agreement, party: Party) {
  return { agreement: agreement.id, party: party.id };
}
