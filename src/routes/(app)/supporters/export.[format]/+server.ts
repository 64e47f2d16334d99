import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { canEnterSupporters } from '#lib/domains/projects/policy.ts';
import { supporterExporter } from '#lib/domains/projects/supporter-exports.server.ts';
import { wordsIn } from '../../../../words.ts';
import { fileOf } from '../../../minutes-pages.server.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const words = await wordsIn(locals.locale);
  if (!canEnterSupporters(locals.actor)) error(404, words.t('house.error.notFound'));
  return fileOf(supporterExporter(locals.actor), params.format, { locals, url, internal: true, words });
};
