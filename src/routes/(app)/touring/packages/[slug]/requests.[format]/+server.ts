import type { RequestHandler } from './$types';
import { requestExporter } from '#lib/domains/touring/exports.server.ts';
import { fileOf } from '../../../../../minutes-pages.server.ts';
import { wordsIn } from '../../../../../../words.ts';
import { ownPackage } from '../../../package.server.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const words = await wordsIn(locals.locale);
  const pack = await ownPackage(locals, params.slug);
  return fileOf(requestExporter(pack), params.format, { locals, url, internal: true, words });
};
