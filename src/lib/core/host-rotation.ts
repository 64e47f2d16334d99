// Who hosts the next meetings: turns shared out fairly, ways kept short, and only where there is room; and why so.
import type { Answer, Reason } from './answer.ts';
import { assign } from './assignment.ts';
import { kilometresBetween, type Point } from './geo.ts';

export interface Host {
  readonly id: string;
  readonly place: Point;
  /** Seats; null: nobody has said, so it is taken for enough. */
  readonly seats: number | null;
  /** How often so far, and how many meetings ago the last time was (1: the last one); null: never yet. */
  readonly hosted: number;
  readonly lastAgo: number | null;
  /** Twice as often for 2; 0: not at all. Default 1. */
  readonly weight?: number;
  /** Of the coming meetings, by their ids. */
  readonly cannot?: readonly string[];
}

export interface RotationQuestion {
  /** The coming meetings, soonest first. */
  readonly meetings: readonly { readonly id: string; readonly seats: number }[];
  readonly hosts: readonly Host[];
  /** Where those who come set out from. */
  readonly members: readonly { readonly id: string; readonly place: Point }[];
  /** What has been promised already: it stays unless the host cannot any more. */
  readonly kept?: readonly { readonly meeting: string; readonly host: string }[];
  /** Default: great-circle distance. */
  readonly kilometres?: (from: Point, to: Point) => number;
  readonly weights?: Partial<RotationWeights>;
  /** A clock in milliseconds, for the answer's `seconds`; without one they are 0. */
  readonly clock?: () => number;
}

/** All in kilometres of way for each member. */
export interface RotationWeights {
  /** What one turn more than another is worth. */
  readonly turn: number;
  /** What one meeting less since the last turn is worth, while it is fewer than there are hosts. */
  readonly recent: number;
  /** Of the way of the one who comes from farthest, this share is counted beside the mean. */
  readonly worstShare: number;
}

const usualWeights: RotationWeights = { turn: 30, recent: 4, worstShare: 0.25 };

export interface HostedMeeting {
  readonly meeting: string;
  /** Null: nobody can. */
  readonly host: string | null;
  /** One way, of all members together and of the one from farthest, km. */
  readonly kilometres: number;
  readonly farthest: number;
  /**
   * `promised`; `never_hosted`, `fewest_turns` {turns}, `longest_ago` {meetings}; `shortest_way` {kilometres} (on average),
   * `way` {kilometres}; `next_best` {host, kilometres}: so much would it cost the whole to have it there; of a meeting that
   * nobody hosts, for each host `cannot`, `too_small` {seats} or `not_a_host`.
   */
  readonly reasons: readonly Reason[];
}

/**
 * Exact (assignment) within one round, in which nobody hosts twice; with more meetings than hosts, round by round. The bound is
 * proved when there is one round. Cost: kilometres, as the weights say.
 */
export function rotateHosts(question: RotationQuestion): Answer<HostedMeeting[]> {
  const { meetings, clock } = question;
  const began = clock?.() ?? 0;
  const weights = { ...usualWeights, ...question.weights };
  // In a fixed order, so that ties do not depend on the caller's.
  let hosts = question.hosts
    .filter(({ weight = 1 }) => weight > 0)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const answer: HostedMeeting[] = [];
  let bound: number | 'not proved' = 0;
  let rounds = 0;
  for (let from = 0; from < meetings.length;) {
    const round = meetings.slice(from, from + Math.max(1, hosts.length));
    const { hosted, cost } = oneRound({ ...question, hosts, meetings: round }, weights);
    answer.push(...hosted);
    rounds += 1;
    bound = rounds === 1 ? cost : 'not proved';
    hosts = hosts.map((host) => afterRound(host, hosted));
    from += round.length;
  }
  const unhosted = answer.filter(({ host }) => host === null).length;
  return {
    answer,
    reasons: unhosted > 0 ? [{ code: 'nobody_can', meetings: unhosted }] : [],
    bound,
    seconds: ((clock?.() ?? 0) - began) / 1000,
    seed: 0
  };
}

function afterRound(host: Host, hosted: readonly HostedMeeting[]): Host {
  const at = hosted.findLastIndex((each) => each.host === host.id);
  if (at < 0) return { ...host, lastAgo: host.lastAgo === null ? null : host.lastAgo + hosted.length };
  return { ...host, hosted: host.hosted + 1, lastAgo: hosted.length - at };
}

type Round = RotationQuestion & { readonly hosts: readonly Host[] };

