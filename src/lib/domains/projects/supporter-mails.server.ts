// The letters to supporters: whether they like to be thanked in public, and thanks for what they gave; and what the links do.
import { system } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, paragraph, quote, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { thanksOf, type Gift, type Supporter } from './model.ts';
import { setThanks } from './thanks.server.ts';
import { findSupporterById } from './supporters.server.ts';

/** A word that was given can be taken back by the same link as long. */
const linkDays = 400;
export const thanksPurpose = 'projects.thanks';

interface Letter {
  readonly supporter: Supporter;
  /** Who writes it. */
  readonly by: string;
}

export async function mailAsking(tx: Database, { supporter, by }: Letter, now: Date): Promise<void> {
  const to = await addressed(tx, supporter);
  if (!to) return;
  const link = await linkFor(tx, supporter, now);
  await sendMail(
    tx,
    {
      ...{ to, locale: supporter.language, kind: 'essential' as const, secret: true },
      subject: message('projects.mail.thanks.askSubject', { whom: whom(supporter) }),
      blocks: [
        paragraph(
          message('projects.mail.thanks.askText', { by, whom: whom(supporter), name: supporter.name })
        ),
        quote(supporter.what ? `${supporter.name}: ${supporter.what}` : supporter.name),
        paragraph(message('projects.mail.thanks.askNothing')),
        button(message('projects.mail.thanks.askButton'), `/answer/${link}`),
        small(message('projects.mail.thanks.askSmall', { days: linkDays }))
      ]
    },
    now
  );
}

export async function mailThanks(
  tx: Database,
  { supporter, by, gift }: Letter & { readonly gift: Gift },
  now: Date
): Promise<void> {
  const to = await addressed(tx, supporter);
  if (!to) return;
  const link = await linkFor(tx, supporter, now);
  await sendMail(
    tx,
    {
      ...{ to, locale: supporter.language, kind: 'essential' as const, secret: true },
      subject: message('projects.mail.thanks.subject', { whom: whom(supporter) }),
      blocks: [
        paragraph(message('projects.mail.thanks.dear', { name: supporter.contactName ?? supporter.name })),
        paragraph(message('projects.mail.thanks.text', { day: { day: gift.day }, whom: whom(supporter) })),
        quote(gift.what),
        ...(gift.purpose
          ? [paragraph(message('projects.mail.thanks.project', { title: gift.purpose.title }))]
          : []),
        paragraph(message('projects.mail.thanks.with', { by, whom: whom(supporter) })),
        small(message('projects.mail.thanks.public')),
        button(message('projects.mail.thanks.askButton'), `/answer/${link}`)
      ]
    },
    now
  );
}

/** Yes, yes with amounts, or no: whatever was said before, the last word holds. */
export const thanksByLink: LinkAct = {
  purpose: thanksPurpose,
  async show(db, link, words) {
    const supporter = await supporterOf(db, link);
    if (!supporter) return null;
    return {
      title: words.t('projects.thanksLink.title', { whom: whom(supporter) }),
      lead: words.t('projects.thanksLink.lead', { wording: words.t('projects.thanksLink.wording') }),
      facts: [
        { term: words.t('projects.supporter.name'), text: supporter.name },
        ...(supporter.what ? [{ term: words.t('projects.supporter.what'), text: supporter.what }] : []),
        { term: words.t('projects.supporter.whom'), text: whom(supporter) },
        {
          term: words.t('projects.thanksLink.now'),
          text: words.t(`projects.thanks.${thanksOf(supporter)}`)
        }
      ],
      choices: (['public', 'amounts', 'private'] as const).map((value) => ({
        value,
        label: words.t(`projects.thanksLink.${value}`)
      }))
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const supporter = await supporterOf(tx, link);
    if (!supporter) return { sentence: words.t('projects.thanksLink.gone'), href: null };
    const agrees = choice === 'public' || choice === 'amounts';
    await setThanks(
      tx,
      supporter,
      agrees
        ? {
            how: 'online',
            amounts: choice === 'amounts',
            wording: words.t('projects.thanksLink.wording')
          }
        : null,
      now
    );
    await recordActivity(tx, system, now, {
      verb: agrees ? 'supporter.agreed' : 'supporter.withdrew',
      objectKind: 'supporter',
      objectId: supporter.id,
      organisations: supporter.organisation ? [supporter.organisation.id] : []
    });
    // The link in this mail works once; the next letter brings another, and so does the answer.
    await mailChangeable(tx, { supporter, agrees }, now);
    return {
      sentence: words.t(agrees ? 'projects.thanksLink.agreed' : 'projects.thanksLink.declined'),
      href: agrees ? `/supporters/${supporter.slug}` : null
    };
  }
};

/** After a yes: the way to take it back. */
async function mailChangeable(
  tx: Database,
  { supporter, agrees }: { supporter: Supporter; agrees: boolean },
  now: Date
): Promise<void> {
  const to = await addressed(tx, supporter);
  if (!to || !agrees) return;
  const link = await linkFor(tx, supporter, now);
  await sendMail(
    tx,
    {
      ...{ to, locale: supporter.language, kind: 'essential' as const, secret: true },
      subject: message('projects.mail.thanks.changeSubject'),
      blocks: [
        paragraph(message('projects.mail.thanks.changeText', { whom: whom(supporter) })),
        button(message('projects.mail.thanks.changeButton'), `/answer/${link}`)
      ]
    },
    now
  );
}

export function whom({ organisation, settlement }: Pick<Supporter, 'organisation' | 'settlement'>): string {
  return organisation?.name ?? settlement.name;
}

async function addressed(tx: Database, supporter: Supporter) {
  const email = supporter.contactEmail;
  if (!email) return null;
  const known = await tx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
  return { email, name: supporter.contactName ?? supporter.name, person: known?.id ?? null };
}

async function linkFor(tx: Database, { id }: Supporter, now: Date): Promise<string> {
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: thanksPurpose, subject: { supporter: id }, days: linkDays },
    now
  );
  return token;
}

function supporterOf(db: Database, { subject }: CapabilityLink): Promise<Supporter | null> {
  return findSupporterById(db, (subject as { supporter: string }).supporter);
}
