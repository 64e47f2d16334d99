import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { currentCharter, listSignatures } from '#lib/domains/circles/charter.server.ts';
import { hearsOf } from '#lib/domains/circles/policy.ts';
import { charterSheet } from '#lib/domains/circles/print/charter-sheet.server.ts';
import { findSeenCircle, listMembers } from '#lib/domains/circles/queries.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';

export const GET: RequestHandler = async ({ locals, params, getClientAddress }) => {
  const { db, actor, locale, now, origin } = locals;
  const words = await wordsIn(locale);
  countPrinting(locals, getClientAddress(), words);
  const found = await findSeenCircle(db, actor, params.slug);
  const charter = found && (await currentCharter(db, found.circle.id));
  if (!found || !charter) error(404, words.t('house.error.notFound'));
  const { circle, offices } = found;
  const members = circle.showsMembers || hearsOf(actor, offices) ? await listMembers(db, circle.id) : null;
  const signatures = (await listSignatures(db, [charter.id])).get(charter.id) ?? [];
  const sheet = charterSheet({ circle, charter, members, signatures }, { words, origin, now });
  return answerWith({ ...sheet, as: 'pdf' }, circle.slug, words);
};
