// Which part of the capacity matrix a reader looks at: read from an address and written back into one.
import { isOneOf, organisationKinds, type OrganisationKind } from '#lib/domains/registry/model.ts';
import { capacities, groupOf, groups, type Group, type Order } from './capacities.ts';
import { distances } from './filter.ts';

export const areaKinds = ['region', 'county'] as const;

/** A micro-region by its short name, a county by its name. */
export interface Area {
  readonly kind: (typeof areaKinds)[number];
  readonly name: string;
}

export interface MatrixFilter {
  readonly area: Area | null;
  /** A settlement's name or slug, as the reader wrote it. */
  readonly near: string;
  readonly km: number;
  readonly kind: OrganisationKind | null;
  /** Null: all. */
  readonly group: Group | null;
  /** On paper, those alone; empty: what is looked at. */
  readonly printed: readonly Group[];
  /** Only organisations that have it. */
  readonly has: string | null;
  readonly order: Order;
  readonly page: number;
}

const usualKm = 20;

/** What is not understood is left out: an old or mistyped address still shows the matrix. */
export function matrixFilterFrom(parameters: URLSearchParams): MatrixFilter {
  const word = (name: string): string => (parameters.get(name) ?? '').trim().slice(0, 100);
  const [kind, group, has, order] = [word('kind'), word('group'), word('has'), word('order')];
  const [km, page] = [Number(word('km') || usualKm), Number(word('page') || '1')];
  return {
    area: areaFrom(word('area')),
    near: word('near'),
    km: (distances as readonly number[]).includes(km) ? km : usualKm,
    kind: isOneOf(organisationKinds, kind) ? kind : null,
    // Everything at once is too wide to read: whoever asks for nothing sees the rooms first.
    group: group === 'all' ? null : isOneOf(groups, group) ? group : 'space',
    printed: groups.filter((each) => parameters.getAll('print').includes(each)),
    has: capacities.includes(has) ? has : null,
    order:
      order === 'name' || order === 'settlement'
        ? order
        : order.startsWith('has:') && capacities.includes(order.slice(4))
          ? (order as Order)
          : 'most',
    page: Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1
  };
}

/** Begins with ? unless empty. */
export function matrixQueryOf(filter: MatrixFilter, page = 1): string {
  const parameters = new URLSearchParams();
  if (filter.area) parameters.set('area', areaText(filter.area));
  if (filter.near) parameters.set('near', filter.near);
  if (filter.near && filter.km !== usualKm) parameters.set('km', String(filter.km));
  if (filter.kind) parameters.set('kind', filter.kind);
  if (filter.group !== 'space') parameters.set('group', filter.group ?? 'all');
  if (filter.has) parameters.set('has', filter.has);
  if (filter.order !== 'most') parameters.set('order', filter.order);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

/** `county:Vas` */
export function areaText({ kind, name }: Area): string {
  return `${kind}:${name}`;
}

function areaFrom(text: string): Area | null {
  const at = text.indexOf(':');
  const [kind, name] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  return isOneOf(areaKinds, kind) && name !== '' ? { kind, name } : null;
}

/** The groups that are looked at. */
export function groupsOf({ group, printed }: Pick<MatrixFilter, 'group' | 'printed'>): readonly Group[] {
  if (printed.length > 0) return printed;
  return group === null ? groups : [group];
}

/** The columns that are looked at. */
export function wantedOf(filter: Pick<MatrixFilter, 'group' | 'printed'>): string[] {
  const asked = groupsOf(filter);
  return capacities.filter((capacity) => asked.includes(groupOf(capacity)));
}
