// Two records become one and two again: nothing that any table says is lost on the way, in a whole house full of records.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { rankedDomains as domains } from '../../src/house.server.ts';
import { wordsIn } from '../../src/words.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { findNewAddress } from '#lib/domains/registry/addresses.server.ts';
import { listSuspected, lookAt, rememberNotSame } from '#lib/domains/registry/duplicates.server.ts';
import { mergeRecords, type MergeAsked } from '#lib/domains/registry/merge.server.ts';
import { undoMerge } from '#lib/domains/registry/merge-undo.server.ts';
import type { Mergeable } from '#lib/domains/registry/merge-schema.server.ts';
import {
  createOrganisation,
  createVenue,
  updateOrganisation
} from '#lib/domains/registry/operations.server.ts';
import { findOrganisation } from '#lib/domains/registry/queries.server.ts';
import { findVenue } from '#lib/domains/registry/venue-queries.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { placesPointingAt } from '#lib/platform/db/move-references.server.ts';
import { useDatabase } from '../db.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-12-10T10:00:00Z');
const house = { domains, words: await wordsIn('hu') };

beforeAll(async () => {
  for (const domain of domains) await domain.supply?.(database(), now);
  await inTransaction(database(), async (tx) => {
    for (const domain of domains) await domain.sample?.(tx, { now, today: '2026-11-21', seed: 1 });
  });
}, 240_000);

type Row = { readonly [column: string]: unknown };