function oneRound(question: Round, weights: RotationWeights): { hosted: HostedMeeting[]; cost: number } {
  const { meetings, hosts, members, kept = [], kilometres = kilometresBetween } = question;
  const ways = hosts.map(({ place }) => wayTo(place, members, kilometres));
  const fewest = hosts.reduce((least, host) => Math.min(least, turnsOf(host)), Infinity);
  const promised = new Map(kept.map(({ meeting, host }) => [meeting, host]));
  const metres = new Float64Array(meetings.length * hosts.length);
  meetings.forEach((meeting, row) =>
    hosts.forEach((host, column) => {
      const way = ways[column] as Way;
      const since = host.lastAgo === null ? hosts.length : Math.min(hosts.length, host.lastAgo + row);
      const kilometresInAll =
        (turnsOf(host) - fewest) * weights.turn +
        (hosts.length - since) * weights.recent +
        way.mean +
        way.farthest * weights.worstShare -
        (promised.get(meeting.id) === host.id ? keepsWorth : 0);
      metres[row * hosts.length + column] = hindrance(host, meeting)
        ? Infinity
        : Math.round((kilometresInAll + keepsWorth) * 1000);
    })
  );
  const { answer } = assign({ rows: meetings.length, columns: hosts.length, costs: metres });
  const hosted = meetings.map((meeting, row): HostedMeeting => {
    const column = answer.columnOf[row] ?? -1;
    const host = hosts[column];
    const way = ways[column];
    if (!host || !way)
      return {
        meeting: meeting.id,
        host: null,
        kilometres: 0,
        farthest: 0,
        reasons: whyNobody(question, meeting)
      };
    return {
      meeting: meeting.id,
      host: host.id,
      kilometres: way.sum,
      farthest: way.farthest,
      reasons: [
        ...(promised.get(meeting.id) === host.id ? [{ code: 'promised' }] : []),
        ...turnReasons(host, hosts),
        wayReason(way, ways),
        ...nextBest(row, column, answer.dearer, hosts)
      ]
    };
  });
  return { hosted, cost: answer.cost / 1000 - keepsWorth * (meetings.length - answer.left) };
}

/** More than turns and ways ever come to. */
const keepsWorth = 100_000;

/** A turn that is owed twice as often weighs half. */
function turnsOf({ hosted, weight = 1 }: Host): number {
  return hosted / weight;
}

interface Way {
  readonly sum: number;
  readonly mean: number;
  readonly farthest: number;
}

function wayTo(
  place: Point,
  members: RotationQuestion['members'],
  kilometres: (from: Point, to: Point) => number
): Way {
  const each = members.map((member) => kilometres(member.place, place));
  const sum = each.reduce((all, way) => all + way, 0);
  return { sum, mean: each.length === 0 ? 0 : sum / each.length, farthest: Math.max(0, ...each) };
}

function hindrance(host: Host, meeting: { id: string; seats: number }): Reason | null {
  if (host.cannot?.includes(meeting.id)) return { code: 'cannot', host: host.id };
  if (host.seats !== null && host.seats < meeting.seats)
    return { code: 'too_small', host: host.id, seats: host.seats };
  return null;
}

function whyNobody({ hosts }: Round, meeting: { id: string; seats: number }): Reason[] {
  return hosts.map((host) => hindrance(host, meeting) ?? { code: 'hosts_another', host: host.id });
}

function turnReasons(host: Host, hosts: readonly Host[]): Reason[] {
  if (host.lastAgo === null && host.hosted === 0) return [{ code: 'never_hosted' }];
  const reasons: Reason[] = [];
  if (hosts.every((other) => turnsOf(other) >= turnsOf(host)))
    reasons.push({ code: 'fewest_turns', turns: host.hosted });
  if (
    host.lastAgo !== null &&
    hosts.every(({ lastAgo }) => lastAgo !== null && lastAgo <= (host.lastAgo ?? 0))
  )
    reasons.push({ code: 'longest_ago', meetings: host.lastAgo });
  return reasons;
}

function wayReason(way: Way, ways: readonly Way[]): Reason {
  const shortest = ways.every(({ mean }) => mean >= way.mean);
  return { code: shortest ? 'shortest_way' : 'way', kilometres: Math.round(way.mean) };
}

function nextBest(
  row: number,
  column: number,
  dearer: (row: number, column: number) => number,
  hosts: readonly Host[]
): Reason[] {
  let best: { host: string; more: number } | null = null;
  for (let other = 0; other < hosts.length; other++) {
    const more = other === column ? Infinity : dearer(row, other) / 1000;
    if (Number.isFinite(more) && more < keepsWorth / 2 && (best === null || more < best.more))
      best = { host: (hosts[other] as Host).id, more };
  }
  return best ? [{ code: 'next_best', host: best.host, kilometres: Math.round(best.more) }] : [];
}
