import type { PageServerLoad } from './$types';
import { territorySaid } from '#lib/domains/circles/circle-words.ts';
import { listCircles } from '#lib/domains/circles/list.server.ts';
import { canFound } from '#lib/domains/circles/policy.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, url }) => {
  const words = await wordsIn(locale);
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const closed = url.searchParams.get('closed') === 'yes';
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  const said = (circle: Awaited<ReturnType<typeof listCircles>>['rows'][number]) => ({
    slug: circle.slug,
    name: circle.name,
    purpose: circle.purpose,
    state: circle.state,
    members: circle.members,
    territory: territorySaid(words, circle) ?? circle.settlement?.name ?? null
  });
  const list = await listCircles(db, actor, { text, closed, page });
  const own = actor.kind === 'person' ? await listCircles(db, actor, { own: true, closed: true }) : null;
  return {
    text,
    closed,
    list: { ...list, rows: list.rows.map(said) },
    own: own?.rows.map(said) ?? [],
    mayFound: canFound(actor)
  };
};
