// Which experts a reader wants to see: read from an address and written back into one.
import { isOneOf } from '#lib/domains/registry/model.ts';
import { fields, offers, type Field, type Offer } from './model.ts';

/** Who would come to the settlement that was asked for, who would at least on a screen, or who lives within so many kilometres. */
export const nearnesses = ['comes', 'comes_or_online', '0', '10', '20', '30', '50'] as const;
export type Nearness = (typeof nearnesses)[number];

export interface ExpertFilter {
  readonly text: string;
  readonly field: Field | null;
  readonly offer: Offer | null;
  /** A settlement's name or slug, as the reader wrote it. */
  readonly near: string;
  readonly how: Nearness;
  readonly page: number;
}

/** What is not understood is left out: an old or mistyped address still shows the list. */
export function expertFilterFrom(parameters: URLSearchParams): ExpertFilter {
  const word = (name: string): string => (parameters.get(name) ?? '').trim().slice(0, 100);
  const field = word('field');
  const offer = word('offer');
  const how = word('how');
  const page = Number(word('page') || '1');
  return {
    text: word('q'),
    field: isOneOf(fields, field) ? field : null,
    offer: isOneOf(offers, offer) ? offer : null,
    near: word('near'),
    how: isOneOf(nearnesses, how) ? how : 'comes',
    page: Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
  };
}

/** The query of an address, only with what differs from the plain list; begins with ? unless empty. */
export function expertQueryOf(filter: ExpertFilter, page = 1): string {
  const parameters = new URLSearchParams();
  if (filter.text) parameters.set('q', filter.text);
  if (filter.field) parameters.set('field', filter.field);
  if (filter.offer) parameters.set('offer', filter.offer);
  if (filter.near) parameters.set('near', filter.near);
  if (filter.near && filter.how !== 'comes') parameters.set('how', filter.how);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
