import { strToU8, zipSync } from 'fflate';
import type { RequestHandler } from './$types';
import { dataPackage, hsdsTables } from '#lib/domains/services/hsds-tables.ts';
import { hsdsService, hsdsTaxonomy, hsdsTerms } from '#lib/domains/services/hsds.server.ts';
import { listServices } from '#lib/domains/services/queries.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import { writeCsv } from '#lib/platform/tabular/write.server.ts';
import { hsdsContext, hsdsMissing } from '../answer.server.ts';

/** So many services go into one package; a region has some thousands. */
const most = 20_000;

export const GET: RequestHandler = async ({ locals }) => {
  if (!isColleague(locals.actor)) return hsdsMissing();
  const { services } = await listServices(locals.db, {}, { page: 1, size: most });
  const context = await hsdsContext(
    locals,
    services.flatMap(({ places }) => places.map(({ settlement }) => settlement))
  );
  const tables = hsdsTables({
    services: services.map((service) => hsdsService(service, context)),
    taxonomies: [hsdsTaxonomy(context.words)],
    taxonomy_terms: hsdsTerms(context.words)
  });
  const bytes = zipSync({
    'datapackage.json': strToU8(JSON.stringify(dataPackage(tables), null, 2)),
    ...Object.fromEntries(tables.map((table) => [`${table.name}.csv`, writeCsv(table, ',')]))
  });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="hsds.zip"'
    }
  });
};
