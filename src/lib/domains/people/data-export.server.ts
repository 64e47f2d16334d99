// A person's copy of their data: asked for, put together by a job, fetched once while signed in, deleted after seven days.
import { strToU8, zipSync } from 'fflate';
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { inParts, recordActivity, type Activity } from '#lib/platform/activity.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Told } from '#lib/platform/domain.ts';
import { enqueue } from '#lib/platform/jobs.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { personalColumns, type TableDeclarations } from '#lib/platform/personal-data.ts';
import {
  collectByDeclaration,
  tablesAboutPeople,
  type CollectedTable
} from '#lib/platform/privacy/collect.server.ts';
import { copyPage } from '#lib/platform/privacy/copy-page.ts';
import { keptWords } from '#lib/platform/privacy/declared-words.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findWhose } from './erasure.server.ts';
import { exportDays } from './privacy-schema.server.ts';

/** The name of the job, as `domain.schedule`. */
export const exportJob = 'platform.build_data_exports';

export interface DataExport {
  readonly state: 'working' | 'ready' | 'fetched';
  readonly done: number;
  readonly total: number;
  /** The last moment at which a ready one can be fetched. */
  readonly until: Date | null;
}

export async function findDataExport(
  db: Database,
  person: Id<'person'>,
  now: Date
): Promise<DataExport | null> {
  const row = await db
    .selectFrom('data_export')
    .select(['tables_done', 'tables_total', 'ready_at', 'downloaded_at'])
    .where('person_id', '=', person)
    .executeTakeFirst();
  if (!row) return null;
  const until = row.ready_at && endOf(row.ready_at);
  if (until && until <= now) return null;
  const state = row.downloaded_at ? 'fetched' : row.ready_at ? 'ready' : 'working';
  return { state, done: row.tables_done, total: row.tables_total, until };
}

/** One at a time: while a copy is being made or waits to be fetched, asking again changes nothing. */
export async function askForData(
  db: Database,
  actor: Person,
  { locale, tables }: { locale: Locale; tables: TableDeclarations },
  now: Date
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await findDataExport(tx, actor.id, now);
    if (found && found.state !== 'fetched') return;
    const fresh = {
      locale,
      asked_at: now,
      tables_done: 0,
      tables_total: tablesAboutPeople(tables).length,
      zip: null,
      ready_at: null,
      downloaded_at: null
    };
    await tx
      .insertInto('data_export')
      .values({ id: newId(now), person_id: actor.id, ...fresh })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(fresh))
      .execute();
    await enqueue(tx, { name: exportJob, runAt: now });
    await recordActivity(tx, actor, now, {
      verb: 'person.data_asked',
      objectKind: 'person',
      objectId: actor.id
    });
  });
}

