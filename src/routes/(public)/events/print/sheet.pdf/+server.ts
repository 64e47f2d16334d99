import type { RequestHandler } from './$types';
import { wordsIn } from '../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';
import { askedSheet } from '../asked.server.ts';

export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
  const words = await wordsIn(locals.locale);
  countPrinting(locals, getClientAddress(), words);
  const { choice, named, sheet } = await askedSheet(locals, url, words);
  const place = named.settlement?.slug ?? named.filter.region ?? named.filter.organiser;
  const name = ['kalaka', place, choice.kind, choice.month, choice.paper].filter(Boolean).join('-');
  return answerWith({ ...sheet, as: 'pdf' }, name, words);
};
