// How what happens to packages and tours reads in their histories, and what their owners are told.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { changedPairs, factIn } from '#lib/platform/history-fields.ts';
import { listBatch, notify, told, type News } from '#lib/platform/notifications/notify.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findThoseConcerned } from '#lib/domains/people/colleagues.server.ts';
import { canEditPackage, canSeeTour } from './policy.ts';
import { findPackage, findPackageBySlug } from './queries.server.ts';
import { findTour, findTourBySlug, listStops } from './tours.server.ts';

export const packageHistory: HistoryObject = {
  kind: 'package',
  path: 'packages',
  async find(db, actor, address) {
    const pack = await findPackageBySlug(db, actor, address);
    if (!pack || !canEditPackage(actor, pack)) return null;
    return { id: pack.id, name: pack.title, href: `/touring/packages/${pack.slug}` };
  }
};

export const tourHistory: HistoryObject = {
  kind: 'tour',
  path: 'tours',
  async find(db, actor, address) {
    const tour = await findTourBySlug(db, address);
    if (!tour || !canSeeTour(actor, tour, await listStops(db, tour.id))) return null;
    return { id: tour.id, name: tour.name, href: `/touring/tours/${tour.slug}` };
  }
};

export async function tellOfTouring(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const changed =
        verb === 'package.updated'
          ? [...changedPairs(details).keys()].map((field) => words.lookUp(`touring.form.${field}`) ?? field)
          : [];
      const sentence =
        changed.length > 0
          ? words.t('touring.history.updatedFields', { fields: changed.join(', ') })
          : words.lookUp(`touring.history.${verb}`, {
              title: factIn(details, 'title') ?? '',
              place: factIn(details, 'place') ?? '',
              count: Number(factIn(details, 'count') ?? 0),
              km: Number(factIn(details, 'km') ?? 0)
            });
      return [id, { sentence: sentence ?? words.t('history.something'), changes: [] }];
    })
  );
}

/** The package's owners hear of requests, and of each answer to their tour. */
export async function tellOwners(db: Database, activity: Activity, now: Date): Promise<void> {
  const { verb, details, object_id } = activity;
  const tour = verb.startsWith('tour.') ? await findTour(db, object_id) : null;
  const pack = tour?.pack ?? (await findPackage(db, object_id));
  if (!pack) return;
  const recipients = (await findThoseConcerned(db, activity)).filter(({ organisations }) =>
    organisations.includes(pack.organisation.id)
  );
  const place = factIn(details, 'place') ?? '';
  const href = tour ? `/touring/tours/${tour.slug}` : `/touring/packages/${pack.slug}`;
  const title = tour?.name ?? pack.title;
  await notify(
    db,
    {
      activity,
      // Of a tour, the answers that come within a quarter of an hour are told as one.
      batch: tour ? `${verb} ${object_id}` : `${verb} ${object_id} ${place}`,
      recipients,
      prepare: async (tx, window) => {
        const all = tour ? await listBatch(tx, activity, window) : [activity];
        const places = [...new Set(all.map((each) => factIn(each.details, 'place') ?? ''))];
        const news: News = {
          ...sayingOf(verb, { title, places: places.length > 0 ? places : [place] }),
          details: [],
          href
        };
        return () => news;
      }
    },
    now
  );
}

function sayingOf(
  verb: string,
  { title, places }: { title: string; places: readonly string[] }
): Pick<News, 'kind' | 'text'> {
  const [place = ''] = places;
  if (verb === 'package.asked')
    return { kind: 'touring.asked', text: told('touring.notify.asked', { place, title }) };
  if (verb === 'package.declined')
    return { kind: 'touring.not_wanted', text: told('touring.notify.not_wanted', { place, title }) };
  const answer = answerOf(verb);
  const [one, several] = answers[answer];
  const text =
    places.length > 1
      ? told(several, { count: places.length, title, places: places.join(', ') })
      : told(one, { place, title });
  return { kind: `touring.${answer}`, text };
}

const answers = {
  accepted: ['touring.notify.accepted', 'touring.notify.severalAccepted'],
  declined: ['touring.notify.declined', 'touring.notify.severalDeclined'],
  suggested: ['touring.notify.suggested', 'touring.notify.severalSuggested']
} as const;

function answerOf(verb: string): keyof typeof answers {
  return verb === 'tour.accepted' ? 'accepted' : verb === 'tour.declined' ? 'declined' : 'suggested';
}
