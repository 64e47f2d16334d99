// The printed agreement for those who have no account: the link in their letter opens it as often as they like.
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { findAgreement } from '#lib/domains/matches/agreement-queries.server.ts';
import { purposes, readsPaper } from '#lib/domains/matches/letters.server.ts';
import { agreementSheet } from '#lib/domains/matches/sheet.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const GET: RequestHandler = async ({ locals, params, getClientAddress, setHeaders }) => {
  const { db, origin, now, locale } = locals;
  const words = await wordsIn(locale);
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  countPrinting(locals, getClientAddress(), words);
  const link = await findCapabilityLink(db, params.token, now);
  const agreement =
    link.ok && link.value.purpose === purposes.sheet
      ? await findAgreement(db, (link.value.subject as { agreement: string }).agreement)
      : null;
  if (!link.ok || !agreement || !(await readsPaper(db, link.value, agreement)))
    error(404, words.t('house.error.notFound'));
  return answerWith(agreementSheet(agreement, { words, origin, now }), `${agreement.number}`, words);
};
