// Finds who helps: services that answer a question or belong to a turn of life, for somebody who lives in a settlement, nearest first.
import { sql } from 'kysely';
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { findSettlementBySlug, searchSettlements } from '#lib/domains/places/queries.server.ts';
import type { Settlement } from '#lib/domains/places/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { findServicesByIds, type FullService, type ServicePlace } from './queries.server.ts';
import { impersonal, kinOf, mayBeKin, questionKeys, rankAnswers, type Hit } from './question.ts';
import { headings, type Heading, type Term } from './taxonomy.ts';

/** Nobody is sent farther than this to a place; what comes to them, is rung or is online may be anywhere. */
export const farthestKm = 40;
const mostCandidates = 400;

export interface Asked {
  readonly question: string;
  /** One of these; all when empty. */
  readonly terms: readonly Term[];
  readonly settlement: Settlement | null;
}

export interface Answer {
  readonly service: FullService;
  /** The nearest of its venues; null when it has none near, and comes to one, is rung, or is online. */
  readonly place: ServicePlace | null;
  /** As the crow flies; null when nobody knows, or no settlement was given. */
  readonly km: number | null;
}

export async function findAnswers(db: Database, asked: Asked): Promise<Answer[]> {
  const ranked = await candidates(db, asked);
  const services = await findServicesByIds(
    db,
    ranked.slice(0, mostCandidates).map(({ service }) => service)
  );
  const answers = ranked.flatMap(({ service: id, score }) => {
    const service = services.get(id);
    const answer = service && answerFor(service, asked.settlement);
    return answer ? [{ ...answer, score }] : [];
  });
  // What is in one's own settlement comes first, then kilometres; among equally near ones the better answer.
  return answers
    .sort(
      (a, b) => nearness(a) - nearness(b) || b.score - a.score || (a.service.name < b.service.name ? -1 : 1)
    )
    .map(({ service, place, km }) => ({ service, place, km }));
}

/** Which settlement a resident wrote, and what they may have meant when there is none such. */
export async function settlementAsked(
  db: Database,
  text: string
): Promise<{ readonly settlement: Settlement | null; readonly suggestions: readonly string[] }> {
  if (text === '') return { settlement: null, suggestions: [] };
  const bySlug = await findSettlementBySlug(db, text);
  if (bySlug) return { settlement: bySlug, suggestions: [] };
  const { found, suggestions } = await searchSettlements(db, text, 1);
  return { settlement: found[0] ?? null, suggestions };
}

/** How many active services each heading has. */
export async function countByHeading(db: Database): Promise<Map<Heading, number>> {
  const { rows } = await sql<{ terms: Term[]; count: string }>`
    select terms, count(*) as count from service where status = 'active' group by terms`.execute(db);
  const counts = new Map<Heading, number>();
  for (const heading of Object.keys(headings) as Heading[])
    for (const { terms, count } of rows)
      if (terms.some((term) => (headings[heading] as readonly Term[]).includes(term)))
        counts.set(heading, (counts.get(heading) ?? 0) + Number(count));
  return counts;
}

async function candidates(
  db: Database,
  { question, terms }: Asked
): Promise<readonly { readonly service: string; readonly score: number }[]> {
  const keys = questionKeys(impersonal(question) ?? '');
  if (keys.length === 0) {
    if (terms.length === 0) return [];
    const rows = await db
      .selectFrom('service')
      .select('id')
      .where('status', '=', 'active')
      .where(sql<boolean>`terms && ${[...terms]}::text[]`)
      .orderBy('name')
      .limit(mostCandidates)
      .execute();
    return rows.map(({ id }) => ({ service: id, score: 1 }));
  }
  const patterns = keys.filter(mayBeKin).map((key) => `${key}%`);
  const { rows: hits } = await sql<Hit>`
    select service_word.service_id as service, service_word.word, service_word.weight
    from service_word join service on service.id = service_word.service_id
    where service.status = 'active'
      and (${terms.length} = 0 or service.terms && ${[...terms]}::text[])
      and (service_word.word = any(${[...keys, ...keys.flatMap(kinOf)]}::text[])
        ${
          patterns.length > 0
            ? sql`or ${sql.join(
                patterns.map((pattern) => sql`service_word.word like ${pattern}`),
                sql` or `
              )}`
            : sql``
        })`.execute(db);
  const { total } = await db
    .selectFrom('service')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return rankAnswers(keys, hits, Number(total));
}

/** Null when it does not serve the settlement, or is too far from it. */
function answerFor(service: FullService, settlement: Settlement | null): Answer | null {
  if (!settlement) return { service, place: service.places[0] ?? null, km: null };
  if (!serves(service, settlement)) return null;
  const places = service.places
    .map((place) => ({ place, km: distance(settlement, place.settlement.id, place.where) }))
    .sort((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity));
  const [nearest] = places;
  if (nearest && (nearest.km === null || nearest.km <= farthestKm)) return { service, ...nearest };
  const comes = service.ways.some((way) => way !== 'in_person');
  const { organisation } = service;
  const km = distance(
    settlement,
    organisation.settlement?.id ?? null,
    organisation.settlement?.point ?? null
  );
  if (comes || (places.length === 0 && (km === null || km <= farthestKm)))
    return { service, place: null, km };
  return null;
}

export function serves(service: FullService, settlement: Settlement): boolean {
  if (service.reach === 'country') return true;
  if (service.reach === 'counties')
    return settlement.county !== null && service.counties.includes(settlement.county);
  return service.settlements.includes(settlement.id);
}

function distance(from: Settlement, settlement: string | null, to: Point | null): number | null {
  if (settlement === from.id) return 0;
  return from.point && to ? kilometresBetween(from.point, to) : null;
}

/** In whole kilometres: a few hundred metres do not make a worse answer come first. */
function nearness({ km, place }: Answer): number {
  return km === null ? 10_000 : place === null && km > farthestKm ? 5_000 + km : Math.round(km);
}
