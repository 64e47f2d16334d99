// Reads supporters and what they gave: what everyone may see of them, and what is for those who keep them.
import { sql, type InferResult, type RawBuilder } from 'kysely';
import { isUuid, type Id } from '#lib/core/ids.ts';
import { isAdministrator, editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { pageOf, patternsOf, usualPageSize, type Page } from '#lib/domains/registry/listing.server.ts';
import {
  mostGifts,
  type Gift,
  type GiftKind,
  type GivenFor,
  type PurposeKind,
  type Supporter
} from './model.ts';
import { canKeepSupporter, canSeeSupporter } from './policy.ts';

/** As this actor may see it: who does not keep it sees neither the contact nor the notes. Null when it is not for them. */
export async function findSupporter(
  db: Database,
  actor: Actor,
  slug: string
): Promise<{ supporter: Supporter; keeps: boolean } | null> {
  const row = await supportersIn(db).where('supporter.slug', '=', slug).executeTakeFirst();
  if (!row) return null;
  const supporter = supporterFrom(row);
  if (!canSeeSupporter(actor, supporter)) return null;
  const keeps = canKeepSupporter(actor, supporter);
  return { supporter: keeps ? supporter : withoutContact(supporter), keeps };
}

export async function findSupporterById(db: Database, id: string): Promise<Supporter | null> {
  return (await findSupporters(db, [id])).get(id) ?? null;
}

export async function findSupporters(
  db: Database,
  ids: readonly string[]
): Promise<ReadonlyMap<string, Supporter>> {
  const known = ids.filter(isUuid) as Id<'supporter'>[];
  if (known.length === 0) return new Map();
  const rows = await supportersIn(db).where('supporter.id', 'in', known).execute();
  return new Map(rows.map((row) => [row.id as string, supporterFrom(row)]));
}

export interface SupporterQuery {
  readonly text?: string;
  readonly gives?: GiftKind | null;
  readonly organisation?: string;
  readonly settlement?: string;
  /** For which something was given. */
  readonly project?: string;
  readonly event?: string;
  readonly need?: string;
  readonly circle?: string;
  /** Those that the actor keeps, whether or not they are thanked in public; else those who are. */
  readonly kept?: boolean;
  readonly page?: number;
  readonly pageSize?: number;
}

/** By name. */
export async function listSupporters(
  db: Database,
  actor: Actor,
  { page = 1, pageSize = usualPageSize, ...query }: SupporterQuery = {}
): Promise<Page<Supporter>> {
  const wanted = () => filtered(db, actor, query);
  const { total } = await wanted()
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await wanted()
    .orderBy('supporter.name')
    .orderBy('supporter.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const found = rows.map(supporterFrom);
  return pageOf(query.kept ? found : found.map(withoutContact), Number(total), page, pageSize);
}

export async function listPublicSupporterIds(
  db: Database,
  after: string | null,
  limit: number
): Promise<string[]> {
  const rows = await db
    .selectFrom('supporter')
    .select('id')
    .where('thanked_publicly', '=', true)
    .where(sql<boolean>`(${after}::uuid is null or id > ${after}::uuid)`)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The latest first; what is for everyone to see of them is `publicGift`'s to say. */
export async function listGifts(db: Database, supporters: readonly string[]): Promise<Gift[]> {
  const known = supporters.filter(isUuid) as Id<'supporter'>[];
  if (known.length === 0) return [];
  const rows = await db
    .selectFrom('supporter_gift as gift')
    .leftJoin('project', 'project.id', 'gift.project_id')
    .leftJoin('event', 'event.id', 'gift.event_id')
    .leftJoin('offering', 'offering.id', 'gift.offering_id')
    .leftJoin('circle', 'circle.id', 'gift.circle_id')
    .selectAll('gift')
    .select(['project.slug as project_slug', 'project.title as project_title', 'project.state'])
    .select(['event.slug as event_slug', 'event.title as event_title', 'event.status'])
    .select(['offering.slug as need_slug', 'offering.title as need_title'])
    .select(['circle.slug as circle_slug', 'circle.name as circle_name', 'circle.public_page'])
    .where('gift.supporter_id', 'in', known)
    .orderBy('gift.day', 'desc')
    .orderBy('gift.id', 'desc')
    .limit(mostGifts * Math.min(known.length, 10))
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, supporter: row.supporter_id, day: row.day, kind: row.kind, what: row.what },
    ...{ amountHuf: row.amount_huf, hours: row.hours, thankedAt: row.thanked_at },
    purpose:
      given('project', row.project_slug, row.project_title, row.state === 'confirmed') ??
      given('event', row.event_slug, row.event_title, row.status !== 'tentative') ??
      given('need', row.need_slug, row.need_title, true) ??
      given('circle', row.circle_slug, row.circle_name, row.public_page === true)
  }));
}

