// What a reader searches for, read from an address and written back into one.

export interface Asked {
  readonly text: string;
  readonly kind: string | null;
  /** Slug of a settlement, and kilometres around it. */
  readonly near: string | null;
  readonly within: number;
  readonly facet: string | null;
  readonly page: number;
}

export const mostPages = 50;

export function askedFrom(parameters: URLSearchParams, kinds: readonly string[]): Asked {
  const kind = parameters.get('kind');
  const near = parameters.get('near');
  const facet = parameters.get('facet');
  return {
    text: (parameters.get('q') ?? '').replace(/\s+/g, ' ').trim().slice(0, 200),
    kind: kind !== null && kinds.includes(kind) ? kind : null,
    near: near !== null && /^[a-z0-9-]{1,80}$/.test(near) ? near : null,
    within: parameters.get('within') === '20' ? 20 : 0,
    facet: facet !== null && /^[a-z]{1,20}:[a-z_]{1,30}$/.test(facet) ? facet : null,
    page: Math.min(mostPages, Math.max(1, Math.floor(Number(parameters.get('page')) || 1)))
  };
}

/** `?q=…`, without what is as usual. */
export function addressOf(asked: Asked, changed: Partial<Asked> = {}): string {
  const { text, kind, near, within, facet, page } = { ...asked, page: 1, ...changed };
  const parameters = new URLSearchParams();
  if (text) parameters.set('q', text);
  if (kind) parameters.set('kind', kind);
  if (near) parameters.set('near', near);
  if (near && within > 0) parameters.set('within', String(within));
  if (facet) parameters.set('facet', facet);
  if (page > 1) parameters.set('page', String(page));
  const written = parameters.toString();
  return written === '' ? '/search' : `/search?${written}`;
}
