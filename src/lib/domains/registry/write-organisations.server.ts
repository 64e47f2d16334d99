// Writes many organisations at once: rows, addresses, search text and contacts.
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { giveAddresses } from './addresses.server.ts';
import { anyOf } from './listing.server.ts';
import { enteredByHand, type Contact, type OrganisationKind, type Sector } from './model.ts';
import type { FullOrganisation } from './queries.server.ts';

export interface OrganisationDraft extends OrganisationFacts {
  /** Where it came from, for records that are imported again; what it was before when not given. */
  readonly origin?: { readonly source: string; readonly externalId: string };
}

export interface OrganisationFacts {
  readonly name: string;
  readonly sector: Sector;
  readonly kind: OrganisationKind;
  readonly settlement: { readonly id: string; readonly name: string } | null;
  readonly street: string | null;
  readonly summary: string | null;
  readonly contacts: readonly Contact[];
}

export interface OrganisationToWrite {
  readonly id: Id<'organisation'>;
  readonly draft: OrganisationDraft;
  readonly before: FullOrganisation | null;
}

export async function writeOrganisations(
  tx: Database,
  organisations: readonly OrganisationToWrite[],
  now: Date
): Promise<{ id: Id<'organisation'>; slug: string }[]> {
  const slugs = await giveAddresses(
    tx,
    'organisation',
    organisations.map(({ id, draft, before }) => ({
      id,
      name: draft.name,
      settlement: draft.settlement?.name ?? null,
      before: before?.slug ?? null
    }))
  );
  const rows = organisations.map(({ id, draft, before }, index) => ({
    id,
    slug: slugs[index] ?? id,
    name: draft.name,
    folded: fold(`${draft.name} ${draft.settlement?.name ?? ''}`),
    sector: draft.sector,
    kind: draft.kind,
    settlement_id: (draft.settlement?.id ?? null) as Id<'settlement'> | null,
    street: draft.street,
    summary: draft.summary,
    source: draft.origin?.source ?? before?.source ?? enteredByHand,
    external_id: draft.origin?.externalId ?? before?.externalId ?? null,
    created_at: before?.createdAt ?? now,
    updated_at: now
  }));
  for (const part of inParts(rows))
    await tx
      .insertInto('organisation')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({
          slug: eb.ref('excluded.slug'),
          name: eb.ref('excluded.name'),
          folded: eb.ref('excluded.folded'),
          sector: eb.ref('excluded.sector'),
          kind: eb.ref('excluded.kind'),
          settlement_id: eb.ref('excluded.settlement_id'),
          street: eb.ref('excluded.street'),
          summary: eb.ref('excluded.summary'),
          source: eb.ref('excluded.source'),
          external_id: eb.ref('excluded.external_id'),
          updated_at: eb.ref('excluded.updated_at')
        }))
      )
      .execute();
  await writeContacts(tx, organisations, now);
  return rows.map(({ id, slug }) => ({ id, slug }));
}

/** `{ field: [before, after] }` for the change history; of contacts those that went and those that came. */
export function organisationChanges(
  before: OrganisationFacts,
  draft: OrganisationFacts
): Record<string, JsonValue> {
  const pairs: Record<string, [JsonValue, JsonValue]> = {
    name: [before.name, draft.name],
    sector: [before.sector, draft.sector],
    kind: [before.kind, draft.kind],
    settlement: [before.settlement?.name ?? null, draft.settlement?.name ?? null],
    street: [before.street, draft.street],
    summary: [before.summary, draft.summary]
  };
  const changed = Object.entries(pairs).filter(([, [old, fresh]]) => old !== fresh);
  if (contactsDiffer(before.contacts, draft.contacts))
    changed.push(['contacts', contactsMoved(before.contacts, draft.contacts)]);
  return Object.fromEntries(changed);
}

async function writeContacts(
  tx: Database,
  organisations: readonly OrganisationToWrite[],
  now: Date
): Promise<void> {
  const changed = organisations.filter(({ draft, before }) =>
    contactsDiffer(before?.contacts ?? [], draft.contacts)
  );
  const known = changed.filter(({ before }) => before !== null).map(({ id }) => id);
  if (known.length > 0)
    await tx
      .deleteFrom('organisation_contact')
      .where('organisation_id', '=', anyOf<'organisation'>(known))
      .execute();
  const rows = changed.flatMap(({ id, draft }) =>
    draft.contacts.map((contact, position) => ({
      id: newId<'organisation_contact'>(now),
      organisation_id: id,
      kind: contact.kind,
      value: contact.value,
      visibility: contact.visibility,
      position
    }))
  );
  for (const part of inParts(rows)) await tx.insertInto('organisation_contact').values(part).execute();
}

/** Without those that stayed; all of them when only their order is another. */
function contactsMoved(
  before: readonly Contact[],
  after: readonly Contact[]
): [went: JsonValue, came: JsonValue] {
  const without = (some: readonly Contact[], others: readonly Contact[]): Contact[] => {
    const there = new Set(others.map(keyOfContact));
    return some.filter((contact) => !there.has(keyOfContact(contact)));
  };
  const [went, came] = [without(before, after), without(after, before)];
  const [old, fresh] = went.length + came.length > 0 ? [went, came] : [before, after];
  const facts = (contacts: readonly Contact[]): JsonValue =>
    contacts.map(({ kind, value, visibility }) => ({ kind, value, visibility }));
  return [facts(old), facts(fresh)];
}

function keyOfContact({ kind, value, visibility }: Contact): string {
  return JSON.stringify([kind, value, visibility]);
}

/** Whether any was added, taken away or moved among those of its kind. */
function contactsDiffer(a: readonly Contact[], b: readonly Contact[]): boolean {
  const listed = (contacts: readonly Contact[]): string =>
    JSON.stringify(
      contacts
        .map(({ visibility, kind, value }) => [`${visibility} ${kind}`, value] as const)
        .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    );
  return listed(a) !== listed(b);
}
