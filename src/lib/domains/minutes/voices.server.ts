// Who agreed with what was decided: everybody who was there and decides, but for those of whom something else was noted.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { decidingOffices } from '#lib/domains/circles/model.ts';
import { voices, type Voice } from './model.ts';
import { foldTable } from './table-fold.ts';

/** Written anew whenever somebody comes in, a decision is added, or somebody says that they did not agree. */
export async function writeVoices(tx: Database, meeting: Id<'meeting'>): Promise<void> {
  const decisions = await tx.selectFrom('decision').select('id').where('meeting_id', '=', meeting).execute();
  if (decisions.length === 0) return;
  const seats = await tx
    .selectFrom('meeting_invitee')
    .innerJoin('circle_member', 'circle_member.id', 'meeting_invitee.member_id')
    .select('member_id')
    .where('meeting_id', '=', meeting)
    .where('attendance', 'in', ['present', 'remote'])
    .where('circle_member.role', 'in', decidingOffices)
    .execute();
  const ids = decisions.map(({ id }) => id);
  const before = await tx
    .selectFrom('decision_voice')
    .selectAll()
    .where('decision_id', 'in', ids)
    .where('voice', '!=', 'agreed')
    .execute();
  const known = new Map(before.map((row) => [`${row.decision_id}/${row.member_id}`, row.voice]));
  const typed = foldTable(
    await tx
      .selectFrom('table_change')
      .select(['change_id as id', 'path', 'stamp', 'base', 'value'])
      .where('meeting_id', '=', meeting)
      .where('path', 'like', 'voice/%')
      .execute()
  );
  const voiceOf = (decision: string, member: string): Voice => {
    const said = typed.get(`voice/${decision}/${member}`);
    if (said) return voices.find((voice) => voice === said.value) ?? 'agreed';
    return known.get(`${decision}/${member}`) ?? 'agreed';
  };
  await tx.deleteFrom('decision_voice').where('decision_id', 'in', ids).execute();
  const rows = ids.flatMap((decision) =>
    seats.map(({ member_id }) => ({
      decision_id: decision,
      member_id,
      voice: voiceOf(decision, member_id)
    }))
  );
  if (rows.length > 0) await tx.insertInto('decision_voice').values(rows).execute();
}
