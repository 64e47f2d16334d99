// Puts the rows of the sample's tables on the calendar: local things first, then feasts, exhibitions, and the rest between them.
import { sampleMicroRegions } from '#lib/domains/places/sample.ts';
import { addDays, weekdayOf } from '#lib/core/time.ts';
import type { SampleOrganisation } from '#lib/domains/registry/sample.ts';
import { share, shuffled } from './sample-choice.ts';
import { dayWithin } from './sample-days.ts';
import { exhibitions, exhibitionManner } from './sample-exhibitions.ts';
import { kiskunsagProgrammes } from './sample-programmes-kiskunsag.ts';
import { ozdProgrammes } from './sample-programmes-ozd.ts';
import { szentesProgrammes } from './sample-programmes-szentes.ts';
import { occasions } from './sample-occasions.ts';
import { pools } from './sample-pools.ts';
import {
  chooseDay,
  chooseHost,
  eventOf,
  hasRoom,
  holds,
  isTown,
  organisationByKey,
  organisationsIn,
  populations,
  put,
  type Plan
} from './sample-planner.ts';
import type { LocalRow, Occasion, Pool, SampleEvent, Words } from './sample-shape.ts';

/** In proportion to what their settlements and institutions bear. */
const regionShare: Readonly<Record<string, number>> = { ozd: 1.1, 'felso-kiskunsag': 0.65, szentes: 0.8 };

export function putLocal(plan: Plan): void {
  const rows = [...ozdProgrammes, ...kiskunsagProgrammes, ...szentesProgrammes];
  rows.forEach((row, index) => {
    const event = localEvent(plan, row, `helyi-${String(index + 1)}`);
    if (event) put(plan, event);
  });
}

export function putOccasions(plan: Plan): void {
  for (const occasion of occasions)
    for (const { slug, settlements } of sampleMicroRegions) putOccasion(plan, occasion, slug, settlements);
}

export function putExhibitions(plan: Plan): void {
  for (const { slug } of sampleMicroRegions) {
    const fitting = exhibitions.filter(
      ([, , , ...only]) => only.length === 0 || (only as string[]).includes(slug)
    );
    const rows = shuffled(fitting, ([title]) => title, plan.seed, 'exhibitions', slug);
    for (const [title, summary, opening] of rows.slice(
      0,
      Math.round(rows.length * 0.5 * (regionShare[slug] ?? 1))
    )) {
      const name = `kiallitas-${slug}-${String(exhibitions.findIndex((row) => row[0] === title) + 1)}`;
      const host = chooseHost(plan, exhibitionManner, { region: slug, name, villageOnly: false });
      const day = host && chooseDay(plan, exhibitionManner, host, name);
      if (!host || !day) continue;
      const first = eventOf(plan, exhibitionManner, {
        key: `${name}-megnyito`,
        host,
        day,
        words: [`Kiállításmegnyitó: ${title}`, opening]
      });
      put(plan, first);
      put(plan, longRunning(plan, first, { key: name, title, summary }));
    }
  }
}

export function putPools(plan: Plan): void {
  for (const pool of pools)
    for (const { slug } of sampleMicroRegions) {
      const rows = shuffled(wordsFor(pool.words, slug), ([title]) => title, plan.seed, pool.key, slug);
      const wanted = Math.min(rows.length, Math.round(rows.length * pool.share * (regionShare[slug] ?? 1)));
      for (const words of rows.slice(0, wanted)) putOne(plan, pool, slug, words);
    }
}

function localEvent(plan: Plan, row: LocalRow, key: string): SampleEvent | null {
  const [organisers, venue, rule, time, minutes, title, summary, audiences, themes, attendance, more = {}] =
    row;
  const day = dayWithin(rule, plan.window);
  const settlement = organisationByKey.get(organisers[0] ?? '')?.settlement;
  if (settlement === undefined)
    throw new RangeError(`No such organiser in the sample: ${organisers.join(', ')}`);
  if (day === null) return null;
  const { freedom = 'fixed', status = 'confirmed', ...rest } = more;
  return {
    key,
    title,
    summary,
    organisers: [...organisers],
    venue,
    settlement,
    start: `${day}T${time}`,
    minutes,
    audiences: [...audiences],
    themes: [...themes],
    attendance,
    flexibility: typeof freedom === 'number' ? { kind: 'days', days: freedom } : { kind: 'fixed' },
    status: day <= plan.today && status === 'tentative' ? 'confirmed' : status,
    ...rest
  };
}

