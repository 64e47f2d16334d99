// Asks, before a new organisation or venue is entered, whether it is not one that is there; whoever says no is not asked again.
import { isUuid } from '#lib/core/ids.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { anotherField } from './input.ts';
import { findLikely, rememberNotSame } from './duplicates.server.ts';
import type { Mergeable } from './merge-schema.server.ts';
import { likenessText } from './merge-view.server.ts';
import { findOrganisationsByIds } from './queries.server.ts';
import { findVenuesByIds } from './venue-queries.server.ts';
import type { OrganisationDraft } from './write-organisations.server.ts';
import type { VenueDraft } from './write-venues.server.ts';

export interface Likely {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly street: string | null;
  readonly likeness: string;
}

/** Those that may be meant, but for those of which the form says that they are not. */
export async function likelyMeant(
  db: Database,
  words: Words,
  { kind, draft, form }: { kind: Mergeable; draft: OrganisationDraft | VenueDraft; form: FormData }
): Promise<readonly Likely[]> {
  const others = new Set(othersIn(form));
  const point = 'point' in draft ? draft.point : null;
  const { name, street, settlement } = draft;
  const pairs = (await findLikely(db, kind, { name, street, settlement, point })).filter(
    ({ second }) => !others.has(second)
  );
  if (pairs.length === 0) return [];
  const ids = pairs.map(({ second }) => second);
  const [organisations, venues] = [await findOrganisationsByIds(db, ids), await findVenuesByIds(db, ids)];
  return pairs.flatMap((pair): Likely[] => {
    const record = organisations.get(pair.second) ?? venues.get(pair.second);
    if (!record) return [];
    return [
      {
        id: record.id,
        name: record.name,
        href: `/${kind}s/${record.slug}`,
        street: venues.get(pair.second)?.street ?? null,
        likeness: likenessText(words, pair)
      }
    ];
  });
}

/** Keeps what the form said, once the record is there. */
export async function rememberOthers(
  tx: Database,
  actor: Actor,
  { kind, id, form }: { kind: Mergeable; id: string; form: FormData },
  now: Date
): Promise<void> {
  const ids = othersIn(form).map((other): [string, string] => [id, other]);
  await rememberNotSame(tx, actor, { kind, ids }, now);
}

function othersIn(form: FormData): string[] {
  const said = form.getAll(anotherField).flatMap((text) => String(text).split(','));
  return [...new Set(said.filter(isUuid))].slice(0, 50);
}
