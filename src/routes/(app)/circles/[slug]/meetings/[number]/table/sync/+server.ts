// Where the screen at the table sends what was typed, and hears what others typed.
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { findMeetingFor } from '#lib/domains/minutes/found.server.ts';
import { readSent } from '#lib/domains/minutes/table-input.ts';
import { writeAtTable } from '#lib/domains/minutes/table.server.ts';
import { wordsIn } from '../../../../../../../../words.ts';

export const POST: RequestHandler = async ({ locals: { db, actor, now, locale }, params, request }) => {
  const found = await findMeetingFor(db, actor, params);
  if (!found?.runs) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  // Whoever lost the network in the middle of a sentence sends it again.
  const text = await request.text().catch(() => null);
  const sent = text === null ? null : readSent(text);
  if (!sent) return Response.json({ reason: 'unreadable' }, { status: 400 });
  const { meeting, offices } = found;
  const done = await writeAtTable(db, actor, { meeting, offices, ...sent }, now);
  if (!done.ok) return Response.json({ reason: done.reason }, { status: 409 });
  return Response.json(done.value);
};