/** Everything in the database, by table. */
async function everything(): Promise<Map<string, Row[]>> {
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`.execute(database());
  const all = new Map<string, Row[]>();
  for (const { name } of tables) {
    const { rows } = await sql<{ row: Row }>`select to_jsonb(mine) as row from ${sql.table(name)} mine
      order by to_jsonb(mine)::text`.execute(database());
    all.set(
      name,
      rows.map(({ row }) => row)
    );
  }
  return all;
}

/** Tables in which something says the text. */
function tablesWith(all: ReadonlyMap<string, Row[]>, text: string): string[] {
  return [...all]
    .filter(([, rows]) => rows.some((row) => JSON.stringify(row).includes(text)))
    .map(([name]) => name);
}

/** The two of one settlement at which most rows point. */
async function busiest(kind: Mergeable): Promise<{ into: string; from: string }> {
  const counts = new Map<string, number>();
  for (const { table, column } of await placesPointingAt(database(), kind)) {
    const { rows } = await sql<{
      id: string;
      count: number;
    }>`select ${sql.ref(column)} as id, count(*)::integer as count
      from ${sql.table(table)} where ${sql.ref(column)} is not null group by 1`.execute(database());
    for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + Math.min(count, 5));
  }
  const records = await database()
    .selectFrom(kind)
    .select(['id', 'settlement_id'])
    .where('settlement_id', 'is not', null)
    .execute();
  const ranked = records
    .map((row) => ({ ...row, count: counts.get(row.id) ?? 0 }))
    .sort((a, b) => b.count - a.count);
  const [first] = ranked;
  const second = ranked.find((row) => row.id !== first!.id && row.settlement_id === first!.settlement_id);
  // Two that sit at one table cannot be one: one of them has left it.
  await sql`update circle_member set left_on = joined_on where organisation_id = ${first!.id}`.execute(
    database()
  );
  return { into: second!.id, from: first!.id };
}

async function merged(asked: Omit<MergeAsked, 'taken'> & { taken?: string[] }, actor: Actor = system) {
  return mergeRecords(database(), actor, { taken: [], ...asked }, { now, house });
}

describe.each(['organisation', 'venue'] as const)('an %s', (kind) => {
  test('with all that belongs to it becomes part of another, and no row speaks of it any more', async () => {
    const pair = await busiest(kind);
    const before = await everything();
    const spoken = tablesWith(before, pair.from);
    expect(spoken.length).toBeGreaterThan(4);
    const done = await merged({ kind, ...pair });
    expect(done).toMatchObject({ ok: true });
    const after = await everything();
    const left = tablesWith(after, pair.from);
    // What happened tells whom it happened to, old lists find by it; the search forgets by itself; of a project's proposal only
    // halls that are still there are taken.
    expect(
      left.filter(
        (table) => !['activity', 'merge', 'project', 'record_alias', 'search_document'].includes(table)
      )
    ).toEqual([]);
    const told = after.get('activity')!.filter((row) => JSON.stringify(row).includes(pair.from));
    expect(
      told.filter((row) => (row['details'] as Row)['gone'] !== pair.from && row['object_id'] === pair.from)
    ).toEqual([]);
    const lost = [...before].filter(
      ([name, rows]) =>
        name !== kind && after.get(name)!.length < rows.length && name !== 'suspected_duplicate'
    );
    expect(lost.map(([name]) => name).filter((name) => !said.has(name))).toEqual([]);
  });

  test('is itself again after undoing, and so is everything else', async () => {
    const pair = await busiest(kind);
    const before = await everything();
    const done = await merged({ kind, ...pair, taken: ['name', 'street', 'summary', 'note'] });
    if (!done.ok) throw new Error(done.reason);
    const undone = await undoMerge(database(), system, done.value.id, later);
    expect(undone).toMatchObject({ ok: true, value: { missing: [], changed: [] } });
    const after = await everything();
    const news = new Set(after.get('merge')!.map(({ id }) => id));
    for (const [name, rows] of before) {
      const now = after.get(name)!.filter((row) => !(name === 'merge' && news.has(row['id'])));
      const [was, is] = [rows, now].map((list) =>
        list
          .map((row) => ({ ...row, ...(row['id'] === pair.into ? { updated_at: null } : {}) }))
          .filter((row) => name !== 'activity' || !/\.(merged|parted)$/.test(String((row as Row)['verb'])))
          .map((row) => JSON.stringify(row))
          .sort()
      );
      const grown = ['activity_organisation', 'old_slug'].includes(name);
      expect({ name, missing: was!.filter((row) => !is!.includes(row)).slice(0, 3) }).toEqual({
        name,
        missing: []
      });
      if (!grown) expect({ name, count: is!.length }).toEqual({ name, count: was!.length });
    }
  });
});

/** Rows of these would say twice what stands at the survivor; the merge keeps them for its undoing. */
const said = new Set([
  'activity_organisation',
  'clash_word',
  'event_organiser',
  'expert_organisation',
  'organisation_contact',
  'record_confirmation',
  'role',
  'service_venue',
  'upkeep_aside'
]);

describe('every column that could point at a record', () => {
  /** Ids without a foreign key that point at no organisation or venue, or are looked after by the merge itself. */
  const otherIds = new Set([
    'erased_person.person_id',
    'merge.survivor_id',
    'merge.gone_id',
    'not_same.first_id',
    'not_same.second_id',
    'suspected_duplicate.first_id',
    'suspected_duplicate.second_id',
    // Ids of settlements.
    'occurrence.settlement_id',
    'project.settlements',
    'retiming.settlements',
    // What a device at a circle's table calls its change.
    'table_change.change_id',
    // Ids of capability_link.
    'upkeep_letter.links'
  ]);
  /** JSON that names no organisation or venue by id, or is moved by a way of its own (`capability_link.subject`). */
  const knownJson = new Set([
    // What was, is told as it was: the history names the one that went.
    'activity.details',
    // Of a circle, a meeting, a question: never of an organisation or a venue.
    'agenda_item.source',
    'booking.exdates',
    'capability_link.subject',
    'event.exdates',
    'event.flexibility',
    'event.overrides',
    'event.rdates',
    // As the feed told them.
    'feed_item.received',
    'feed_question.came',
    'feed_read.counts',
    'feed_read.problems',
    // For half an hour, until it is told: what stood there.
    'followed_change.before',
    // As the file wrote them, with the file's own ids.
    'hsds_row.fields',
    'hsds_row.written',
    'import_draft.mapping',
    'import_mapping.mapping',
    // As the mail brought them.
    'inbound_mail.answers',
    'inbound_mail.calendars',
    'installation.value',
    'job.payload',
    'mail.content',
    // Shares and sentences about a pair of entries.
    'match_word.bars',
    'match_word.facts',
    'merge.snapshot',
    'notification.details',
    'notification.text',
    // Days only.
    'package.available',
    'package_request.days',
    'posted_form.answer',
    // What was found, until somebody takes it: of halls that are gone by then nothing is taken.
    'project.found',
    // Plans for the events of a month, as they were when they were made.
    'retiming.answer',
    // Of stops, which have a hall of their own, by the ids of the stops.
    'tour.answer',
    'tour.before',
    'tour.plan',
    'tour.settings',
    'tour_stop.reason'
  ]);

  test('is moved with it, or known to point at none', async () => {
    const { rows } = await sql<{ name: string; type: string }>`
      select relname || '.' || attname as name, format_type(atttypid, null) as type
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
        and format_type(atttypid, null) in ('uuid', 'jsonb', 'json', 'uuid[]') and attname <> 'id'
        and not exists (select from pg_constraint where contype = 'f' and conrelid = attrelid and attnum = any(conkey))
      order by 1`.execute(database());
    const moved = new Set(
      (await placesPointingAt(database(), 'organisation')).map(({ table, column }) => `${table}.${column}`)
    );
    const open = rows.filter(
      ({ name }) =>
        !moved.has(name) && !otherIds.has(name) && !knownJson.has(name) && !/^search_document/.test(name)
    );
    expect(open.map(({ name, type }) => `${name} ${type}`)).toEqual([]);
  });

  test('stands alone in its foreign key', async () => {
    const { rows } = await sql<{ name: string }>`select conrelid::regclass::text || ' ' || conname as name
      from pg_constraint where contype = 'f' and cardinality(conkey) > 1
        and confrelid in ('organisation'::regclass, 'venue'::regclass)`.execute(database());
    expect(rows).toEqual([]);
  });
});

describe('two records of one settlement', () => {
  const draft = async (name: string, more: object = {}) => {
    const settlement = await database()
      .selectFrom('settlement')
      .select(['id', 'name'])
      .where('name', '=', 'Szegvár')
      .executeTakeFirstOrThrow();
    return {
      name,
      sector: 'public' as const,
      kind: 'library' as const,
      settlement,
      street: null,
      summary: null,
      contacts: [],
      ...more
    };
  };
  const enter = async (name: string, more: object = {}): Promise<string> => {
    const saved = await createOrganisation(database(), system, await draft(name, more), now);
    if (!saved.ok) throw new Error(saved.reason);
    return saved.value.id;
  };
  const mail = (value: string) => ({ kind: 'email' as const, value, visibility: 'public' as const });

  test('keep what only one of them says, and the contacts of both, each once', async () => {
    const into = await enter('Kőlapos Könyvtár', { contacts: [mail('konyvtar@kolapos.example')] });
    const from = await enter('Kőlapos Könyvt.', {
      street: 'Fő út 3.',
      contacts: [mail('Konyvtar@kolapos.example'), mail('masik@kolapos.example')]
    });
    const done = await merged({ kind: 'organisation', into, from });
    expect(done.ok).toBe(true);
    const one = await findOrganisation(database(), into);
    expect(one).toMatchObject({ name: 'Kőlapos Könyvtár', street: 'Fő út 3.' });
    expect(one!.contacts.map(({ value }) => value)).toEqual([
      'konyvtar@kolapos.example',
      'masik@kolapos.example'
    ]);
  });

  test('perform as one wherever either of them did, under the names that were printed, and each for itself after undoing', async () => {
    const [into, from] = [await enter('Kurcaparti Kórus'), await enter('Kurca-parti Kórus')];
    const { id: event } = await database()
      .selectFrom('event')
      .select('id')
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    const performing = async (): Promise<unknown[]> => {
      const rows = await database()
        .selectFrom('event_performer')
        .select(['name', 'organisation_id'])
        .where('event_id', '=', event)
        .orderBy('position')
        .execute();
      return rows.map(({ name, organisation_id }) => [name, organisation_id]);
    };
    await database().deleteFrom('event_performer').where('event_id', '=', event).execute();
    await database()
      .insertInto('event_performer')
      .values(
        [from, into].map((organisation, position) => ({
          ...{ event_id: event, position, name: `Kórus ${position}`, role: null, key: null },
          organisation_id: organisation as never
        }))
      )
      .execute();
    const done = await merged({ kind: 'organisation', into, from });
    expect(await performing()).toEqual([
      ['Kórus 0', into],
      ['Kórus 1', into]
    ]);
    if (!done.ok) throw new Error(done.reason);
    await undoMerge(database(), system, done.value.id, later);
    expect(await performing()).toEqual([
      ['Kórus 0', from],
      ['Kórus 1', into]
    ]);
  });

  test('lead from the old address to the one that stayed, and back after undoing', async () => {
    const [into, from] = [await enter('Kőlapos Könyvtár'), await enter('Kőlapos Könyvt.')];
    const old = (await findOrganisation(database(), from))!.slug;
    const done = await merged({ kind: 'organisation', into, from });
    expect(await findNewAddress(database(), 'organisation', old)).toBe(
      (await findOrganisation(database(), into))!.slug
    );
    if (!done.ok) throw new Error(done.reason);
    await undoMerge(database(), system, done.value.id, later);
    expect(await findNewAddress(database(), 'organisation', old)).toBeNull();
    expect((await findOrganisation(database(), from))!.slug).toBe(old);
  });

  test('with the same person in the same role leave them one role, and give both back', async () => {
    const [into, from] = [await enter('Kőlapos Könyvtár'), await enter('Kőlapos Könyvt.')];
    const roles = [into, from].map((organisation) => ({ kind: 'editor' as const, organisation }));
    const person = await addPerson(
      database(),
      { name: 'Kő Klára', email: 'klara@kolapos.example', roles },
      now
    );
    const count = async (): Promise<number> =>
      (await database().selectFrom('role').select('id').where('person_id', '=', person).execute()).length;
    const done = await merged({ kind: 'organisation', into, from });
    if (!done.ok) throw new Error(done.reason);
    expect(await count()).toBe(1);
    await undoMerge(database(), system, done.value.id, later);
    expect(await count()).toBe(2);
  });

  test('that others changed since the merge keep that when it is undone, and it is told', async () => {
    const [into, from] = [
      await enter('Kőlapos Könyvtár'),
      await enter('Kőlapos Könyvt.', { street: 'Fő út 3.' })
    ];
    const done = await merged({ kind: 'organisation', into, from });
    if (!done.ok) throw new Error(done.reason);
    const changed = await draft('Kőlapos Könyvtár', { street: 'Malom köz 1.' });
    await updateOrganisation(database(), system, { id: into as never, draft: changed }, now);
    const undone = await undoMerge(database(), system, done.value.id, later);
    expect(undone).toMatchObject({ ok: true, value: { changed: ['street'] } });
    expect((await findOrganisation(database(), into))!.street).toBe('Malom köz 1.');
    expect((await findOrganisation(database(), from))!.street).toBe('Fő út 3.');
  });

  test('cannot be parted again twice, or after a month', async () => {
    const [into, from] = [await enter('Kőlapos Könyvtár'), await enter('Kőlapos Könyvt.')];
    const done = await merged({ kind: 'organisation', into, from });
    if (!done.ok) throw new Error(done.reason);
    const { id } = done.value;
    const month = new Date('2026-12-22T10:00:00Z');
    expect(await undoMerge(database(), system, id, month)).toMatchObject({ reason: 'too_late' });
    expect((await undoMerge(database(), system, id, later)).ok).toBe(true);
    expect(await undoMerge(database(), system, id, later)).toMatchObject({ reason: 'not_found' });
  });

  test('are merged by those only who take care of their settlement', async () => {
    const [into, from] = [await enter('Kőlapos Könyvtár'), await enter('Kőlapos Könyvt.')];
    const { settlement } = await draft('');
    const id = await addPerson(database(), { name: 'Kő Klára', email: null, roles: [] }, now);
    const as = (roles: object[]): Actor => ({ kind: 'person', id, name: 'Kő Klára', roles: roles as never });
    const owner = as([into, from].map((organisation) => ({ kind: 'owner', organisation })));
    for (const actor of [anonymous, owner, as([{ kind: 'caretaker', settlement: newId(now) }])]) {
      expect(await merged({ kind: 'organisation', into, from }, actor)).toMatchObject({
        reason: 'not_yours'
      });
      expect((await listSuspected(database(), actor, 1)).total).toBe(0);
    }
    const caretaker = as([{ kind: 'caretaker', settlement: settlement.id }]);
    await lookAt(database(), settlement.id, now);
    const seen = (await listSuspected(database(), caretaker, 1)).rows.filter(({ first }) =>
      [into, from].includes(first)
    );
    expect(seen).toHaveLength(1);
    expect(await merged({ kind: 'organisation', into, from }, caretaker)).toMatchObject({ ok: true });
    expect((await listSuspected(database(), caretaker, 1)).rows.some(({ first }) => first === from)).toBe(
      false
    );
  });

  test('that somebody judged to be different are not asked about again', async () => {
    const [first, second] = [await enter('Kőlapos Könyvtár'), await enter('Kőlapos Könyvt.')];
    const { settlement } = await draft('');
    await rememberNotSame(database(), system, { kind: 'organisation', ids: [[second, first]] }, now);
    await lookAt(database(), settlement.id, now);
    const { rows } = await listSuspected(database(), system, 1);
    expect(rows.filter((pair) => [first, second].includes(pair.first))).toEqual([]);
  });
});

test('two venues that are booked at one moment are not merged, and it is said by what', async () => {
  const taken = await database()
    .selectFrom('booking_occurrence')
    .innerJoin('booking', 'booking.id', 'booking_occurrence.booking_id')
    .innerJoin('venue', 'venue.id', 'booking_occurrence.venue_id')
    .select(['booking.id', 'venue.id as venue', 'venue.settlement_id', 'starts_at', 'ends_at'])
    .where('booking_occurrence.state', 'in', ['requested', 'confirmed'])
    .executeTakeFirstOrThrow();
  const settlement = await database()
    .selectFrom('settlement')
    .select(['id', 'name'])
    .where('id', '=', taken.settlement_id)
    .executeTakeFirstOrThrow();
  const facts = { name: 'Másik terem', kind: 'hall' as const, organisation: null, settlement, street: null };
  const rest = { capacity: null, accessible: null, point: null, note: null };
  const other = await createVenue(database(), system, { ...facts, ...rest }, now);
  if (!other.ok) throw new Error(other.reason);
  const row = await database()
    .selectFrom('booking')
    .selectAll()
    .where('id', '=', taken.id)
    .executeTakeFirstOrThrow();
  const id = newId<'booking'>(now);
  await database()
    .insertInto('booking')
    .values({ ...row, id, venue_id: other.value.id, exdates: sql`'[]'::jsonb` as never, state: 'confirmed' })
    .execute();
  await database()
    .insertInto('booking_occurrence')
    .values({
      booking_id: id,
      venue_id: other.value.id,
      starts_at: taken.starts_at,
      ends_at: taken.ends_at,
      state: 'confirmed'
    })
    .execute();
  const before = await everything();
  const done = await merged({ kind: 'venue', into: taken.venue!, from: other.value.id });
  expect(done).toMatchObject({ reason: 'hindered', hindrances: [{ href: `/bookings/${id}` }] });
  expect(await everything()).toEqual(before);
  expect(await findVenue(database(), other.value.id)).not.toBeNull();
});
