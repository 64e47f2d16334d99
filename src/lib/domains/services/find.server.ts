// Finds who helps: services that answer a question or belong to a turn of life, for somebody who lives in a settlement, nearest first.
import { sql } from 'kysely';
import { kilometresBetween, type Point } from '#lib/core/geo.ts';
import { findSettlementBySlug, searchSettlements } from '#lib/domains/places/queries.server.ts';
import type { Settlement } from '#lib/domains/places/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { search } from '#lib/platform/search/search.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { findServicesByIds, type FullService, type ServicePlace } from './queries.server.ts';
import { impersonal } from './question.ts';
import { headings, type Heading, type Term } from './taxonomy.ts';

/** Nobody is sent farther than this to a place; what comes to them, is rung or is online may be anywhere. */
export const farthestKm = 40;
const mostCandidates = 400;
/** What fits less than half as well as the best is no answer. */
const leastOfBest = 0.45;
/**
 * What has less is akin to a part of a question at most: of 35 questions that somebody answers in the sample region all get more, of
 * ten that nobody answers eight get less.
 */
const leastScore = 1.1;

export interface Asked {
  readonly question: string;
  /** One of these; all when empty. */
  readonly terms: readonly Term[];
  readonly settlement: Settlement | null;
  /** Of the page on which it was asked. */
  readonly locale: Locale;
}

export interface Answer {
  readonly service: FullService;
  /** The nearest of its venues; null when it has none near, and comes to one, is rung, or is online. */
  readonly place: ServicePlace | null;
  /** As the crow flies; null when nobody knows, or no settlement was given. */
  readonly km: number | null;
}

export interface Answers {
  readonly answers: readonly Answer[];
  /** The one that was chosen, else the one that the question names. */
  readonly settlement: Settlement | null;
  /** The question as it was understood, when some word of it is nowhere as it was written. */
  readonly meant: string | null;
}

export async function findAnswers(db: Database, asked: Asked): Promise<Answers> {
  const { ranked, named, meant } = await candidates(db, asked);
  const settlement = asked.settlement ?? (named === null ? null : await findSettlementBySlug(db, named));
  const services = await findServicesByIds(
    db,
    ranked.map(({ service }) => service)
  );
  const answers = ranked.flatMap(({ service: id, score }) => {
    const service = services.get(id);
    if (!service || !hasOneOf(service, asked.terms)) return [];
    const answer = answerFor(service, settlement);
    return answer ? [{ ...answer, score }] : [];
  });
  // What is in one's own settlement comes first, then kilometres; among equally near ones the better answer.
  return {
    answers: answers
      .sort(
        (a, b) => nearness(a) - nearness(b) || b.score - a.score || (a.service.name < b.service.name ? -1 : 1)
      )
      .map(({ service, place, km }) => ({ service, place, km })),
    settlement,
    meant
  };
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
    select terms, count(*) as count from service join organisation on organisation.id = service.organisation_id
    where status = 'active' and organisation.closed_on is null group by terms`.execute(db);
  const counts = new Map<Heading, number>();
  for (const heading of Object.keys(headings) as Heading[])
    for (const { terms, count } of rows)
      if (terms.some((term) => (headings[heading] as readonly Term[]).includes(term)))
        counts.set(heading, (counts.get(heading) ?? 0) + Number(count));
  return counts;
}

interface Candidates {
  readonly ranked: readonly { readonly service: string; readonly score: number }[];
  /** Slug of the settlement that the question names. */
  readonly named: string | null;
  readonly meant: string | null;
}

/** By the words of the question as everything public is searched; without words, those that have to do with the terms, by name. */
async function candidates(db: Database, { question, terms, locale }: Asked): Promise<Candidates> {
  const text = impersonal(question);
  if (text === null) return { ranked: await listByTerms(db, terms), named: null, meant: null };
  const { hits, place, meant } = await search(db, {
    text,
    locale,
    kind: 'service',
    othersToo: false,
    near: null,
    within: 0,
    facet: null,
    // Services are at no time of their own.
    now: 0,
    from: 0,
    size: mostCandidates
  });
  const best = hits.reduce((most, { score }) => Math.max(most, score), 0);
  return {
    ranked: hits
      .filter(({ score }) => score >= Math.max(leastScore, best * leastOfBest))
      .map(({ id, score }) => ({ service: id, score })),
    named: place?.slug ?? null,
    meant
  };
}

async function listByTerms(
  db: Database,
  terms: readonly Term[]
): Promise<{ readonly service: string; readonly score: number }[]> {
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

/** What the table of what can be found says of a service may be some seconds old. */
function hasOneOf({ status, terms }: FullService, asked: readonly Term[]): boolean {
  return status === 'active' && (asked.length === 0 || terms.some((term) => asked.includes(term)));
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
  const { organisation } = service;
  const km = distance(
    settlement,
    organisation.settlement?.id ?? null,
    organisation.settlement?.point ?? null
  );
  const near = km === null || km <= farthestKm;
  // Whoever serves everybody comes to the home of those who live near.
  const comes =
    service.ways.some((way) => way === 'phone' || way === 'online') ||
    (service.ways.includes('home') && (near || service.reach !== 'country'));
  if (comes || (places.length === 0 && near)) return { service, place: null, km };
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
