// A list as a file: `/exports/organisations.csv?near=Szentes&within=20`.
import { error } from '@sveltejs/kit';
import { exporters } from '../../../exporters.ts';
import { wordsIn } from '../../../words.ts';
import type { RequestHandler } from './$types';
import { dayOf } from '#lib/core/time.ts';
import { attachment, exported, exportFormats } from '#lib/platform/exports/exports.server.ts';

export const GET: RequestHandler = async ({ locals: { db, actor, origin, locale, now }, params, url }) => {
  const words = await wordsIn(locale);
  const exporter = exporters.find(({ key }) => key === params.kind);
  const format = exportFormats.find((each) => each === params.format);
  const internal = url.searchParams.get('internal') === 'yes';
  if (!exporter || !format || (internal && !exporter.mayHaveInternal?.(actor)))
    error(404, words.t('house.error.notFound'));
  const request = { db, words, origin, filter: url.searchParams, internal };
  const file = exported(exporter, format, request, dayOf(now, 'Europe/Budapest'));
  if (!file) error(404, words.t('house.error.notFound'));
  return attachment(file);
};
