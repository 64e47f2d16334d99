import type { RequestHandler } from './$types';
import { matrixFilterFrom } from '#lib/domains/exchange/matrix-filter.ts';
import { matrixTable, viewMatrix } from '#lib/domains/exchange/matrix-view.server.ts';
import { sheetName, writeXlsx } from '#lib/platform/tabular/workbook-write.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, locale, now }, url }) => {
  const words = await wordsIn(locale);
  const view = await viewMatrix(db, actor, matrixFilterFrom(url.searchParams), now);
  const title = words.t('exchange.matrix.title');
  return new Response(await writeXlsx(matrixTable(view, words), sheetName(title)), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${words.t('exchange.matrix.file')}.xlsx"`
    }
  });
};
