import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { letterSheet } from '#lib/domains/projects/print/sheets.server.ts';
import { listGifts } from '#lib/domains/projects/supporters.server.ts';
import { answerWith, countPrinting } from '../../../../printed.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { keptSupporterAsked } from '../../../../project-pages.server.ts';

export const GET: RequestHandler = async ({ locals, params, url, getClientAddress }) => {
  const { supporter, words } = await keptSupporterAsked({ locals, params });
  // In the language of whoever reads it.
  const theirs = await wordsIn(supporter.language);
  const { db, now, actor, origin } = locals;
  countPrinting(locals, getClientAddress(), words);
  const wanted = url.searchParams.get('gift');
  const gifts = await listGifts(db, [supporter.id]);
  const gift = wanted === null ? gifts[0] : gifts.find(({ id }) => id === wanted);
  if (!gift) error(404, words.t('house.error.notFound'));
  const by = actor.kind === 'person' ? (actor.onBehalfOf?.name ?? actor.name) : '';
  const sheet = letterSheet({ supporter, gift, by }, { words: theirs, origin, now });
  return answerWith({ ...sheet, as: 'pdf' }, supporter.slug, words);
};
