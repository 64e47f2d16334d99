// Gathers what the rooms propose for the next meeting of a circle, but for what was taken or turned down already.
import { addMonths, dayOf, defaultZone, startOfDay } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { AgendaContext, AgendaProposal, Domain } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { CircleWithOffices } from '#lib/domains/circles/policy.ts';
import { listComing, listPast, type FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import { settlementsOf } from './territory.server.ts';
import { listItems } from './agenda.server.ts';

/** More than a convenor reads. */
const mostProposals = 40;

export async function gatherProposals(
  db: Database,
  domains: readonly Domain[],
  {
    meeting,
    offices,
    words,
    now
  }: { meeting: FullMeeting; offices: CircleWithOffices; words: Words; now: Date }
): Promise<AgendaProposal[]> {
  const context = await contextOf(db, { meeting, offices, words, now });
  const known = new Set((await listItems(db, meeting.id)).map(({ sourceKey }) => sourceKey));
  const proposals: AgendaProposal[] = [];
  for (const { agenda } of domains)
    for (const give of agenda ?? []) proposals.push(...(await give(db, context)).slice(0, 12));
  return proposals
    .filter(({ key }) => !known.has(key))
    .sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
    .slice(0, mostProposals);
}

async function contextOf(
  db: Database,
  {
    meeting,
    offices,
    words,
    now
  }: { meeting: FullMeeting; offices: CircleWithOffices; words: Words; now: Date }
): Promise<AgendaContext> {
  const { circle, startsAt } = meeting;
  const [before] = await listPast(db, circle.id, startsAt, { limit: 1 });
  const after = (await listComing(db, circle.id, meeting.endsAt, { limit: 2, cancelled: false })).find(
    ({ id }) => id !== meeting.id
  );
  const day = dayOf(startsAt, defaultZone);
  return {
    circle: { id: circle.id, name: circle.name },
    organisations: offices.members.flatMap(({ organisationId }) => organisationId ?? []),
    settlements: await settlementsOf(db, circle.id),
    from: before?.startsAt ?? startOfDay(addMonths(day, -3), defaultZone),
    until: after?.startsAt ?? startOfDay(addMonths(day, 3), defaultZone),
    meeting: { id: meeting.id, startsAt },
    words,
    now
  };
}
