// The form «it is there no more»: what it shows, and what it says.
import { sql } from 'kysely';
import { isUuid } from '#lib/core/ids.ts';
import { dayOf, defaultZone, isDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { closeRecord, reopenRecord, type ClosingDone } from './closing.server.ts';
import type { Closed } from './listing.server.ts';
import type { Mergeable } from './merge-schema.server.ts';
import type { FullOrganisation } from './queries.server.ts';
import type { FullVenue } from './venue-queries.server.ts';

/** Records of the settlement that one may choose from as what came in its place. */
const mostSuccessors = 500;

export interface ClosingShown {
  readonly name: string;
  readonly slug: string;
  readonly closed: Closed | null;
  readonly today: string;
  readonly successors: readonly { readonly value: string; readonly label: string }[];
}

export async function closingShown(
  db: Database,
  kind: Mergeable,
  record: FullOrganisation | FullVenue,
  now: Date
): Promise<ClosingShown> {
  const { id, name, slug, closed, settlement } = record;
  const { rows } = await sql<{ value: string; label: string }>`
    select id as value, name as label from ${sql.table(kind)}
    where (settlement_id is not distinct from ${settlement?.id ?? null} and closed_on is null and id <> ${id})
      or id = ${closed?.successor?.id ?? null}
    order by name, id limit ${mostSuccessors}`.execute(db);
  return { name, slug, closed, today: dayOf(now, defaultZone), successors: rows };
}

export type ClosingMistake = 'day' | 'in_future' | 'no_successor';

/** @returns what is wrong with the form instead; null when the record is not there for the actor */
export async function closeByForm(
  db: Database,
  actor: Actor,
  { kind, id, form }: { kind: Mergeable; id: string; form: FormData },
  now: Date
): Promise<{ readonly done: ClosingDone & { ok: true } } | { readonly mistake: ClosingMistake } | null> {
  const text = (field: string): string => String(form.get(field) ?? '').trim();
  const [on, successor] = [text('on'), text('successor')];
  if (on !== '' && !isDay(on)) return { mistake: 'day' };
  if (successor !== '' && !isUuid(successor)) return { mistake: 'no_successor' };
  const closing = {
    on: on || null,
    reason: text('reason').slice(0, 500) || null,
    successor: successor || null
  };
  const done = form.has('reopen')
    ? await reopenRecord(db, actor, { kind, id }, now)
    : await closeRecord(db, actor, { kind, id, ...closing }, now);
  if (done.ok) return { done };
  return done.reason === 'in_future' || done.reason === 'no_successor' ? { mistake: done.reason } : null;
}
