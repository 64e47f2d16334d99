// What the page on which somebody subscribes shows, and what it answers: what would come, or that it is done.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findByName, listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { listVenuesOf } from '#lib/domains/registry/venue-queries.server.ts';
import { oneLine } from '#lib/core/text.ts';
import { readFeedForm, type FeedInput, type FieldError } from './input.ts';
import { columnsIn, keepColumns } from './columns.server.ts';
import { subscribe } from './operations.server.ts';
import { canKeepFeed } from './policy.ts';
import { previewFeed, type Preview, type Unreadable } from './preview.server.ts';
import type { Feed } from './queries.server.ts';
import { readFeed, type Fetch } from './read.server.ts';

export interface FormValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly audiences: readonly string[];
  readonly themes: readonly string[];
  readonly utcIsLocal: boolean;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export async function ownOrganisations(db: Database, actor: Actor): Promise<Option[]> {
  return (await listOwnLabels(db, actor)).map(({ id, label }) => ({ value: id, label }));
}

export function emptyForm(
  own: readonly Option[],
  asked: { organisation?: string | null; address?: string | null }
): FormValues {
  const organisation = asked.organisation ?? (own.length === 1 ? (own[0]?.value ?? '') : '');
  const texts = { address: asked.address ?? '', organisation, status: 'confirmed', every: '1440' };
  return { texts, audiences: [], themes: [], utcIsLocal: false };
}

export function valuesOf(feed: Feed): FormValues {
  const { audiences, themes, utcIsLocal } = feed;
  return {
    texts: {
      ...{ address: feed.address, organisation: feed.organisation.id, name: feed.name, status: feed.status },
      ...{
        settlement: feed.settlement?.name ?? '',
        venue: feed.venue?.id ?? '',
        every: String(feed.everyMinutes)
      }
    },
    ...{ audiences, themes, utcIsLocal }
  };
}

export function valuesIn(form: FormData): FormValues {
  return {
    texts: Object.fromEntries(
      ['address', 'organisation', 'name', 'settlement', 'venue', 'status', 'every'].map((name) => [
        name,
        oneLine(String(form.get(name) ?? '')).slice(0, 2000)
      ])
    ),
    audiences: form.getAll('audience').map(String),
    themes: form.getAll('theme').map(String),
    utcIsLocal: form.get('utc_is_local') !== null
  };
}

type SaidError =
  | FieldError
  | { readonly field: string; readonly code: 'settlement_unknown' | 'organisation_unknown' | 'read_already' };

export interface FeedAnswer {
  readonly values: FormValues;
  readonly errors: readonly SaidError[];
  readonly preview?: Preview;
  readonly unreadable?: Pick<Unreadable, 'fault' | 'alternates' | 'choose'>;
  readonly venues?: readonly Option[];
}

interface Posted {
  readonly form: FormData;
  readonly words: Words;
  readonly now: Date;
  readonly fetch?: Fetch;
}

export async function previewForm(
  db: Database,
  actor: Actor,
  { form, words, now, fetch }: Posted
): Promise<FeedAnswer> {
  const read = await readNamed(db, actor, form);
  if (!read.ok) return { values: valuesIn(form), errors: read.errors };
  const draft = read.value;
  const preview = await previewFeed(db, { draft, mapping: columnsIn(form), words, now }, fetch);
  const values = valuesIn(form);
  if (!preview.ok) return { values, errors: [], unreadable: unreadableOf(preview) };
  const settlement = form.has('settlement')
    ? values.texts['settlement']
    : await settlementOf(db, draft.organisation);
  const texts = {
    ...values.texts,
    ...{ address: preview.value.address, settlement: settlement ?? '' },
    ...{
      name: values.texts['name'] || preview.value.name,
      status: draft.status,
      every: String(draft.everyMinutes)
    }
  };
  return {
    values: { ...values, texts },
    errors: [],
    preview: preview.value,
    venues: await venuesOf(db, draft.organisation)
  };
}

/** @returns the feed's id, with whether its first reading is done */
export async function subscribeForm(
  db: Database,
  actor: Actor,
  { form, words, now, fetch }: Posted
): Promise<{ subscribed: string; read: boolean } | FeedAnswer> {
  const read = await readNamed(db, actor, form);
  if (!read.ok) return { values: valuesIn(form), errors: read.errors };
  const draft = read.value;
  const preview = await previewFeed(db, { draft, mapping: columnsIn(form), words, now }, fetch);
  if (!preview.ok)
    return {
      values: valuesIn(form),
      errors: [],
      unreadable: unreadableOf(preview)
    };
  const name = oneLine(String(form.get('name') ?? '')) || preview.value.name;
  const made = await actOnce(db, actor, { form, now }, async (tx) => {
    const done = await subscribe(tx, actor, { draft, name, kind: preview.value.kind }, now);
    if (done.ok && preview.value.mapped) await keepColumns(tx, done.value.id, preview.value.mapped, now);
    return done;
  });
  if (!made.ok) {
    const code = made.reason === 'read_already' ? 'read_already' : 'organisation_missing';
    return {
      values: valuesIn(form),
      errors: [{ field: made.reason === 'read_already' ? 'address' : 'organisation', code }]
    };
  }
  const { outcome } = await readFeed(db, made.value.id, now, fetch);
  return { subscribed: made.value.id, read: outcome === 'read' };
}

function unreadableOf({ fault, alternates, choose }: Unreadable): NonNullable<FeedAnswer['unreadable']> {
  return { fault, alternates, ...(choose ? { choose } : {}) };
}

export async function venuesOf(db: Database, organisation: string): Promise<Option[]> {
  return (await listVenuesOf(db, organisation)).map(({ id, name }) => ({ value: id, label: name }));
}

/** Names typed in place of ids are looked up; a venue has to be the organisation's. */
export async function readNamed(
  db: Database,
  actor: Actor,
  form: FormData
): Promise<{ ok: true; value: FeedInput } | { ok: false; errors: readonly SaidError[] }> {
  const named = oneLine(String(form.get('organisation') ?? ''));
  const organisation = await findByName(db, 'organisation', named);
  if (organisation.ok) form.set('organisation', organisation.value.id);
  const asked = form.has('settlement');
  const typed = oneLine(String(form.get('settlement') ?? ''));
  const settlement = typed === '' ? null : (await loadSettlementFinder(db)).find({ name: typed });
  form.set('settlement', settlement?.ok ? settlement.value.id : '');
  const read = readFeedForm(form);
  // The form shows again what was written, not what it was found to mean.
  if (asked) form.set('settlement', typed);
  else form.delete('settlement');
  form.set('organisation', named);
  const unknown: SaidError[] =
    settlement && !settlement.ok ? [{ field: 'settlement', code: 'settlement_unknown' }] : [];
  const notFound: SaidError = { field: 'organisation', code: 'organisation_unknown' };
  if (!read.ok) {
    const said = read.errors.map((error) =>
      error.code === 'organisation_missing' && named !== '' ? notFound : error
    );
    return { ok: false, errors: [...said, ...unknown] };
  }
  if (unknown.length > 0) return { ok: false, errors: unknown };
  if (!canKeepFeed(actor, { organisation: { id: read.value.organisation } }))
    return { ok: false, errors: [notFound] };
  const venues = await venuesOf(db, read.value.organisation);
  const venue = venues.some(({ value }) => value === read.value.venue) ? read.value.venue : null;
  return { ok: true, value: { ...read.value, venue } };
}

async function settlementOf(db: Database, organisation: string): Promise<string> {
  const found = (await findOrganisationsByIds(db, [organisation])).get(organisation);
  return found?.settlement?.name ?? '';
}