/** @returns the bytes of the ZIP; the second time there are none */
export async function fetchData(
  db: Database,
  person: Id<'person'>,
  now: Date
): Promise<Result<Uint8Array, { ok: false; reason: 'gone' }>> {
  return inTransaction(db, async (tx): Promise<Result<Uint8Array, { ok: false; reason: 'gone' }>> => {
    const row = await tx
      .selectFrom('data_export')
      .select(['id', 'zip', 'ready_at'])
      .where('person_id', '=', person)
      .where('downloaded_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row?.zip || !row.ready_at || endOf(row.ready_at) <= now) return no('gone');
    await tx
      .updateTable('data_export')
      .set({ zip: null, downloaded_at: now })
      .where('id', '=', row.id)
      .execute();
    return ok(row.zip);
  });
}

export interface ExportContext {
  readonly tables: TableDeclarations;
  readonly wordsIn: (locale: Locale) => Promise<Words>;
  readonly tell?: TellActivities;
}

/** How activities read in a history, by their id. */
export type TellActivities = (
  db: Database,
  activities: readonly Activity[],
  words: Words
) => Promise<ReadonlyMap<string, Told>>;

/** Makes those that were asked for and are not there yet. */
export async function buildDataExports(db: Database, context: ExportContext, now: Date): Promise<void> {
  const asked = await db
    .selectFrom('data_export')
    .select(['id', 'person_id', 'locale'])
    .where('ready_at', 'is', null)
    .orderBy('asked_at')
    .execute();
  for (const row of asked) {
    const words = await context.wordsIn(row.locale);
    const zip = await packData(db, row.person_id, {
      words,
      tables: context.tables,
      tell: context.tell,
      now,
      onTable: async (done) => {
        await db.updateTable('data_export').set({ tables_done: done }).where('id', '=', row.id).execute();
      }
    });
    if (zip) await finish(db, { ...row, zip }, now);
  }
}

/** `index.html` in the person's language, and `data.json`. Null when the person is gone. */
export async function packData(
  db: Database,
  person: Id<'person'>,
  {
    words,
    tables,
    tell,
    now,
    onTable
  }: {
    words: Words;
    tables: TableDeclarations;
    tell?: TellActivities | undefined;
    now: Date;
    /** Told how many tables have been looked through. */
    onTable?: (done: number) => Promise<void>;
  }
): Promise<Uint8Array | null> {
  const whose = await findWhose(db, person);
  if (!whose) return null;
  const collected = await collectByDeclaration(db, tables, whose, {
    onTable,
    namesOf: (ids) => namesOfPlaces(db, ids)
  });
  const told = tell ? await tell(db, await activitiesIn(db, collected), words) : new Map<string, Told>();
  const html = copyPage(collected, { words, tables, name: whose.name ?? '', told, now });
  const json = {
    madeAt: now.toISOString(),
    tables: Object.fromEntries(
      collected.map(({ table, rows }) => {
        const personal = personalColumns(tables, table);
        return [
          table,
          {
            purposes: [...new Set(personal.map(({ purpose }) => words.t(purpose)))],
            kept: [...new Set(personal.map(({ kept }) => keptWords(words, kept)))],
            rows
          }
        ];
      })
    )
  };
  return zipSync({
    'index.html': strToU8(html),
    'data.json': strToU8(JSON.stringify(json, null, 1))
  });
}

/** The activities that were collected, as they are kept. */
async function activitiesIn(db: Database, collected: readonly CollectedTable[]): Promise<Activity[]> {
  const rows = collected.find(({ table }) => table === 'activity')?.rows ?? [];
  const ids = rows.map(({ id }) => id as Id<'activity'>);
  const found: Activity[] = [];
  for (const part of inParts(ids))
    found.push(...(await db.selectFrom('activity').selectAll().where('id', 'in', part).execute()));
  return found;
}

async function namesOfPlaces(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .unionAll(
      db
        .selectFrom('settlement')
        .select(['id', 'name'])
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`) as never
    )
    .unionAll(
      db
        .selectFrom('venue')
        .select(['id', 'name'])
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`) as never
    )
    .unionAll(
      db
        .selectFrom('event')
        .select(['id', 'title as name'])
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`) as never
    )
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function finish(
  db: Database,
  { id, person_id, zip }: { id: Id<'data_export'>; person_id: Id<'person'>; zip: Uint8Array },
  now: Date
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const done = await tx
      .updateTable('data_export')
      .set((eb) => ({ zip, ready_at: now, tables_done: eb.ref('tables_total') }))
      .where('id', '=', id)
      .where('ready_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!done) return;
    const person = await tx
      .selectFrom('person')
      .select(['name', 'email', 'locale'])
      .where('id', '=', person_id)
      .executeTakeFirst();
    if (!person?.email) return;
    await sendMail(
      tx,
      {
        to: { email: person.email, name: person.name, person: person_id },
        locale: person.locale,
        kind: 'essential',
        subject: message('privacy.mail.ready.subject'),
        blocks: [
          paragraph(
            message('privacy.mail.ready.text', { day: { instant: endOf(now).toISOString(), style: 'until' } })
          ),
          button(message('privacy.mail.ready.button'), '/account/privacy'),
          small(message('privacy.mail.ready.notYou'))
        ]
      },
      now
    );
  });
}

function endOf(ready: Date): Date {
  return new Date(ready.getTime() + exportDays * 86_400_000);
}
