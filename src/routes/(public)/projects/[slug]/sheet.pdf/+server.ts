import type { RequestHandler } from './$types';
import { canSeeProject } from '#lib/domains/projects/policy.ts';
import { projectSheet } from '#lib/domains/projects/print/sheets.server.ts';
import { viewOf } from '#lib/domains/projects/view.server.ts';
import { projectAsked } from '../../../../project-pages.server.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  const { project, words } = await projectAsked({ locals, params }, canSeeProject);
  const { db, actor, now, origin } = locals;
  countPrinting(locals, getClientAddress(), words);
  const sheet = projectSheet(await viewOf(db, actor, project), { words, origin, now });
  return answerWith({ ...sheet, as: 'pdf' }, project.slug, words);
};
