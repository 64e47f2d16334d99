import type { RequestHandler } from './$types';
import { writeCsv } from '#lib/platform/tabular/write.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { membersTable } from '../../members-table.server.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, locale }, params }) => {
  const table = await membersTable(db, actor, { slug: params.slug, words: await wordsIn(locale) });
  return new Response(writeCsv(table), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${params.slug}.csv"`
    }
  });
};
