import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { technicalSheet } from '#lib/domains/touring/print/sheets.server.ts';
import { findPackageBySlug } from '#lib/domains/touring/queries.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  const { db, actor, locale, now, origin } = locals;
  const words = await wordsIn(locale);
  countPrinting(locals, getClientAddress(), words);
  const pack = await findPackageBySlug(db, actor, params.slug);
  if (!pack) error(404, words.t('house.error.notFound'));
  return answerWith(technicalSheet(pack, { words, origin, now }), pack.slug, words);
};
