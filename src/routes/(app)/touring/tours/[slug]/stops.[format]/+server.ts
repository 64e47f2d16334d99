import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { stopExporter } from '#lib/domains/touring/exports.server.ts';
import { canLeadTour } from '#lib/domains/touring/policy.ts';
import { findTourBySlug } from '#lib/domains/touring/tours.server.ts';
import { fileOf } from '../../../../../minutes-pages.server.ts';
import { wordsIn } from '../../../../../../words.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const words = await wordsIn(locals.locale);
  const tour = await findTourBySlug(locals.db, params.slug);
  if (!tour || !canLeadTour(locals.actor, tour)) error(404, words.t('house.error.notFound'));
  return fileOf(stopExporter(tour), params.format, { locals, url, internal: true, words });
};
