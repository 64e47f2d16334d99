import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { canPlanProjects } from '#lib/domains/projects/policy.ts';
import { projectExporter } from '#lib/domains/projects/project-exports.server.ts';
import { wordsIn } from '../../../../words.ts';
import { fileOf } from '../../../minutes-pages.server.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const words = await wordsIn(locals.locale);
  if (!canPlanProjects(locals.actor)) error(404, words.t('house.error.notFound'));
  return fileOf(projectExporter(locals.actor), params.format, { locals, url, internal: true, words });
};
