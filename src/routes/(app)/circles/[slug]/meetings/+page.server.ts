import type { PageServerLoad } from './$types';
import { ruleInWords } from '#lib/domains/calendar/rule-words.ts';
import { followAddresses } from '#lib/domains/calendar/follow.ts';
import { findFeedToken } from '#lib/domains/meetings/feed.server.ts';
import { countReplies } from '#lib/domains/meetings/invitees.server.ts';
import { answersFor, canCall, canSeeInside } from '#lib/domains/meetings/policy.ts';
import {
  countPast,
  findSeries,
  listComing,
  listPast,
  publicPart
} from '#lib/domains/meetings/queries.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

const pageSize = 20;

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale, origin }, params, url }) => {
  const words = await wordsIn(locale);
  const { circle, offices } = await circleFor(db, actor, { slug: params.slug, words, may: () => true });
  const inside = canSeeInside(actor, offices);
  const runs = canCall(actor, offices);
  const page = Math.min(500, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  const publicOnly = !inside;
  const coming = await listComing(db, circle.id, now, { limit: 30, publicOnly });
  const past = await listPast(db, circle.id, now, {
    limit: pageSize,
    offset: (page - 1) * pageSize,
    publicOnly
  });
  const series = await findSeries(db, circle.id);
  const [seat] = answersFor(actor, offices);
  const token = seat ? await findFeedToken(db, seat, now) : null;
  const feed = `${origin}/feeds/circles/${circle.slug}.ics${token ? `?token=${token}` : ''}`;
  return {
    circle: { slug: circle.slug, name: circle.name },
    coming: inside ? coming : coming.map(publicPart),
    past: inside ? past : past.map(publicPart),
    page,
    pages: Math.max(1, Math.ceil((await countPast(db, circle.id, now)) / pageSize)),
    counts: inside
      ? await countReplies(
          db,
          coming.map(({ id }) => id)
        )
      : new Map(),
    rule: series && { said: ruleInWords(series.rule, words), time: series.starts.slice(11) },
    runs,
    feed: followAddresses(feed)
  };
};
