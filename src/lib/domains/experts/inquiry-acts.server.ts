// What the links in the mails about messages to experts do: confirm an address, answer, decline, block, write back.
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone } from '#lib/platform/domain.ts';
import {
  answerInquiry,
  answerPurpose,
  confirmInquiry,
  confirmPurpose,
  findInquiry,
  followUp,
  followUpPurpose,
  recipientsOf,
  type Answer,
  type Inquiry
} from './inquiries.server.ts';
import { findExpert } from './queries.server.ts';

export const confirmByLink: LinkAct = {
  purpose: confirmPurpose,
  async show(db, link, words) {
    const inquiry = await inquiryOf(db, link);
    const expert = inquiry && (await findExpert(db, inquiry.expert));
    if (!inquiry || !expert?.consent) return null;
    return {
      title: words.t('experts.link.confirmTitle'),
      lead: words.t('experts.link.confirmLead', { name: expert.name }),
      facts: [{ term: words.t('experts.message.body'), text: inquiry.body }],
      choices: [{ value: 'confirm', label: words.t('experts.link.confirm') }]
    };
  },
  async act(tx, link, _answer, { now, words }): Promise<LinkDone> {
    const inquiry = await inquiryOf(tx, link);
    const expert = inquiry && (await findExpert(tx, inquiry.expert));
    if (!inquiry || !expert) return { sentence: words.t('experts.message.gone'), href: '/experts' };
    const confirmed = await confirmInquiry(tx, inquiry, now);
    if (confirmed.ok) return { sentence: words.t('experts.message.sent'), href: `/experts/${expert.slug}` };
    if (confirmed.reason === 'too_many_tries') {
      // The link is used up: another one takes its place for later.
      const again = await makeCapabilityLink(tx, { ...link, days: 1 }, now);
      return { sentence: words.t('experts.message.tooMany'), href: `/answer/${again.token}` };
    }
    return { sentence: words.t(`experts.message.${confirmed.reason}`), href: '/experts' };
  }
};

export const answerByLink: LinkAct = {
  purpose: answerPurpose,
  async show(db, link, words) {
    const inquiry = await inquiryOf(db, link);
    const expert = inquiry && (await findExpert(db, inquiry.expert));
    if (!inquiry || !expert) return null;
    const title = words.t('experts.link.answerTitle');
    const facts = [
      { term: words.t('experts.link.from'), text: inquiry.name },
      ...(inquiry.sharesAddress && inquiry.email
        ? [{ term: words.t('experts.link.fromAddress'), text: inquiry.email }]
        : []),
      { term: words.t('experts.message.body'), text: inquiry.body }
    ];
    if (inquiry.state !== 'sent')
      return { title, lead: words.t('experts.link.answeredAlready'), facts, choices: [] };
    const through = (await recipientsOf(db, expert)).some((each) => each.through);
    return {
      title,
      lead: through
        ? words.t('experts.link.answerThrough', { name: expert.name })
        : words.t('experts.link.answerLead'),
      facts,
      note: words.t('experts.link.answerText'),
      choices: [
        { value: 'answer', label: words.t('experts.link.answer') },
        ...(through ? [] : [{ value: 'openly', label: words.t('experts.link.answerOpenly') }]),
        { value: 'decline', label: words.t('experts.link.decline') },
        { value: 'block', label: words.t('experts.link.block') }
      ]
    };
  },
  async act(tx, link, { choice, note }, { now, words }): Promise<LinkDone> {
    const inquiry = await inquiryOf(tx, link);
    const expert = inquiry && (await findExpert(tx, inquiry.expert));
    const recipients = expert ? await recipientsOf(tx, expert) : [];
    // Who kept the entry once answers no more in the expert's name, even with an old mail.
    if (!inquiry || !recipients.some(({ id }) => id === link.person))
      return { sentence: words.t('experts.link.answeredAlready'), href: null };
    const answers = choice === 'answer' || choice === 'openly';
    if (answers && !note)
      return emptyAgain(tx, link, { now, sentence: words.t('experts.link.nothingWritten') });
    const answer: Answer = answers
      ? { kind: 'answer', text: note ?? '', openly: choice === 'openly' }
      : { kind: choice === 'block' ? 'block' : 'decline', text: note };
    const done = await answerInquiry(tx, inquiry, answer, now);
    const key = !done
      ? 'answeredAlready'
      : answers
        ? 'answered'
        : choice === 'block'
          ? 'blocked'
          : 'declined';
    return { sentence: words.t(`experts.link.${key}`), href: null };
  }
};

export const followUpByLink: LinkAct = {
  purpose: followUpPurpose,
  async show(db, link, words) {
    const inquiry = await inquiryOf(db, link);
    const expert = inquiry && (await findExpert(db, inquiry.expert));
    if (!inquiry || !expert?.consent) return null;
    return {
      title: words.t('experts.link.followTitle', { name: expert.name }),
      lead: words.t('experts.link.followLead'),
      note: words.t('experts.message.body'),
      choices: [{ value: 'send', label: words.t('experts.message.send') }]
    };
  },
  async act(tx, link, { note }, { now, words }): Promise<LinkDone> {
    const inquiry = await inquiryOf(tx, link);
    if (!inquiry) return { sentence: words.t('experts.message.gone'), href: '/experts' };
    if (!note) return emptyAgain(tx, link, { now, sentence: words.t('experts.link.nothingWritten') });
    const sent = await followUp(tx, inquiry, note, now);
    return {
      sentence: words.t(sent.ok ? 'experts.message.sent' : `experts.message.${sent.reason}`),
      href: '/experts'
    };
  }
};

/** Pressing the button used the link up, but nothing was written: the way on leads to the same page. */
async function emptyAgain(
  tx: Database,
  link: CapabilityLink,
  { now, sentence }: { now: Date; sentence: string }
): Promise<LinkDone> {
  const again = await makeCapabilityLink(tx, { ...link, days: 7 }, now);
  return { sentence, href: `/answer/${again.token}` };
}

function inquiryOf(db: Database, { subject }: CapabilityLink): Promise<Inquiry | null> {
  return findInquiry(db, (subject as { inquiry: string }).inquiry);
}