/** As everyone may see it: amounts only where the supporter agreed, and no plan that is not public. */
export function publicGift(gift: Gift, { showsAmounts }: Pick<Supporter, 'showsAmounts'>): Gift {
  return {
    ...gift,
    ...(showsAmounts ? {} : { amountHuf: null, hours: null }),
    purpose: gift.purpose?.open ? gift.purpose : null,
    thankedAt: null
  };
}

function given(kind: PurposeKind, slug: string | null, title: string | null, open: boolean): GivenFor | null {
  return slug && title ? { kind, slug, title, open } : null;
}

function withoutContact(supporter: Supporter): Supporter {
  return { ...supporter, contactName: null, contactEmail: null, contactPhone: null, note: null };
}

function filtered(
  db: Database,
  actor: Actor,
  { text = '', gives, organisation, settlement, project, event, need, circle, kept = false }: SupporterQuery
) {
  let found = supportersIn(db).where(kept ? keptBy(actor) : sql<boolean>`supporter.thanked_publicly`);
  for (const pattern of patternsOf(text))
    found = found.where(
      sql<boolean>`concat_ws(' ', supporter.folded, settlement.folded, organisation.folded) ilike ${pattern}`
    );
  if (gives) found = found.where(sql<boolean>`${gives} = any(supporter.gives)`);
  if (organisation) found = found.where('supporter.organisation_id', '=', organisation);
  if (settlement) found = found.where('supporter.settlement_id', '=', settlement as Id<'settlement'>);
  if (project)
    found = found.where(sql<boolean>`exists (select from supporter_gift gift
      where gift.supporter_id = supporter.id and gift.project_id = ${project})`);
  if (event)
    found = found.where(sql<boolean>`exists (select from supporter_gift gift
      where gift.supporter_id = supporter.id and (gift.event_id = ${event} or gift.project_id in
        (select project_id from project_event where event_id = ${event})))`);
  if (need)
    found = found.where(sql<boolean>`exists (select from supporter_gift gift
      where gift.supporter_id = supporter.id and gift.offering_id = ${need})`);
  if (circle)
    found = found.where(sql<boolean>`exists (select from supporter_gift gift
      where gift.supporter_id = supporter.id and gift.circle_id = ${circle})`);
  return found;
}

/** Said of one supporter by `canKeepSupporter`; a test holds the two together. */
function keptBy(actor: Actor): RawBuilder<boolean> {
  if (isAdministrator(actor)) return sql<boolean>`true`;
  if (actor.kind !== 'person') return sql<boolean>`false`;
  const organisations = [...(editableOrganisations(actor) ?? [])];
  const settlements = actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []));
  return sql<boolean>`(supporter.organisation_id = any(${organisations}::uuid[])
    or supporter.settlement_id = any(${settlements}::uuid[]))`;
}

function supportersIn(db: Database) {
  return db
    .selectFrom('supporter')
    .innerJoin('settlement', 'settlement.id', 'supporter.settlement_id')
    .leftJoin('organisation', 'organisation.id', 'supporter.organisation_id')
    .leftJoin('supporter_contact as contact', 'contact.supporter_id', 'supporter.id')
    .selectAll('supporter')
    .select(['settlement.name as settlement_name', 'settlement.slug as settlement_slug'])
    .select(['organisation.name as organisation_name', 'organisation.slug as organisation_slug'])
    .select(['contact.name as contact_name', 'contact.email as contact_email', 'contact.phone']);
}

type Row = InferResult<ReturnType<typeof supportersIn>>[number];

function supporterFrom(row: Row): Supporter {
  return {
    ...{ id: row.id, slug: row.slug, name: row.name, kind: row.kind, gives: row.gives, what: row.what },
    ...{ website: row.website, note: row.note, contactName: row.contact_name, contactPhone: row.phone },
    contactEmail: row.email ?? row.contact_email,
    language: row.language,
    organisation:
      row.organisation_id && row.organisation_name && row.organisation_slug
        ? { id: row.organisation_id, slug: row.organisation_slug, name: row.organisation_name }
        : null,
    settlement: { id: row.settlement_id, slug: row.settlement_slug, name: row.settlement_name },
    ...{ thankedPublicly: row.thanked_publicly, showsAmounts: row.shows_amounts, askedAt: row.asked_at },
    ...{ agreedAt: row.agreed_at, agreedHow: row.agreed_how, source: row.source, updatedAt: row.updated_at }
  };
}

/** When a supporter last answered the letter that asked with no; null when they did not, or agreed since. */
export async function whenDeclined(db: Database, supporter: string): Promise<Date | null> {
  const last = await db
    .selectFrom('activity')
    .select(['at', 'verb', 'done_as'])
    .where('object_id', '=', supporter)
    .where('verb', 'in', ['supporter.agreed', 'supporter.withdrew'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // By the house itself: that is, by the link in their letter.
  return last?.verb === 'supporter.withdrew' && last.done_as === 'system' ? last.at : null;
}
