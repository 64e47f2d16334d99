import type { PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { findDates, readSearch } from '#lib/domains/meetings/dates.server.ts';
import { canCall } from '#lib/domains/meetings/policy.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: canCall });
  const today = dayOf(now, defaultZone);
  const search = readSearch(url.searchParams, today);
  const found = url.searchParams.has('kind')
    ? await findDates(db, { circle: circle.id, search }, today)
    : null;
  const nameOf = (id: string): string => {
    const member = found?.members.get(id);
    return member?.organisation?.name ?? member?.name ?? '–';
  };
  return {
    circle: { slug: circle.slug, name: circle.name },
    search,
    // A meeting that is there already, to be moved to the date that is chosen.
    moving: /^[1-9]\d{0,5}$/.exec(url.searchParams.get('meeting') ?? '')?.[0] ?? null,
    found:
      found?.dates.map(({ pattern, dates, fails }) => ({
        pattern,
        fails,
        dates: dates.map(({ day, missing, avoided, works }) => ({
          day,
          avoided,
          works,
          missing: missing.map(({ member, what }) => ({ name: nameOf(member), what }))
        }))
      })) ?? null,
    unknown: found?.unknown.length ?? 0,
    count: found?.members.size ?? 0
  };
};
