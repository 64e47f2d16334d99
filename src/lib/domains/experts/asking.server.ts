// Asks somebody whom others entered whether they may be shown: the mail, what its link does, and the link that takes it back.
import type { Id } from '#lib/core/ids.ts';
import { endConsent, recordConsent } from '#lib/domains/people/consent.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone } from '#lib/platform/domain.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { removeFromSearch } from '#lib/platform/search/index.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { expertSaid } from './expert-words.ts';
import { askedDays, type Expert } from './model.ts';
import { findExpert } from './queries.server.ts';
import { deleteExpert } from './write.server.ts';

/** Days for which the link in the mail after one's consent takes it back; later one signs in. */
const withdrawDays = 400;

/** @param by who entered them: whoever is asked has to know from whom it comes */
export async function askByMail(
  tx: Database,
  expert: Expert,
  { by, locale }: { by: string; locale: Locale },
  now: Date
): Promise<void> {
  if (!expert.email) return;
  const link = await makeCapabilityLink(
    tx,
    { purpose: agreeByLink.purpose, subject: { expert: expert.id }, days: askedDays },
    now
  );
  await sendMail(
    tx,
    {
      to: { email: expert.email, name: expert.name, person: null },
      locale,
      kind: 'essential',
      secret: true,
      subject: message('experts.mail.ask.subject', { by }),
      blocks: [
        paragraph(message('experts.mail.ask.text', { by, name: expert.name })),
        ...(expert.headline ? [quote(expert.headline)] : []),
        paragraph(message('experts.mail.ask.nothing')),
        button(message('experts.mail.ask.button'), `/answer/${link.token}`),
        small(message('experts.mail.ask.small', { days: askedDays }))
      ]
    },
    now
  );
}

/** What is shown is on the page: whoever agrees sees all of it first. */
export const agreeByLink: LinkAct = {
  purpose: 'experts.agree',
  async show(db, link, words) {
    const expert = await expertOf(db, link);
    if (!expert) return null;
    const title = words.t('experts.link.agreeTitle');
    if (!expert.email) return { title, lead: words.t('experts.link.done'), choices: [] };
    return {
      title,
      lead: words.t('experts.link.agreeLead', { wording: words.t('experts.consent.wording') }),
      facts: expertSaid(words, expert),
      choices: [
        ...(expert.visibility === 'public'
          ? [{ value: 'public', label: words.t('experts.link.agreePublic') }]
          : []),
        { value: 'colleagues', label: words.t('experts.link.agreeColleagues') },
        { value: 'refuse', label: words.t('experts.link.refuse') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }): Promise<LinkDone> {
    const expert = await expertOf(tx, link);
    if (!expert?.email) return { sentence: words.t('experts.link.done'), href: null };
    const id = expert.id as Id<'expert'>;
    if (choice === 'refuse') {
      await deleteExpert(tx, id);
      await recordActivity(tx, system, now, {
        verb: 'expert.refused',
        objectKind: 'expert',
        objectId: id,
        details: expert.keptBy ? { keeper: expert.keptBy.id } : {}
      });
      return { sentence: words.t('experts.link.refused'), href: null };
    }
    const known = await tx
      .selectFrom('person')
      .leftJoin('expert', 'expert.person_id', 'person.id')
      .select(['person.id', 'person.name', 'expert.id as entry'])
      .where('person.email', '=', expert.email)
      .executeTakeFirst();
    if (known?.entry) {
      await deleteExpert(tx, id);
      return { sentence: words.t('experts.link.already'), href: '/experts' };
    }
    const person =
      known?.id ??
      (await addPerson(tx, { name: expert.name, email: expert.email, locale: words.locale, roles: [] }, now));
    const consent = await recordConsent(
      tx,
      {
        of: { person },
        purpose: 'expert',
        wording: words.t('experts.consent.wording'),
        how: 'online',
        recordedBy: null,
        givenAt: now
      },
      now
    );
    await tx
      .updateTable('expert')
      .set({
        person_id: person,
        email: null,
        asked_at: null,
        consent_id: consent,
        visibility: choice === 'public' ? 'public' : 'colleagues',
        updated_at: now
      })
      .where('id', '=', id)
      .execute();
    const actor: Actor = { kind: 'person', id: person, name: known?.name ?? expert.name, roles: [] };
    await recordActivity(tx, actor, now, { verb: 'expert.agreed', objectKind: 'expert', objectId: id });
    await mailAgreed(tx, { expert, person, email: expert.email, locale: words.locale }, now);
    return {
      sentence: words.t('experts.link.agreed'),
      href: choice === 'public' ? `/experts/${expert.slug}` : '/experts'
    };
  }
};

async function mailAgreed(
  tx: Database,
  { expert, person, email, locale }: { expert: Expert; person: Id<'person'>; email: string; locale: Locale },
  now: Date
): Promise<void> {
  const link = await makeCapabilityLink(
    tx,
    { purpose: withdrawByLink.purpose, subject: { expert: expert.id }, person, days: withdrawDays },
    now
  );
  await sendMail(
    tx,
    {
      to: { email, name: expert.name, person },
      locale,
      kind: 'essential',
      secret: true,
      subject: message('experts.mail.agreed.subject'),
      blocks: [
        paragraph(message('experts.mail.agreed.text')),
        button(message('experts.mail.agreed.button'), `/experts/${expert.slug}`),
        paragraph(message('experts.mail.agreed.withdraw')),
        button(message('experts.link.withdraw'), `/answer/${link.token}`)
      ]
    },
    now
  );
}

/** One press: nothing is asked, nothing has to be explained. */
export const withdrawByLink: LinkAct = {
  purpose: 'experts.withdraw',
  async show(db, link, words) {
    const expert = await expertOf(db, link);
    if (!expert) return null;
    const title = words.t('experts.link.withdrawTitle');
    if (!expert.consent) return { title, lead: words.t('experts.link.withdrawn'), choices: [] };
    return {
      title,
      lead: words.t('experts.link.withdrawLead'),
      choices: [{ value: 'withdraw', label: words.t('experts.link.withdraw') }]
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const expert = await expertOf(tx, link);
    if (expert?.consent && expert.person === link.person) {
      await endConsent(tx, expert.consent.id as Id<'consent'>, now);
      await removeFromSearch(tx, 'expert', [expert.id]);
      const actor: Actor = { kind: 'person', id: link.person as Id<'person'>, name: expert.name, roles: [] };
      await recordActivity(tx, actor, now, {
        verb: 'expert.withdrawn',
        objectKind: 'expert',
        objectId: expert.id
      });
    }
    return { sentence: words.t('experts.link.withdrawn'), href: null };
  }
};

function expertOf(db: Database, { subject }: CapabilityLink): Promise<Expert | null> {
  return findExpert(db, (subject as { expert: string }).expert);
}
