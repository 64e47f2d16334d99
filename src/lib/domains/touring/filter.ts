// What narrows the menu: words, for whom, and a hall that must hold it.
import { audiences, type Audience } from '#lib/domains/calendar/model.ts';

export interface MenuFilter {
  readonly text: string;
  readonly audience: Audience | null;
  /** A name as typed, or a slug. */
  readonly hall: string;
  readonly page: number;
}

export function menuFilterFrom(search: URLSearchParams): MenuFilter {
  const text = (name: string): string => (search.get(name) ?? '').trim().slice(0, 200);
  return {
    text: text('q'),
    audience: audiences.find((code) => code === search.get('audience')) ?? null,
    hall: text('hall'),
    page: Math.min(1_000, Math.max(1, Math.trunc(Number(search.get('page'))) || 1))
  };
}

export function menuQueryOf({ text, audience, hall }: MenuFilter, page = 1): string {
  const search = new URLSearchParams();
  if (text) search.set('q', text);
  if (audience) search.set('audience', audience);
  if (hall) search.set('hall', hall);
  if (page > 1) search.set('page', String(page));
  const query = search.toString();
  return query ? `?${query}` : '';
}
