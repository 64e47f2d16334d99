import type { RequestHandler } from './$types';
import { matrixFilterFrom } from '#lib/domains/exchange/matrix-filter.ts';
import { viewMatrix } from '#lib/domains/exchange/matrix-view.server.ts';
import { matrixSheet } from '#lib/domains/exchange/print/matrix-sheet.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
  const { db, actor, locale, now, origin } = locals;
  const words = await wordsIn(locale);
  countPrinting(locals, getClientAddress(), words);
  const filter = matrixFilterFrom(url.searchParams);
  const view = await viewMatrix(db, actor, filter, now);
  const sheet = matrixSheet(view, { filter, words, origin, now });
  return answerWith({ ...sheet, as: 'pdf' }, words.t('exchange.matrix.file'), words);
};
