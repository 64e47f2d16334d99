import type { RequestHandler } from './$types';
import { sheetName, writeXlsx } from '#lib/platform/tabular/workbook-write.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { membersTable } from '../../members-table.server.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const table = await membersTable(db, actor, { slug: params.slug, words });
  return new Response(await writeXlsx(table, sheetName(words.t('circles.export.members'))), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${params.slug}.xlsx"`
    }
  });
};
