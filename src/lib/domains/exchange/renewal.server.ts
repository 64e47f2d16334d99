// Asks by mail whether what will soon disappear still holds, takes the answer from a link, and takes off what nobody spoke for.
import type { Id } from '#lib/core/ids.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { askedDaysBefore, expiryFrom, pathOf, type State } from './model.ts';
import { changeState, lockOffering } from './operations.server.ts';
import { findOffering, type Offering } from './queries.server.ts';
import { offeringMail, stillSpeaksFor } from './speakers.server.ts';

export const renewPurpose = 'exchange.renew';
/** So long the link works: also after it has gone from the list, to bring it back. */
const linkDays = 40;
const atOnce = 500;

/** Bears repetition: each entry is asked about once before it expires, and taken off once. */
export async function askWhetherTheyHold(db: Database, now: Date): Promise<void> {
  const today = dayOf(now, defaultZone);
  const due = await db
    .selectFrom('offering')
    .select('id')
    .where('state', '=', 'open')
    .where('asked_at', 'is', null)
    .where('expires_on', '>=', today)
    .where('expires_on', '<=', addDays(today, askedDaysBefore))
    // What speaks of days that are then over needs no asking.
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', eb.ref('expires_on'))]))
    .orderBy('expires_on')
    .orderBy('id')
    .limit(atOnce)
    .execute();
  for (const { id } of due) await inTransaction(db, (tx) => askAbout(tx, id, now));
  const over = await db
    .selectFrom('offering')
    .select('id')
    .where('state', '=', 'open')
    .where('expires_on', '<', today)
    .orderBy('id')
    .limit(atOnce)
    .execute();
  for (const { id } of over)
    await inTransaction(db, async (tx) => {
      const before = await lockOffering(tx, id);
      if (before?.state === 'open' && before.expiresOn < today)
        await changeState(tx, system, { before, state: 'ended', verb: 'offering.lapsed' }, now);
    });
}

export const renewByLink: LinkAct = {
  purpose: renewPurpose,
  async show(db, link, words) {
    const offering = await offeringOf(db, link);
    if (!offering) return null;
    return {
      title: words.t('exchange.link.title'),
      lead: words.t('exchange.link.lead', { day: words.date(offering.expiresOn) }),
      facts: [{ term: words.t(`exchange.side.${offering.side}`), text: offering.title }],
      choices: [
        { value: 'open', label: words.t('exchange.link.renew') },
        { value: 'answered', label: words.t('exchange.link.answered') },
        { value: 'ended', label: words.t('exchange.link.ended') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const before = await offeringOf(tx, link);
    if (!before) return { sentence: words.t('exchange.link.gone'), href: '/exchange' };
    const state: State = choice === 'answered' || choice === 'ended' ? choice : 'open';
    const verb = state === 'open' ? 'offering.renewed' : `offering.${state}`;
    if (state === 'open' || before.state !== state)
      await changeState(tx, await actorOf(tx, link), { before, state, verb }, now);
    const day = words.date(expiryFrom(dayOf(now, defaultZone), before.until));
    const sentence =
      state === 'open'
        ? words.t('exchange.link.doneOpen', { day })
        : words.t(state === 'answered' ? 'exchange.link.doneAnswered' : 'exchange.link.doneEnded');
    return { sentence, href: pathOf(before) };
  }
};

async function askAbout(tx: Database, id: string, now: Date): Promise<void> {
  const offering = await lockOffering(tx, id);
  if (!offering || offering.askedAt) return;
  for (const speaker of await offeringMail(tx, offering)) {
    const link = await makeCapabilityLink(
      tx,
      { purpose: renewPurpose, subject: { offering: id }, person: speaker.id, days: linkDays },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: speaker.email, name: speaker.name, person: speaker.id },
        locale: speaker.locale,
        kind: 'essential',
        secret: true,
        onceKey: `offering-renew:${id}:${offering.expiresOn}:${speaker.email.toLowerCase()}`,
        subject: message('exchange.mail.renew.subject', { title: offering.title }),
        blocks: [
          paragraph(
            message(offering.side === 'offer' ? 'exchange.mail.renew.offer' : 'exchange.mail.renew.need')
          ),
          quote(offering.title),
          ...(speaker.through ? [paragraph(message('exchange.mail.renew.through'))] : []),
          paragraph(message('exchange.mail.renew.ask', { day: { day: offering.expiresOn, style: 'long' } })),
          button(message('exchange.mail.renew.button'), `/answer/${link.token}`),
          small(message('exchange.mail.renew.small', { days: linkDays }))
        ]
      },
      now
    );
  }
  await tx
    .updateTable('offering')
    .set({ asked_at: now })
    .where('id', '=', id as Id<'offering'>)
    .execute();
}

/** Null also for whoever speaks for it no more: an old letter decides nothing. */
async function offeringOf(db: Database, { subject, person }: CapabilityLink): Promise<Offering | null> {
  const id = (subject as { offering?: unknown }).offering;
  const offering = typeof id === 'string' ? await findOffering(db, id) : null;
  return offering && (await stillSpeaksFor(db, person, offering)) ? offering : null;
}

/** Whoever holds the link speaks for it: it went only to those who do. */
async function actorOf(db: Database, { person }: CapabilityLink): Promise<Actor> {
  if (!person) return system;
  const row = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', '=', person)
    .executeTakeFirst();
  return row ? { kind: 'person', ...row, roles: [] } : system;
}
