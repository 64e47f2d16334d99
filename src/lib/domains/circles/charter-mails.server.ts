// Asks by mail for signatures under the charter: each seat by a link of its own, without an account.
import { no, ok, type Result } from '#lib/core/result.ts';
import { oneLine } from '#lib/core/text.ts';
import { countTry, type TooMany } from '#lib/domains/people/attempt-limits.server.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system, type Actor } from '#lib/platform/actor.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { currentCharter, findCharter, listSignatures, sign, yetToSign } from './charter.server.ts';
import { charterFacts } from './circle-words.ts';
import { purposes, signDays } from './model.ts';
import { heldCircle, type NotFound } from './operations.server.ts';
import { findCircleById, findMember, listMembers, mailOf } from './queries.server.ts';

/** Who has signed is not asked again; three times an hour is enough for the impatient. */
const askLimit = (circle: string) => ({ of: `charter of ${circle}`, tries: 3, minutes: 60 });

/** @returns to how many it went, and the seats of which nobody knows an address */
export async function sendCharter(
  db: Database,
  actor: Actor,
  circleId: string,
  now: Date
): Promise<Result<{ sent: number; unreached: string[] }, NotFound | TooMany>> {
  type Sent = Result<{ sent: number; unreached: string[] }, NotFound | TooMany>;
  return inTransaction(db, async (tx): Promise<Sent> => {
    const held = await heldCircle(tx, actor, circleId);
    const charter = held && (await currentCharter(tx, circleId));
    if (!held || !charter) return no('not_found');
    const signatures = (await listSignatures(tx, [charter.id])).get(charter.id) ?? [];
    const missing = yetToSign(await listMembers(tx, circleId), signatures);
    if (missing.length === 0) return ok({ sent: 0, unreached: [] });
    const counted = await countTry(tx, [askLimit(circleId)], now);
    if (!counted.ok) return counted;
    const unreached: string[] = [];
    for (const member of missing) {
      const to = mailOf(member);
      if (!to) {
        unreached.push(member.organisation?.name ?? member.name ?? '');
        continue;
      }
      const link = await makeCapabilityLink(
        tx,
        {
          purpose: purposes.sign,
          subject: { charter: charter.id, member: member.id },
          person: to.person,
          days: signDays
        },
        now
      );
      await sendMail(
        tx,
        {
          to,
          locale: member.locale,
          kind: 'essential',
          secret: true,
          subject: message('circles.mail.sign.subject', { circle: held.circle.name }),
          blocks: [
            paragraph(
              message('circles.mail.sign.text', { circle: held.circle.name, version: charter.version })
            ),
            button(message('circles.mail.sign.button'), `/answer/${link.token}`),
            small(message('circles.mail.sign.small', { days: signDays }))
          ]
        },
        now
      );
    }
    const sent = missing.length - unreached.length;
    await recordActivity(tx, actor, now, {
      verb: 'circle.charter_sent',
      objectKind: 'circle',
      objectId: circleId,
      details: { version: charter.version, count: sent }
    });
    return ok({ sent, unreached });
  });
}

/** All of it stands on the page: whoever signs has read what. */
export const signByLink: LinkAct = {
  purpose: purposes.sign,
  async show(db, link, words) {
    const { charter, member, circle } = await subjectOf(db, link);
    if (!charter || !member || !circle) return null;
    const title = words.t('circles.link.signTitle', { circle: circle.name });
    const signatures = (await listSignatures(db, [charter.id])).get(charter.id) ?? [];
    if (signatures.some(({ memberId }) => memberId === member.id))
      return {
        title,
        lead: words.t('circles.link.signedAlready'),
        facts: charterFacts(words, charter),
        choices: []
      };
    if ((await currentCharter(db, circle.id))?.id !== charter.id || member.leftOn !== null)
      return { title, lead: words.t('circles.link.signOutdated'), choices: [] };
    return {
      title,
      lead: words.t('circles.link.signLead', {
        name: member.organisation?.name ?? member.name ?? '',
        version: charter.version
      }),
      facts: charterFacts(words, charter),
      fields: [
        {
          name: 'name',
          label: words.t('circles.link.signName'),
          value: member.name ?? '',
          required: true,
          type: 'text'
        }
      ],
      choices: [{ value: 'sign', label: words.t('circles.link.sign') }]
    };
  },
  async act(tx, link, { fields = {} }, { now, words }) {
    const { charter, member, circle } = await subjectOf(tx, link);
    if (!charter || !member || !circle) return { sentence: words.t('circles.link.signOutdated'), href: null };
    const name = oneLine(fields['name'] ?? '').slice(0, 200);
    if (name === '') return { mistakes: { name: words.t('circles.error.name_missing') } };
    const done = await sign(tx, { charter, member, name, how: 'link', actor: system }, now);
    const key = {
      signed: 'signed',
      already: 'signedAlready',
      outdated: 'signOutdated',
      not_seated: 'signOutdated'
    } as const;
    return {
      sentence: words.t(`circles.link.${key[done]}`),
      href: circle.publicPage ? `/circles/${circle.slug}` : null
    };
  }
};

async function subjectOf(db: Database, { subject }: CapabilityLink) {
  const { charter: charterId, member: memberId } = subject as { charter: string; member: string };
  const charter = await findCharter(db, charterId);
  const member = await findMember(db, memberId);
  return { charter, member, circle: charter && (await findCircleById(db, charter.circleId)) };
}
