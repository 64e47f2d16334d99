// What the page of a tour shows to whom: its plan with its map, plans to choose from, and who has answered what.
import { dayOf, defaultZone, localOf } from '#lib/core/time.ts';
import { worksFor, type Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import {
  isInPlan,
  isOutdated,
  phaseOf,
  type FoundPlan,
  type LeftOutCode,
  type Phase,
  type PlanKind,
  type SearchState,
  type Sharing,
  type StopState,
  type Worth
} from './model.ts';
import { canAnswerStop, canLeadTour, canSeeTour } from './policy.ts';
import { mapOf, type TourMap } from './tour-map.server.ts';
import { findTourBySlug, listStops, type FullTour, type TourStop } from './tours.server.ts';

export interface ShownStop {
  readonly id: string;
  readonly place: string;
  readonly settlement: string;
  readonly hall: { readonly name: string; readonly slug: string; readonly closed: boolean };
  /** Local; null: it has no time in this plan. */
  readonly starts: string | null;
  readonly leaves: string | null;
  readonly arrives: string | null;
  readonly ready: string | null;
  readonly homeAt: string | null;
  readonly night: boolean;
  readonly km: number;
  readonly share: number | null;
  readonly offer: number;
  readonly clash: boolean;
  /** How it stands now, whatever this plan would change. */
  readonly state: StopState;
  /** When it was until now, where that is another time; `new` for one that was not in the plan. */
  readonly was: string | null;
  readonly kept: boolean;
  readonly keptDay: string | null;
  readonly keptTime: string | null;
  readonly suggested: string | null;
  readonly note: string | null;
  readonly event: string | null;
  readonly booking: string | null;
  readonly mayAnswer: boolean;
  /** Whoever leads enters what was agreed by telephone. */
  readonly mayEnter: boolean;
  /** No mail reaches anybody there. */
  readonly unreachable: boolean;
  /** Of one that was left out. */
  readonly reason: LeftOutCode | null;
}

export interface ShownPlan extends Omit<FoundPlan, 'stops' | 'kind'> {
  readonly kind: PlanKind | 'as_it_is';
  readonly stops: readonly ShownStop[];
  /** How many hosts would hear of it: those whose time changes, who come in or fall out. */
  readonly changes: number;
  readonly gone: readonly string[];
  /** Its kilometres and costs were reckoned with stops that have fallen out of it since. */
  readonly hasFallen: boolean;
}

export interface ShownTour {
  readonly slug: string;
  readonly id: string;
  readonly name: string;
  readonly pack: { readonly slug: string; readonly title: string; readonly by: string };
  readonly firstDay: string;
  readonly lastDay: string;
  readonly phase: Phase;
  readonly search: SearchState;
  readonly progress: number;
  readonly sharing: Sharing;
  readonly mayLead: boolean;
  readonly mayUndo: boolean;
  /** Of a cancelled tour: its plan can be brought back. */
  readonly mayRestore: boolean;
  /** The package has other times now than the plan was made for. */
  readonly outdated: boolean;
  readonly worth: Worth;
  readonly perKm: number;
  /** What a cancelling would do: programmes that are cancelled, halls given back, hosts who get a mail; what is past stays. */
  readonly atStake: { readonly events: number; readonly halls: number; readonly hosts: number };
  /** Questions that nobody has answered yet. */
  readonly open: number;
  readonly plan: ShownPlan | null;
  readonly found: {
    readonly plans: readonly ShownPlan[];
    readonly gap: number | null;
    readonly repair: boolean;
    readonly leftOut: readonly { readonly place: string; readonly code: LeftOutCode }[];
  } | null;
  readonly map: TourMap | null;
  /** Not in the plan. */
  readonly others: readonly ShownStop[];
}

/** Null when it is not there, or not for this actor. */
export async function showTour(
  db: Database,
  actor: Actor,
  slug: string,
  now: Date
): Promise<ShownTour | null> {
  const tour = await findTourBySlug(db, slug);
  const stops = tour ? await listStops(db, tour.id) : [];
  if (!tour || !canSeeTour(actor, tour, stops)) return null;
  const mayLead = actor.kind === 'person' && canLeadTour(actor, tour);
  const shown = { tour, stops, actor, mayLead };
  const plan = tour.plan ? planShown(shown, tour.plan, 'as_it_is') : null;
  const found = mayLead && tour.search === 'ready' ? tour.answer : null;
  const places = new Map(stops.map((stop) => [stop.id as string, placeOf(stop)]));
  const plans = found?.plans.map((each) => planShown(shown, each, each.kind)) ?? [];
  return {
    slug: tour.slug,
    id: tour.id,
    name: tour.name,
    pack: { slug: tour.pack.slug, title: tour.pack.title, by: tour.pack.organisation.name },
    firstDay: tour.firstDay,
    lastDay: tour.lastDay,
    phase: phaseOf(tour, dayOf(now, defaultZone)),
    search: tour.search,
    progress: tour.progress,
    sharing: tour.settings.sharing,
    mayLead,
    mayUndo: mayLead && tour.state === 'draft' && tour.before !== null,
    mayRestore: mayLead && tour.state === 'cancelled' && tour.before !== null,
    outdated: mayLead && tour.plan !== null && isOutdated(livePlan(tour.plan, stops, now), tour.pack),
    worth: tour.settings,
    perKm: tour.settings.perKm,
    ...stakesOf(stops, now),
    plan,
    found: found && {
      plans,
      gap: found.gap,
      repair: found.repair,
      leftOut: found.leftOut.map(({ stop, code }) => ({ place: places.get(stop) ?? '', code }))
    },
    map: await mapOf(db, tour, stops, plan ?? plans[0] ?? null),
    others: stops.filter(({ state }) => !isInPlan(state)).map((stop) => stopShown(shown, stop, null))
  };
}

/** Without what has been held already: that is as it was. */
function livePlan(plan: FoundPlan, stops: readonly TourStop[], now: Date): FoundPlan {
  const live = new Set(
    stops
      .filter(({ startsAt, state }) => startsAt && startsAt > now && isInPlan(state))
      .map(({ id }) => id as string)
  );
  return { ...plan, stops: plan.stops.filter(({ stop }) => live.has(stop)) };
}

function stakesOf(stops: readonly TourStop[], now: Date): Pick<ShownTour, 'atStake' | 'open'> {
  const coming = stops.filter(({ startsAt }) => startsAt && startsAt > now);
  const open = coming.filter(({ state }) => state === 'asked' || state === 'suggested').length;
  const accepted = coming.filter(({ state }) => state === 'accepted');
  return {
    open,
    atStake: {
      events: coming.filter(({ event, state }) => event !== null && isInPlan(state)).length,
      halls: coming.filter(({ booking, state }) => booking !== null && isInPlan(state)).length,
      hosts: open + accepted.length
    }
  };
}

interface Context {
  readonly tour: FullTour;
  readonly stops: readonly TourStop[];
  readonly actor: Actor;
  readonly mayLead: boolean;
}

function planShown(context: Context, plan: FoundPlan, kind: ShownPlan['kind']): ShownPlan {
  const { stops } = context;
  const byId = new Map(stops.map((stop) => [stop.id as string, stop]));
  const shown = plan.stops.flatMap((each) => {
    const stop = byId.get(each.stop);
    // Of the chosen plan, a stop that has fallen out since is no part any more.
    if (!stop || (kind === 'as_it_is' && !isInPlan(stop.state))) return [];
    return [stopShown(context, stop, each)];
  });
  const kept = new Set(plan.stops.map(({ stop }) => stop));
  const gone = stops.filter(({ id, state }) => isInPlan(state) && !kept.has(id));
  return {
    ...plan,
    kind,
    stops: shown,
    hasFallen: shown.length < plan.stops.length,
    gone: kind === 'as_it_is' ? [] : gone.map(placeOf),
    changes: kind === 'as_it_is' ? 0 : shown.filter(({ was }) => was !== null).length + gone.length
  };
}

function stopShown(
  { tour, actor, mayLead }: Context,
  stop: TourStop,
  found: FoundPlan['stops'][number] | null
): ShownStop {
  const own = mayLead || (stop.host !== null && worksFor(actor, stop.host.id));
  const current = stop.startsAt && isInPlan(stop.state) ? localOf(stop.startsAt, defaultZone) : null;
  const starts = found?.starts ?? current;
  return {
    id: stop.id,
    place: placeOf(stop),
    settlement: stop.settlement.name,
    hall: { name: stop.venue.name, slug: stop.venue.slug, closed: stop.venue.closed },
    starts,
    leaves: found?.leaves ?? null,
    arrives: found?.arrives ?? null,
    ready: found?.ready ?? null,
    homeAt: found?.homeAt ?? null,
    night: found?.then === 'night',
    km: found?.km ?? 0,
    share: found?.share ?? null,
    offer: own ? stop.offer : 0,
    clash: found?.clash ?? false,
    state: stop.state,
    was: found && tour.plan && current !== found.starts ? (current ?? 'new') : null,
    kept: stop.kept,
    keptDay: stop.keptDay,
    keptTime: stop.keptTime,
    suggested: stop.suggested,
    // What a host wrote is for whoever leads, and for the host's own people.
    note: own ? stop.note : null,
    event: stop.event?.slug ?? null,
    booking: stop.booking?.state ?? null,
    mayAnswer: tour.state === 'asked' && stop.state === 'asked' && canAnswerStop(actor, stop),
    mayEnter: mayLead && tour.state === 'asked' && stop.state === 'asked',
    unreachable: stop.state === 'asked' && stop.askedAt === null,
    reason: stop.reason
  };
}

function placeOf({ settlement, venue }: TourStop): string {
  return `${settlement.name}, ${venue.name}`;
}
