import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { crewSheet } from '#lib/domains/touring/print/sheets.server.ts';
import { canLeadTour } from '#lib/domains/touring/policy.ts';
import { findTourBySlug, listStops } from '#lib/domains/touring/tours.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  const { db, actor, locale, now, origin } = locals;
  const words = await wordsIn(locale);
  countPrinting(locals, getClientAddress(), words);
  const tour = await findTourBySlug(db, params.slug);
  if (!tour || actor.kind !== 'person' || !canLeadTour(actor, tour))
    error(404, words.t('house.error.notFound'));
  const sheet = await crewSheet(db, tour, await listStops(db, tour.id), { words, origin, now });
  return answerWith(sheet, tour.slug, words);
};
