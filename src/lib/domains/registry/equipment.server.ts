// Things that organisations lend to each other: the list, one of them, entering and changing it.
import type { InferResult } from 'kysely';
import { fold, slugOf } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { inParts, recordActivity } from '#lib/platform/activity.server.ts';
import { mayEditFor, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { isAnother, type ChangedMeanwhile } from '#lib/platform/meanwhile.ts';
import { freeSlugs } from '#lib/platform/db/slugs.server.ts';
import {
  anyOf,
  nearness,
  pageOf,
  patternsOf,
  usualPageSize,
  type Named,
  type Page
} from './listing.server.ts';
import type { EquipmentKind } from './venue-facts.ts';

export interface Equipment extends Named {
  readonly id: Id<'equipment'>;
  readonly kind: EquipmentKind;
  readonly quantity: number;
  readonly owner: Named;
  readonly settlement: Named;
  readonly keptAt: string | null;
  readonly price: string | null;
  readonly note: string | null;
  readonly updatedAt: Date;
}

export interface EquipmentDraft {
  readonly name: string;
  readonly kind: EquipmentKind;
  readonly quantity: number;
  /** An organisation's id. */
  readonly owner: string;
  readonly settlement: string;
  readonly keptAt: string | null;
  readonly price: string | null;
  readonly note: string | null;
}

export interface EquipmentQuery {
  /** Ids, nearest first; null for everywhere. */
  readonly settlements: readonly string[] | null;
  readonly kind?: EquipmentKind | null;
  readonly text?: string;
  readonly page?: number;
}

/** Nearest first, then by name. */
export async function listEquipment(db: Database, query: EquipmentQuery): Promise<Page<Equipment>> {
  const { page = 1 } = query;
  const { total } = await equipmentFound(db, query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ids = await idsInListOrder(db, query)
    .limit(usualPageSize)
    .offset((page - 1) * usualPageSize)
    .execute();
  return pageOf(await inThisOrder(db, ids), Number(total), page, usualPageSize);
}

/** All of the list, some at a time. */
export async function* eachEquipment(db: Database, query: EquipmentQuery): AsyncGenerator<Equipment[]> {
  for (const part of inParts(await idsInListOrder(db, query).execute(), 500)) yield inThisOrder(db, part);
}

export async function findEquipmentBySlug(db: Database, slug: string): Promise<Equipment | null> {
  const row = await equipmentIn(db).where('equipment.slug', '=', slug).executeTakeFirst();
  return row ? equipmentFrom(row) : null;
}

/** Those of them that are there. */
export async function findEquipmentByIds(db: Database, ids: readonly string[]): Promise<Equipment[]> {
  const rows = await equipmentIn(db).where('equipment.id', '=', anyOf<'equipment'>(ids)).execute();
  return rows.map(equipmentFrom);
}

/** What one organisation lends, by name. */
export async function listEquipmentOf(db: Database, organisation: string): Promise<Equipment[]> {
  const rows = await equipmentIn(db)
    .where('equipment.organisation_id', '=', organisation as Id<'organisation'>)
    .orderBy('equipment.name')
    .orderBy('equipment.id')
    .limit(200)
    .execute();
  return rows.map(equipmentFrom);
}

export type EquipmentRefused = { ok: false; reason: 'not_yours' } | { ok: false; reason: 'not_found' };

/**
 * Nothing is written when nothing has changed.
 * @param before the thing that is changed; null for a new one
 * @param from when the version that was changed had been written (its `updatedAt`): with any other there, nothing is
 */
export async function saveEquipment(
  db: Database,
  actor: Actor,
  { before, draft, from }: { before: Equipment | null; draft: EquipmentDraft; from?: Date | null },
  now: Date
): Promise<Result<{ slug: string }, EquipmentRefused | ChangedMeanwhile>> {
  if (!mayEditFor(actor, draft.owner)) return no('not_yours');
  return inTransaction(
    db,
    async (tx): Promise<Result<{ slug: string }, EquipmentRefused | ChangedMeanwhile>> => {
      const there = before && (await lockEquipment(tx, before.id));
      if (before && !there) return no('not_found');
      if (there && !mayEditFor(actor, there.owner.id)) return no('not_yours');
      if (there && isAnother(from, there)) return no('changed_meanwhile', { at: there.updatedAt });
      const slug =
        there?.slug ?? (await freeSlugs(tx, 'equipment', [slugOf(draft.name)]))[0] ?? newId<'equipment'>(now);
      const id = there?.id ?? newId<'equipment'>(now);
      const row = {
        name: draft.name,
        folded: fold(draft.name),
        kind: draft.kind,
        quantity: draft.quantity,
        organisation_id: draft.owner as Id<'organisation'>,
        settlement_id: draft.settlement as Id<'settlement'>,
        kept_at: draft.keptAt,
        price: draft.price,
        note: draft.note
      };
      if (there && isSame(there, draft)) return ok({ slug });
      await tx
        .insertInto('equipment')
        .values({ ...row, id, slug, source: 'entered', external_id: null, created_at: now, updated_at: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...row, updated_at: now }))
        .execute();
      const after = there && (await findEquipmentBySlug(tx, slug));
      await recordActivity(tx, actor, now, {
        verb: there ? 'equipment.updated' : 'equipment.created',
        objectKind: 'equipment',
        objectId: id,
        organisations: [...new Set([...(there ? [there.owner.id] : []), draft.owner])],
        details: there && after ? equipmentChanges(there, after) : { name: draft.name }
      });
      return ok({ slug });
    }
  );
}

async function lockEquipment(tx: Database, id: Id<'equipment'>): Promise<Equipment | null> {
  await tx.selectFrom('equipment').select('id').where('id', '=', id).forUpdate().execute();
  const row = await equipmentIn(tx).where('equipment.id', '=', id).executeTakeFirst();
  return row ? equipmentFrom(row) : null;
}

function isSame(there: Equipment, draft: EquipmentDraft): boolean {
  const facts = ['name', 'kind', 'quantity', 'keptAt', 'price', 'note'] as const;
  return (
    facts.every((fact) => there[fact] === draft[fact]) &&
    there.owner.id === draft.owner &&
    there.settlement.id === draft.settlement
  );
}

/** As histories keep it: with the names of whose it is and where. */
export function equipmentFacts(
  thing: Pick<Equipment, 'name' | 'kind' | 'quantity' | 'owner' | 'settlement' | 'keptAt' | 'price' | 'note'>
): Readonly<Record<string, JsonValue>> {
  const { name, kind, quantity, owner, settlement, keptAt, price, note } = thing;
  return { name, kind, quantity, owner: owner.name, settlement: settlement.name, keptAt, price, note };
}

/** `{ field: [before, after] }` for the change history. */
function equipmentChanges(before: Equipment, after: Equipment): Record<string, JsonValue> {
  const is = equipmentFacts(after);
  return Object.fromEntries(
    Object.entries(equipmentFacts(before)).flatMap(([fact, was]) =>
      was === is[fact] ? [] : [[fact, [was, is[fact] ?? null]]]
    )
  );
}

function equipmentFound(db: Database, { settlements, kind, text = '' }: EquipmentQuery) {
  let found = equipmentIn(db).where('organisation.closed_on', 'is', null);
  if (settlements) found = found.where('equipment.settlement_id', '=', anyOf<'settlement'>(settlements));
  if (kind) found = found.where('equipment.kind', '=', kind);
  for (const pattern of patternsOf(text)) found = found.where('equipment.folded', 'like', pattern);
  return found;
}

function idsInListOrder(db: Database, query: EquipmentQuery) {
  const { settlements } = query;
  const found = equipmentFound(db, query).clearSelect().select('equipment.id');
  const near = settlements ? found.orderBy(nearness('equipment.settlement_id', settlements)) : found;
  return near.orderBy('equipment.name').orderBy('equipment.id');
}

async function inThisOrder(db: Database, ids: readonly { readonly id: string }[]): Promise<Equipment[]> {
  const wanted = ids.map(({ id }) => id);
  const rows = await equipmentIn(db)
    .where('equipment.id', '=', anyOf<'equipment'>(wanted))
    .orderBy(nearness('equipment.id', wanted))
    .execute();
  return rows.map(equipmentFrom);
}

function equipmentIn(db: Database) {
  return db
    .selectFrom('equipment')
    .innerJoin('organisation', 'organisation.id', 'equipment.organisation_id')
    .innerJoin('settlement', 'settlement.id', 'equipment.settlement_id')
    .select([
      'equipment.id',
      'equipment.slug',
      'equipment.name',
      'equipment.kind',
      'equipment.quantity',
      'equipment.kept_at',
      'equipment.price',
      'equipment.note',
      'equipment.updated_at',
      'organisation.id as owner_id',
      'organisation.slug as owner_slug',
      'organisation.name as owner_name',
      'settlement.id as settlement_id',
      'settlement.slug as settlement_slug',
      'settlement.name as settlement_name'
    ]);
}

function equipmentFrom(row: InferResult<ReturnType<typeof equipmentIn>>[number]): Equipment {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    quantity: row.quantity,
    owner: { id: row.owner_id, slug: row.owner_slug, name: row.owner_name },
    settlement: { id: row.settlement_id, slug: row.settlement_slug, name: row.settlement_name },
    keptAt: row.kept_at,
    price: row.price,
    note: row.note,
    updatedAt: row.updated_at
  };
}
