// Finds the organisation or venue that somebody named in a form, among tens of thousands, and says how each is named there.
import { sql, type RawBuilder } from 'kysely';
import { fold } from '#lib/core/hungarian.ts';
import { isUuid } from '#lib/core/ids.ts';
import { no, ok } from '#lib/core/result.ts';
import { editableOrganisations, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { anyOf, patternsOf } from './listing.server.ts';

export type NamedTable = 'organisation' | 'venue';

/** Something of the register as a form names it: «Könyvtár, Szegvár». */
export interface Labelled {
  readonly id: string;
  readonly label: string;
  readonly settlement: { readonly id: string; readonly name: string } | null;
}

export type NameFound =
  | { readonly ok: true; readonly value: Labelled }
  /** The suggestions are labels, and each of them finds one. */
  | { readonly ok: false; readonly reason: 'unknown' | 'ambiguous'; readonly suggestions: readonly string[] };

/** What decides between namesakes. */
export interface Preference {
  readonly settlement?: string | null;
  readonly among?: readonly string[];
}

const longestText = 300;
const maxNamesakes = 20;
const maxSuggestions = 4;

/**
 * By label, by name alone where that is the only one or the preferred one, or by id; capitals, accents and commas do not matter.
 * When there is none: those with all the words typed, else near misses.
 */
export async function findByName(
  db: Database,
  table: NamedTable,
  typed: string,
  prefer: Preference = {}
): Promise<NameFound> {
  const text = typed.trim().slice(0, longestText);
  if (isUuid(text)) return onlyOne(await labelsOf(db, table, [text]));
  const slug = /\(([a-z0-9-]{1,100})\)$/.exec(text)?.[1];
  if (slug) {
    const { rows } = await select(db, table, {
      where: sql`item.slug = ${slug}`,
      order: sql`item.slug`,
      limit: 1
    });
    if (rows[0]) return onlyOne(await labelled(db, table, rows));
  }
  // A comma may belong to the name, or stand between it and the settlement.
  const keys = [...new Set([text.replace(/,(?=[^,]*$)/, ' '), text].map(fold))];
  const [key = ''] = keys;
  if (key === '') return no('unknown', { suggestions: [] });

  const { rows } = await select(db, table, {
    // The first condition is the one with an index; a name alone is everything of the search text but the settlement.
    where: sql`(${sql.join(
      keys.map(
        (each) => sql`item.folded = ${each} or (item.folded like ${`${likeText(each)} %`}
          and item.folded = ${each} || ' ' || settlement.folded)`
      ),
      sql` or `
    )})`,
    order: sql`(item.id = ${anyOf(prefer.among ?? [])}) desc,
      (item.settlement_id = ${prefer.settlement ?? null}::uuid) desc nulls last`,
    limit: maxNamesakes
  });
  const preferred = rows.filter(
    ({ id, settlement_id }) =>
      prefer.among?.includes(id) || (settlement_id && settlement_id === prefer.settlement)
  );
  const [meant] = preferred.length === 1 ? preferred : rows.length === 1 ? rows : [];
  if (meant) return onlyOne(await labelled(db, table, [meant]));
  if (rows.length > 1) {
    const namesakes = await labelled(db, table, preferred.length > 1 ? preferred : rows);
    return no('ambiguous', { suggestions: namesakes.slice(0, 2 * maxSuggestions).map(({ label }) => label) });
  }
  return no('unknown', { suggestions: await suggestionsFor(db, table, key) });
}

/** Labels of many, in the order of the ids; unknown ids are left out. */
export async function labelsOf(db: Database, table: NamedTable, ids: readonly string[]): Promise<Labelled[]> {
  const wanted = [...new Set(ids.filter(isUuid))];
  if (wanted.length === 0) return [];
  const { rows } = await select(db, table, {
    where: sql`item.id = ${anyOf(wanted)}`,
    order: sql`array_position(${wanted}::uuid[], item.id)`,
    limit: wanted.length
  });
  return labelled(db, table, rows);
}

/** Labels of those in whose name the actor may write, to be offered while typing; an administrator, who may for all, gets none. */
export async function listOwnLabels(db: Database, actor: Actor): Promise<Labelled[]> {
  return labelsOf(db, 'organisation', (editableOrganisations(actor) ?? []).slice(0, 60));
}

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly folded: string;
  readonly settlement_id: string | null;
  readonly settlement: string | null;
}

async function select(
  db: Database,
  table: NamedTable,
  { where, order, limit }: { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number }
): Promise<{ rows: Row[] }> {
  return sql<Row>`select item.id, item.slug, item.name, item.folded, item.settlement_id, settlement.name as settlement
    from ${sql.table(table)} item left join settlement on settlement.id = item.settlement_id
    where ${where} order by ${order}, settlement.name, item.name, item.id limit ${limit}`.execute(db);
}

/** «Name, Settlement»; namesakes in one settlement also carry their address, so that every label finds one. */
async function labelled(db: Database, table: NamedTable, rows: readonly Row[]): Promise<Labelled[]> {
  const { rows: doubles } = await sql<{ folded: string }>`select folded from ${sql.table(table)}
    where folded = any(${rows.map(({ folded }) => folded)}::text[]) group by folded having count(*) > 1`.execute(
    db
  );
  const twice = new Set(doubles.map(({ folded }) => folded));
  return rows.map(({ id, slug, name, folded, settlement_id, settlement }) => ({
    id,
    label: `${name}${settlement ? `, ${settlement}` : ''}${twice.has(folded) ? ` (${slug})` : ''}`,
    settlement: settlement_id && settlement ? { id: settlement_id, name: settlement } : null
  }));
}

async function suggestionsFor(db: Database, table: NamedTable, key: string): Promise<string[]> {
  const order = sql`similarity(item.folded, ${key}) desc`;
  const words = sql.join(
    patternsOf(key).map((pattern) => sql`item.folded like ${pattern}`),
    sql` and `
  );
  const { rows: withAllWords } = await select(db, table, { where: words, order, limit: maxSuggestions });
  const { rows } =
    withAllWords.length > 0
      ? { rows: withAllWords }
      : await select(db, table, { where: sql`item.folded % ${key}`, order, limit: maxSuggestions });
  return (await labelled(db, table, rows)).map(({ label }) => label);
}

function onlyOne([found]: readonly Labelled[]): NameFound {
  return found ? ok(found) : no('unknown', { suggestions: [] });
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
