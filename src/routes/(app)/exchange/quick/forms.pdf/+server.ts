import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { usualOwner } from '#lib/domains/exchange/form.server.ts';
import { canEnterForOthers } from '#lib/domains/exchange/policy.ts';
import { formSheets } from '#lib/domains/exchange/print/form-sheet.server.ts';
import { freshNumbers } from '#lib/domains/exchange/quick.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
  const { db, actor, locale, now, origin } = locals;
  const words = await wordsIn(locale);
  if (!canEnterForOthers(actor)) error(404, words.t('house.error.notFound'));
  countPrinting(locals, getClientAddress(), words);
  const { settlement } = await usualOwner(db, actor);
  const numbers = freshNumbers(Math.trunc(Number(url.searchParams.get('count')) || 1), now);
  const sheet = formSheets(numbers, { words, origin, now, place: settlement });
  return answerWith({ ...sheet, as: 'pdf' }, words.t('exchange.sheet.file'), words);
};
