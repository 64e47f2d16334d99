import { error, redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { findAgreement } from '#lib/domains/matches/agreement-queries.server.ts';
import { canSeeAgreement } from '#lib/domains/matches/policy.ts';
import { agreementSheet } from '#lib/domains/matches/sheet.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';
import { wordsIn } from '../../../../../words.ts';

export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  const { db, actor, origin, now, locale } = locals;
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const agreement = await findAgreement(db, params.id);
  if (!agreement || !canSeeAgreement(actor, agreement.parties)) error(404, words.t('house.error.notFound'));
  countPrinting(locals, getClientAddress(), words);
  return answerWith(agreementSheet(agreement, { words, origin, now }), `${agreement.number}`, words);
};
