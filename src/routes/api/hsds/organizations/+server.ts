import type { RequestHandler } from './$types';
import { listOrganisations } from '#lib/domains/registry/queries.server.ts';
import { hsdsPage, pageAsked } from '#lib/domains/services/hsds-page.ts';
import { hsdsOrganisation } from '#lib/domains/services/hsds.server.ts';
import { hsdsAnswer, hsdsContext } from '../answer.server.ts';

export const GET: RequestHandler = async ({ locals, url: { searchParams }, request }) => {
  const asked = pageAsked(searchParams);
  const { rows, total } = await listOrganisations(locals.db, {
    settlements: null,
    text: (searchParams.get('search') ?? '').slice(0, 200),
    page: asked.page,
    pageSize: asked.size
  });
  const context = await hsdsContext(locals, []);
  return hsdsAnswer(
    request,
    hsdsPage(
      rows.map((row) => hsdsOrganisation(row, context)),
      total,
      asked
    )
  );
};
