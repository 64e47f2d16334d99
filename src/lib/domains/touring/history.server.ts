// How what happens to packages and tours reads in their histories, and what their owners are told.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { changedPairs, factIn } from '#lib/platform/history-fields.ts';
import { notify, told, type News } from '#lib/platform/notifications/notify.server.ts';
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
  const key =
    verb === 'package.asked' ? 'asked' : verb === 'package.declined' ? 'not_wanted' : answerOf(verb);
  const news: News = {
    kind: `touring.${key}`,
    text: told(`touring.notify.${key}`, { place, title: tour?.name ?? pack.title }),
    details: [],
    href: tour ? `/touring/tours/${tour.slug}` : `/touring/packages/${pack.slug}`
  };
  await notify(
    db,
    { activity, batch: `${verb} ${object_id} ${place}`, recipients, prepare: async () => () => news },
    now
  );
}

function answerOf(verb: string): 'accepted' | 'declined' | 'suggested' {
  return verb === 'tour.accepted' ? 'accepted' : verb === 'tour.declined' ? 'declined' : 'suggested';
}
