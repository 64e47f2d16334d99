import type { RequestHandler } from './$types';
import { wordsIn } from '../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';
import { askedSheet } from '../asked.server.ts';

/** Wide enough for a screen, and for a telephone that is turned. */
const pixels = 1100;

export const GET: RequestHandler = async ({ locals, url, getClientAddress }) => {
  const words = await wordsIn(locals.locale);
  countPrinting(locals, getClientAddress(), words);
  const { sheet } = await askedSheet(locals, url, words);
  return answerWith({ ...sheet, as: { pixels } }, null, words);
};
