// Reminds of a next step on its day, once, by notification and mail; the mail's link settles it without an account.
import { defaultZone, localOf } from '#lib/core/time.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import { recordActivity, type Activity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { button, message, small, type MailBlock } from '#lib/platform/mail/content.ts';
import { notify, told } from '#lib/platform/notifications/notify.server.ts';
import { moveStep, partsOf } from './operations.server.ts';
import { findAnyVisit, type FullVisit } from './queries.server.ts';
import { whomOf } from './visit-words.ts';

/** Nobody is woken by it. */
const firstHour = '07:00';
const atOnce = 500;
const linkDays = 60;

/** Each day of a step is remembered as soon as its reminder is on the way; what is put off gets another. */
export async function remindOfSteps(db: Database, now: Date): Promise<void> {
  const local = localOf(now, defaultZone);
  if (local.slice(11) < firstHour) return;
  const due = await db
    .selectFrom('acquaintance_visit')
    .select('id')
    .where('step', 'is not', null)
    .where('step_done_at', 'is', null)
    .where('step_day', '<=', local.slice(0, 10))
    .where((eb) => eb('reminded_of', 'is distinct from', eb.ref('step_day')))
    .orderBy('step_day')
    .limit(atOnce)
    .execute();
  for (const { id } of due)
    await inTransaction(db, async (tx) => {
      const reminded = await tx
        .updateTable('acquaintance_visit')
        .set((eb) => ({ reminded_of: eb.ref('step_day') }))
        .where('id', '=', id)
        .where('step_done_at', 'is', null)
        .where((eb) => eb('reminded_of', 'is distinct from', eb.ref('step_day')))
        .returning('step_day')
        .executeTakeFirst();
      const visit = reminded && (await findAnyVisit(tx, id));
      if (!visit?.step) return;
      const { organisation, sender } = partsOf(visit);
      await recordActivity(tx, { kind: 'system' }, now, {
        verb: 'acquaintance.step_due',
        objectKind: 'acquaintance_visit',
        objectId: id,
        organisations: [organisation, sender].filter((each) => each !== null),
        details: { day: visit.step.day }
      });
    });
}

export async function tellOfStep(db: Database, activity: Activity, now: Date): Promise<void> {
  const visit = await findAnyVisit(db, activity.object_id);
  const { day } = activity.details as { day?: string };
  // Settled in the meantime: there is nothing to remind of.
  if (!visit?.step || visit.step.doneAt || visit.step.day !== day) return;
  const charged = chargedWith(visit);
  const recipient = charged && (await findRecipient(db, charged));
  if (!recipient || !(await hasRole(db, recipient.id))) return;
  const { text } = visit.step;
  await notify(
    db,
    {
      activity,
      batch: `acquaintance.step ${visit.id} ${day}`,
      recipients: [recipient],
      prepare: async () => () => ({
        kind: 'acquaintance.step',
        text: told('acquaintance.notify.step', { name: whomOf(visit), step: text }),
        details: [],
        href: `/acquaintance/${visit.id}`,
        offer: (tx, at) => offerToSettle(tx, { visit, person: recipient.id, day }, at)
      })
    },
    now
  );
}

export const settleByLink: LinkAct = {
  purpose: 'acquaintance.step',
  async show(db, link, words) {
    const visit = await findAnyVisit(db, subjectOf(link).visit);
    if (!visit) return null;
    const title = words.t('acquaintance.link.title');
    if (!isOpenFor(visit, link)) return { title, lead: words.t('acquaintance.link.settled'), choices: [] };
    return {
      title,
      lead: words.t('acquaintance.link.lead'),
      facts: [
        { term: words.t('acquaintance.form.whom'), text: whomOf(visit) },
        { term: words.t('acquaintance.form.step'), text: visit.step?.text ?? '' },
        { term: words.t('acquaintance.form.step_day'), text: words.date(visit.step?.day ?? '') }
      ],
      choices: [
        { value: 'done', label: words.t('acquaintance.step.done') },
        { value: 'week', label: words.t('acquaintance.step.week') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const visit = await findAnyVisit(tx, subjectOf(link).visit);
    const person = link.person && (await findRecipient(tx, link.person));
    const settled = { sentence: words.t('acquaintance.link.settled'), href: null };
    // Who works nowhere here any more decides no more, even with an old mail.
    if (!visit || !person || !isOpenFor(visit, link) || !(await hasRole(tx, person.id))) return settled;
    const how = choice === 'done' ? 'done' : 'week';
    const actor = { kind: 'person', id: person.id, name: person.name, roles: [] } as const;
    const moved = await moveStep(tx, actor, { before: visit, day: subjectOf(link).day, how }, now);
    if (!moved.ok) return settled;
    return {
      sentence:
        how === 'done'
          ? words.t('acquaintance.step.doneTold')
          : words.t('acquaintance.step.weekTold', { day: words.date(moved.value.day) }),
      href: `/acquaintance/${visit.id}`
    };
  }
};

interface Subject {
  readonly visit: string;
  /** That of the step which is meant: another day is another step. */
  readonly day: string;
}

async function offerToSettle(
  tx: Database,
  { visit, person, day }: { visit: FullVisit; person: NonNullable<CapabilityLink['person']>; day: string },
  now: Date
): Promise<readonly MailBlock[]> {
  const { token } = await makeCapabilityLink(
    tx,
    { purpose: settleByLink.purpose, subject: { visit: visit.id, day }, person, days: linkDays },
    now
  );
  return [
    button(message('acquaintance.notify.settle'), `/answer/${token}`),
    small(message('acquaintance.notify.small'))
  ];
}

function subjectOf({ subject }: CapabilityLink): Subject {
  return subject as unknown as Subject;
}

function isOpenFor(visit: FullVisit, link: CapabilityLink): boolean {
  const { step } = visit;
  return (
    step !== null &&
    step.doneAt === null &&
    step.day === subjectOf(link).day &&
    chargedWith(visit) === link.person
  );
}

/** Who took it on, else who wrote it down. */
function chargedWith({ step, person }: FullVisit): string | null {
  return step?.person?.id ?? person?.id ?? null;
}

async function hasRole(db: Database, person: NonNullable<CapabilityLink['person']>): Promise<boolean> {
  return (
    (await db.selectFrom('role').select('id').where('person_id', '=', person).executeTakeFirst()) !==
    undefined
  );
}
