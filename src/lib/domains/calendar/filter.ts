// Which events a reader wants to see: read from an address and written back into one.
import { dayAsked } from '#lib/core/day-asked.ts';
import { audiences, themes, type Audience, type Theme } from './model.ts';

export interface EventFilter {
  /** Settlement slug; with `within` 0 only that settlement. */
  readonly near: string | null;
  /** Kilometres around `near`. */
  readonly within: number;
  /** Slug of a micro-region. */
  readonly region: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly audience: Audience | null;
  readonly theme: Theme | null;
  /** Organisation slug. */
  readonly organiser: string | null;
  readonly text: string;
}

export const radii = [0, 10, 20, 30, 50] as const;
const defaultRadius = 20;

export const noFilter: EventFilter = {
  near: null,
  within: defaultRadius,
  region: null,
  from: null,
  to: null,
  audience: null,
  theme: null,
  organiser: null,
  text: ''
};

/** What is not understood is left out: an old or mistyped address still shows events. */
export function filterFrom(parameters: URLSearchParams): EventFilter {
  const radius = Number(parameters.get('within') ?? defaultRadius);
  return {
    near: parameters.get('near')?.trim() || null,
    within: Number.isFinite(radius) && radius >= 0 && radius <= 500 ? radius : defaultRadius,
    region: parameters.get('region')?.trim() || null,
    from: dayAsked(parameters.get('from')),
    to: dayAsked(parameters.get('to')),
    audience: audiences.find((code) => code === parameters.get('audience')) ?? null,
    theme: themes.find((code) => code === parameters.get('theme')) ?? null,
    organiser: parameters.get('organiser')?.trim() || null,
    text: (parameters.get('q') ?? '').trim().slice(0, 100)
  };
}

/** The query of an address, only with what differs from the plain list; begins with ? unless empty. */
export function queryOf(filter: EventFilter, extra: Readonly<Record<string, string>> = {}): string {
  const parameters = new URLSearchParams();
  if (filter.near) {
    parameters.set('near', filter.near);
    parameters.set('within', String(filter.within));
  }
  if (filter.region) parameters.set('region', filter.region);
  if (filter.from) parameters.set('from', filter.from);
  if (filter.to) parameters.set('to', filter.to);
  if (filter.audience) parameters.set('audience', filter.audience);
  if (filter.theme) parameters.set('theme', filter.theme);
  if (filter.organiser) parameters.set('organiser', filter.organiser);
  if (filter.text) parameters.set('q', filter.text);
  for (const [name, value] of Object.entries(extra)) parameters.set(name, value);
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
