// «It does not matter»: a mailed link by which an organisation hears no more of two events that compete.
import type { Id } from '#lib/core/ids.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { findEvents } from '#lib/domains/calendar/queries.server.ts';
import { findWriter } from './writer.server.ts';
import { localText } from './local-words.ts';
import { silencePurpose } from './news.server.ts';

interface Subject {
  readonly organisation: string;
  readonly event: Id<'event'>;
  readonly other: Id<'event'>;
}

export const silenceByLink: LinkAct = {
  purpose: silencePurpose,
  async show(db, link, words) {
    const { event, other } = subjectOf(link);
    const events = await findEvents(db, [event, other]);
    const both = [events.get(event), events.get(other)].flatMap((each) => each ?? []);
    if (both.length < 2) return null;
    return {
      title: words.t('planning.silence.title'),
      lead: words.t('planning.silence.lead'),
      facts: both.map(({ title, starts }) => ({ term: title, text: localText(words, starts) })),
      choices: [{ value: 'silence', label: words.t('planning.silence.confirm') }]
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const { organisation, event, other } = subjectOf(link);
    const doer = link.person && (await findWriter(tx, link.person, [organisation]));
    const done = doer && (await silence(tx, { organisation, event, other }, now));
    // Who works there no more decides no more.
    if (!doer || !done) return { sentence: words.t('planning.silence.gone'), href: null };
    await recordActivity(tx, doer, now, {
      verb: 'clash.silenced',
      objectKind: 'organisation',
      objectId: organisation,
      organisations: [organisation],
      details: { pairs: [{ event, other }] }
    });
    return { sentence: words.t('planning.silence.done'), href: null };
  }
};

async function silence(tx: Database, { organisation, event, other }: Subject, now: Date): Promise<boolean> {
  const silenced = await tx
    .updateTable('clash_word')
    .set({ silenced_at: now })
    .where('organisation_id', '=', organisation)
    .where('event_id', '=', event)
    .where('other_id', '=', other)
    .returning('event_id')
    .executeTakeFirst();
  return silenced !== undefined;
}

function subjectOf({ subject }: CapabilityLink): Subject {
  return subject as unknown as Subject;
}
