// What the link in the mail about a stop does: accept, decline, suggest another time; and, once accepted, call it off.
import { defaultZone, isDay, localOf } from '#lib/core/time.ts';
import { makeCapabilityLink, type CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone, LinkMistakes, LinkPage } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { answerStop, type AnswerRefused, type StopAnswer } from './asking.server.ts';
import { speaksForHost } from './hosts.server.ts';
import { answerDays, isByHearsay } from './model.ts';
import { factsInBrief, money } from './package-words.ts';
import { mailAccepted, stopPurpose } from './mails.server.ts';
import { findRequest } from './request-queries.server.ts';
import { findStop, findTour, type FullTour, type TourStop } from './tours.server.ts';

export const answerStopByLink: LinkAct = {
  purpose: stopPurpose,
  async show(db, link, words): Promise<LinkPage | null> {
    const found = await subjectOf(db, link);
    if (!found) return null;
    const { tour, stop, seen } = found;
    const title = words.t('touring.stop.title', { title: tour.pack.title });
    const facts = [...stopFacts(words, tour, stop), ...factsInBrief(words, tour.pack)];
    if (isByHearsay(stop) && tour.state === 'asked' && isSame(stop, seen))
      return {
        title,
        lead: words.t('touring.stop.enteredLead', { who: tour.pack.organisation.name }),
        facts,
        note: words.t('touring.stop.note'),
        choices: [
          { value: 'accept', label: words.t('touring.stop.soItIs') },
          { value: 'decline', label: words.t('touring.stop.notSo') }
        ]
      };
    if (stop.state === 'accepted' && isSame(stop, seen))
      return {
        title,
        lead: words.t('touring.stop.acceptedLead'),
        facts,
        note: words.t('touring.stop.why'),
        choices: [{ value: 'decline', label: words.t('touring.stop.callOff') }]
      };
    if (stop.state === 'planned' || tour.state === 'cancelled')
      return { title, lead: words.t('touring.link.takenBack'), choices: [] };
    if (stop.state !== 'asked' || tour.state !== 'asked' || !isSame(stop, seen))
      return { title, lead: words.t('touring.link.answered'), choices: [] };
    return {
      title,
      lead: words.t('touring.stop.lead', { who: tour.pack.organisation.name }),
      facts,
      fields: [
        {
          name: 'date',
          type: 'date',
          label: words.t('touring.stop.otherDay'),
          hint: words.t('touring.stop.otherHint'),
          value: ''
        },
        { name: 'time', type: 'time', label: words.t('touring.stop.otherTime'), value: '' }
      ],
      note: words.t('touring.stop.note'),
      choices: [
        { value: 'accept', label: words.t('touring.stop.accept') },
        { value: 'suggest', label: words.t('touring.stop.suggest') },
        { value: 'decline', label: words.t('touring.stop.decline') }
      ]
    };
  },
  async act(tx, link, { choice, note, fields = {} }, { now, words }): Promise<LinkDone | LinkMistakes> {
    const found = await subjectOf(tx, link);
    if (!found) return { sentence: words.t('touring.link.answered'), href: null };
    const answer = answerFrom(choice, fields, found.stop, words);
    if ('mistakes' in answer) return answer;
    const done = await answerStop(
      tx,
      {
        id: found.stop.id,
        person: link.person,
        answer,
        note: note?.slice(0, 2000) ?? null,
        ...{ seen: found.seen, forHall: found.forHall }
      },
      now
    );
    if (!done.ok) {
      const mistake = mistakeOf(done.reason, words);
      if (answer.kind === 'suggest' && mistake) return { mistakes: { date: mistake } };
      return { sentence: words.t(`touring.stop.refused.${done.reason}`), href: null };
    }
    const { event } = done.value.stop;
    const href = event ? `/events/${event.slug}` : `/touring/packages/${done.value.tour.pack.slug}`;
    if (answer.kind !== 'accept') return { sentence: words.t(`touring.stop.done.${answer.kind}`), href };
    // The link is used up; whoever has accepted may still have to call it off.
    const again = await makeCapabilityLink(tx, { ...link, days: answerDays }, now);
    await mailAccepted(tx, { ...done.value, token: again.token, person: link.person }, now);
    return { sentence: words.t('touring.stop.done.accept'), href };
  }
};

export function answerFrom(
  choice: string,
  fields: Readonly<Record<string, string>>,
  stop: TourStop,
  words: Words
): StopAnswer | LinkMistakes {
  if (choice === 'accept' || choice === 'decline') return { kind: choice };
  const date = (fields['date'] ?? '').trim();
  const time =
    (fields['time'] ?? '').trim() || (stop.startsAt ? localOf(stop.startsAt, defaultZone).slice(11) : '');
  if (!isDay(date)) return { mistakes: { date: words.t('touring.stop.dayMissing') } };
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    return { mistakes: { time: words.t('touring.error.time_wrong') } };
  return { kind: 'suggest', starts: `${date}T${time}` };
}

export function mistakeOf(reason: AnswerRefused['reason'], words: Words): string | null {
  return reason === 'past' || reason === 'outside' ? words.t(`touring.stop.refused.${reason}`) : null;
}

export function stopFacts(words: Words, tour: FullTour, stop: TourStop): { term: string; text: string }[] {
  const found = tour.plan?.stops.find((each) => each.stop === stop.id);
  return [
    {
      term: words.t('touring.stop.when'),
      text: stop.startsAt ? `${words.date(stop.startsAt, 'full')} ${words.time(stop.startsAt)}` : ''
    },
    { term: words.t('touring.stop.where'), text: `${stop.venue.name}, ${stop.settlement.name}` },
    ...(found
      ? [
          {
            term: words.t('touring.stop.crewThere'),
            text: words.t('touring.stop.thereFromTo', {
              from: found.arrives.slice(11),
              to: found.ready.slice(11)
            })
          }
        ]
      : []),
    ...(stop.share ? [{ term: words.t('touring.stop.share'), text: money(words, stop.share) }] : [])
  ];
}

/** Who writes for the host no more answers no more, even with an old letter; whoever asked for the show does, but not for the hall. */
async function subjectOf(
  db: Database,
  { subject, person }: CapabilityLink
): Promise<{ tour: FullTour; stop: TourStop; seen: Date; forHall: boolean } | null> {
  const { stop: id, starts, hall } = subject as { stop: string; starts: string; hall?: boolean };
  const stop = await findStop(db, id);
  const tour = stop && (await findTour(db, stop.tour));
  if (!tour || !stop) return null;
  const speaks = person === null || (await speaksForHost(db, person, stop));
  const asked = stop.request && (await findRequest(db, stop.request))?.person === person;
  return speaks || asked ? { tour, stop, seen: new Date(starts), forHall: hall === true && speaks } : null;
}

function isSame({ startsAt }: TourStop, seen: Date): boolean {
  return startsAt?.getTime() === seen.getTime();
}
