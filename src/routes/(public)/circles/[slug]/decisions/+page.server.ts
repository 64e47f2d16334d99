import type { PageServerLoad } from './$types';
import { countDecisions, listDecisions } from '#lib/domains/minutes/decision-queries.server.ts';
import { yearsOf } from '#lib/domains/minutes/report.server.ts';
import { recordsAsked } from '../../../../circle-records.server.ts';

const perPage = 30;

export const load: PageServerLoad = async (event) => {
  const { db } = event.locals;
  const { circle, inside } = await recordsAsked(event, ({ showsDecisions }) => showsDecisions);
  const { searchParams } = event.url;
  const year = Number(searchParams.get('year')) || null;
  const text = (searchParams.get('q') ?? '').trim().slice(0, 100);
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
  const query = { circle: circle.id, publicOnly: !inside, year, text };
  return {
    circle: { slug: circle.slug, name: circle.name },
    year,
    text,
    page,
    perPage,
    total: await countDecisions(db, query),
    decisions: await listDecisions(db, { ...query, limit: perPage, offset: (page - 1) * perPage }),
    years: await yearsOf(db, circle.id)
  };
};
