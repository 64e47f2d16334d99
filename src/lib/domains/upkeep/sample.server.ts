// Makes the sample region look lived in: records confirmed lately, long ago and never, and a few answers to letters.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext, SampleCount } from '#lib/platform/domain.ts';
import type { ConfirmedHow, Outcome } from './model.ts';

/** Days ago, one after the other; null for never. */
const confirmedAgo = [3, 40, null, 150, 12, 420, 25, null, 75] as const;
const hows: readonly ConfirmedHow[] = ['form', 'mail', 'paper', 'mail'];
const answers: readonly { outcome: Outcome; note: string | null; days: number }[] = [
  { outcome: 'silence', note: null, days: 5 },
  {
    outcome: 'gone',
    note: 'Az egyesület két éve nem működik, a klubdélutánokat a könyvtár vette át.',
    days: 9
  },
  { outcome: 'corrected', note: 'Szerdánként már este nyolcig nyitva vagyunk.', days: 2 }
];

export async function loadSampleUpkeep(db: Database, { now }: SampleContext): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const { rows } = await sql<{ kind: string; id: string; organisation: Id<'organisation'> | null }>`
    select 'organisation' as kind, id, id as organisation, external_id from organisation where source = ${fromSample}
    union all select 'venue', id, organisation_id, external_id from venue where source = ${fromSample}
    union all select 'service', id, organisation_id, external_id from service where source = ${fromSample}
    union all select 'equipment', id, organisation_id, external_id from equipment where source = ${fromSample}
    order by kind, external_id`.execute(db);
  const confirmations = rows.flatMap(({ kind, id, organisation }, index) => {
    const days = confirmedAgo[index % confirmedAgo.length];
    if (days == null) return [];
    const how = hows[index % hows.length] ?? 'form';
    return [
      { kind, record_id: id, confirmed_at: ago(days), confirmed_by: null, organisation_id: organisation, how }
    ];
  });
  if (confirmations.length > 0) await db.insertInto('record_confirmation').values(confirmations).execute();
  const confirmed = new Set(confirmations.map(({ record_id }) => record_id));
  const silent = rows.filter(({ kind, id }) => kind === 'organisation' && !confirmed.has(id));
  const questions = answers.flatMap(({ outcome, note, days }, index) => {
    const organisation = silent[index * 3]?.organisation;
    if (!organisation) return [];
    return [
      {
        id: newId<'upkeep_question'>(now),
        organisation_id: organisation,
        asked_at: ago(days + 60),
        asked_again_at: ago(days + 30),
        outcome,
        note,
        closed_at: ago(days)
      }
    ];
  });
  if (questions.length > 0) await db.insertInto('upkeep_question').values(questions).execute();
}

/** Before the records themselves go; of those that stay what the sample said of them is taken back all the same. */
export async function removeSampleUpkeep(tx: Database): Promise<readonly SampleCount[]> {
  for (const table of ['record_confirmation', 'upkeep_aside'] as const)
    await sql`
      delete from ${sql.table(table)} where record_id in (
        select id from organisation where source = ${fromSample}
        union all select id from venue where source = ${fromSample}
        union all select id from service where source = ${fromSample}
        union all select id from equipment where source = ${fromSample})`.execute(tx);
  await tx
    .deleteFrom('upkeep_question')
    .where('organisation_id', 'in', (eb) =>
      eb.selectFrom('organisation').select('organisation.id').where('source', '=', fromSample)
    )
    .execute();
  return [];
}
