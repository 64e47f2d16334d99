// What somebody wants to follow, from the address of the page and what was typed into its form.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { canSeeEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { findCircle } from '#lib/domains/circles/queries.server.ts';
import {
  findSettlementBySlug,
  loadSettlementFinder,
  searchSettlements
} from '#lib/domains/places/queries.server.ts';
import { findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import type { FieldError } from './input.ts';
import type { Kind } from './model.ts';

/** What the page is about; a settlement may still be open. */
export interface About {
  readonly kind: Kind;
  /** Null: a settlement that is yet to be named. */
  readonly id: string | null;
  readonly name: string;
  /** The page to go back to. */
  readonly path: string;
}

/** `?event=`, `?organisation=`, `?circle=`, `?settlement=` by slug. @returns null when it is not there, or not for this actor to see */
export async function findAbout(
  db: Database,
  actor: Actor,
  parameters: URLSearchParams
): Promise<About | null> {
  const [event, organisation, circle, settlement] = ['event', 'organisation', 'circle', 'settlement'].map(
    (name) => parameters.get(name)
  );
  if (event) {
    const found = await findEventBySlug(db, event);
    if (!found || !canSeeEvent(actor, found)) return null;
    return { kind: 'event', id: found.id, name: found.title, path: `/events/${found.slug}` };
  }
  if (organisation) {
    const found = await findOrganisationBySlug(db, actor, organisation);
    return (
      found && {
        kind: 'organisation',
        id: found.id,
        name: found.name,
        path: `/organisations/${found.slug}`
      }
    );
  }
  if (circle) {
    const found = await findCircle(db, circle);
    // Only what everybody sees is told to whoever asks for it.
    if (!found?.publicPage) return null;
    return { kind: 'circle', id: found.id, name: found.name, path: `/circles/${found.slug}` };
  }
  const found = settlement ? await findSettlementBySlug(db, settlement) : null;
  return {
    kind: 'settlement',
    id: found?.id ?? null,
    name: found?.name ?? '',
    path: found ? `/settlements/${found.slug}` : '/events'
  };
}

/** By name or postal code, as people type. */
export async function settlementNamed(
  db: Database,
  typed: string
): Promise<{ readonly id: string } | { readonly error: FieldError }> {
  const text = typed.trim().slice(0, 200);
  if (text === '') return { error: { field: 'settlement', code: 'settlement_missing' } };
  if (/^\d{4}$/.test(text)) return settlementAt(db, text);
  const found = (await loadSettlementFinder(db)).find({ name: text });
  if (found.ok) return { id: found.value.id };
  const code = found.reason === 'unknown' ? 'settlement_unknown' : 'settlement_ambiguous';
  return { error: { field: 'settlement', code, value: text, suggestions: found.suggestions } };
}

async function settlementAt(
  db: Database,
  postalCode: string
): Promise<{ readonly id: string } | { readonly error: FieldError }> {
  const { found } = await searchSettlements(db, postalCode, 5);
  const [only] = found;
  if (only && found.length === 1) return { id: only.id };
  return {
    error: {
      field: 'settlement',
      code: only ? 'settlement_ambiguous' : 'settlement_unknown',
      value: postalCode,
      suggestions: found.map(({ name }) => name)
    }
  };
}