/** Every settlement that is large enough and does not keep the feast in its own way, until the words are used up. */
function putOccasion(plan: Plan, occasion: Occasion, region: string, settlements: readonly string[]): void {
  const own = new Set(
    plan.events
      .filter(({ tradition }) => tradition !== undefined && tradition === occasion.tradition)
      .map(({ settlement }) => settlement)
  );
  const willing = settlements.filter(
    (name) => (populations.get(name) ?? 0) >= occasion.smallest && !own.has(name)
  );
  const order = shuffled(willing, (name) => name, plan.seed, 'occasion', occasion.key);
  const words = shuffled(
    wordsFor(occasion.words, region),
    ([title]) => title,
    plan.seed,
    occasion.key,
    region
  );
  for (const settlement of order) {
    for (const [index, text] of words.entries()) {
      const event = occasionEvent(plan, { occasion, region, settlement, words: text });
      if (!event) continue;
      put(plan, event);
      words.splice(index, 1);
      break;
    }
  }
}

function wordsFor(words: readonly Words[], region: string): readonly Words[] {
  return words.filter(([, , more]) => !more?.only || (more.only as readonly string[]).includes(region));
}

function occasionEvent(
  plan: Plan,
  {
    occasion,
    region,
    settlement,
    words
  }: { occasion: Occasion; region: string; settlement: string; words: Words }
): SampleEvent | null {
  const key = `${occasion.key}-${region}-${String(occasion.words.indexOf(words) + 1)}`;
  const manner = { ...occasion, ...words[2] };
  if ((populations.get(settlement) ?? 0) < manner.smallest) return null;
  if (isTown(settlement) && speaksOfVillage(words)) return null;
  const host = hostIn(plan, manner, settlement, region);
  if (!host) return null;
  const day = shuffled(manner.days, (rule) => rule, plan.seed, 'feast', occasion.key, settlement)
    .map((rule) => dayWithin(rule, plan.window))
    .find((each) => each !== null && hasRoom(plan, settlement, each));
  if (!day) return null;
  const event = eventOf(plan, manner, { key, host, day, words });
  const kept = occasion.tradition === undefined ? event : { ...event, tradition: occasion.tradition };
  if (occasion.weeks === undefined) return kept;
  const last = addDays(day, (occasion.weeks - 1) * 7);
  return { ...kept, rule: `FREQ=WEEKLY;UNTIL=${last.replaceAll('-', '')}T215959Z` };
}

/** Words about "the village" are not for a town; a faluház may be anywhere. */
function speaksOfVillage([title, summary]: Words): boolean {
  return /\bfalu(?!ház)/i.test(`${title} ${summary}`);
}

function hostIn(
  plan: Plan,
  occasion: Occasion,
  settlement: string,
  region: string
): SampleOrganisation | null {
  const rank = ({ kind, key }: SampleOrganisation): number =>
    occasion.hosts.indexOf(kind) + 2 * share(plan.seed, 'who', occasion.key, key);
  const able = organisationsIn(region).filter(
    (each) => each.settlement === settlement && holds(each, occasion)
  );
  return able.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

function putOne(plan: Plan, pool: Pool, region: string, words: Words): void {
  const key = `${pool.key}-${region}-${String(pool.words.indexOf(words) + 1)}`;
  const manner = { ...pool, ...words[2] };
  const host = chooseHost(plan, manner, { region, name: key, villageOnly: speaksOfVillage(words) });
  const day = host && chooseDay(plan, manner, host, key);
  if (!host || !day) return;
  const event = eventOf(plan, manner, { key, host, day, words });
  const kept = pool.tradition === undefined ? event : { ...event, tradition: pool.tradition };
  put(plan, pool.camp ? wholeWeek(plan, kept) : kept);
}

/** A camp lasts from its Monday to Friday, less what falls outside the window. */
function wholeWeek(plan: Plan, event: SampleEvent): SampleEvent {
  const monday = event.start.slice(0, 10);
  const days = [0, 1, 2, 3, 4].map((n) => addDays(monday, n)).filter((day) => day < plan.window.to);
  const exdates = days.filter((day) => plan.holidays.has(day)).map((day) => `${day}${event.start.slice(10)}`);
  const last = days.at(-1) ?? monday;
  return {
    ...event,
    rule: `FREQ=DAILY;UNTIL=${last.replaceAll('-', '')}T215959Z`,
    ...(exdates.length > 0 ? { exdates } : {})
  };
}

/** Whole days from the day of the opening, for three to seven weeks, to a Saturday. */
function longRunning(
  plan: Plan,
  opening: SampleEvent,
  text: { key: string; title: string; summary: string }
): SampleEvent {
  const day = opening.start.slice(0, 10);
  const weeks = 3 + Math.floor(share(plan.seed, 'weeks', text.key) * 5);
  const days = weeks * 7 + 7 - weekdayOf(day);
  const { price: _price, ...rest } = opening;
  return {
    ...rest,
    ...text,
    start: `${day}T00:00`,
    minutes: days * 24 * 60,
    allDay: true,
    attendance: opening.attendance * 4,
    background: true
  };
}
