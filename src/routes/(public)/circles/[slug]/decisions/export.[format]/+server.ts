import type { RequestHandler } from './$types';
import { decisionExporter } from '#lib/domains/minutes/exports.server.ts';
import { recordsAsked } from '../../../../../circle-records.server.ts';
import { fileOf } from '../../../../../minutes-pages.server.ts';

export const GET: RequestHandler = async (event) => {
  const { circle, inside, words } = await recordsAsked(event, (each) => each.showsDecisions);
  const { locals, params, url } = event;
  return fileOf(decisionExporter(circle.id), params.format, { locals, url, internal: inside, words });
};
