// What a region's organisations may have: spaces, things, help, skills, programmes, courses, free days. The columns of the matrix.
import { themes } from '#lib/domains/calendar/model.ts';
import { fields } from '#lib/domains/experts/model.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { equipmentKinds } from '#lib/domains/registry/venue-facts.ts';
import { headings } from '#lib/domains/services/taxonomy.ts';

export const groups = ['space', 'equipment', 'service', 'skill', 'programme', 'course', 'time'] as const;
export type Group = (typeof groups)[number];

/** Halls by how many people they hold. */
export const smallHall = 40;
export const largeHall = 100;
/** Days looked ahead for free ones. */
export const daysAhead = 28;

const spaces = [
  'small',
  'medium',
  'large',
  'stage',
  'kitchen',
  'accessible',
  'outdoor',
  'bookable',
  'idle'
] as const;

/** In the order of columns: `group.word`. */
export const capacities: readonly string[] = [
  ...spaces.map((each) => `space.${each}`),
  ...equipmentKinds.filter((each) => each !== 'other').map((each) => `equipment.${each}`),
  ...Object.keys(headings).map((each) => `service.${each}`),
  ...fields.map((each) => `skill.${each}`),
  ...themes.map((each) => `programme.${each}`),
  'course.any',
  'time.free'
];

export function groupOf(capacity: string): Group {
  const [group = ''] = capacity.split('.');
  return isOneOf(groups, group) ? group : 'space';
}

/** The message that names it, for `words.lookUp`. */
export function labelKey(capacity: string): string {
  const [group = '', word = ''] = capacity.split('.');
  const keys: Readonly<Record<string, string>> = {
    equipment: `registry.equipment.kindIs.${word}`,
    service: `services.heading.${word}`,
    skill: `experts.field.${word}`,
    programme: `calendar.theme.${word}`
  };
  return keys[group] ?? `exchange.capacity.${group}_${word}`;
}

export interface MatrixRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly settlement: string | null;
  /** How many records, by capacity; of free time, days. Absent: none. */
  readonly cells: Readonly<Record<string, number>>;
}

export type Order = 'name' | 'settlement' | 'most' | `has:${string}`;

/** Hungarian order by name within what was asked for. */
export function sortRows(
  rows: readonly MatrixRow[],
  order: Order,
  byText: (a: string, b: string) => number
): MatrixRow[] {
  const byName = (a: MatrixRow, b: MatrixRow): number => byText(a.name, b.name) || (a.id < b.id ? -1 : 1);
  const first = (a: MatrixRow, b: MatrixRow): number => {
    if (order === 'settlement') return byText(a.settlement ?? '\uffff', b.settlement ?? '\uffff');
    if (order === 'most') return Object.keys(b.cells).length - Object.keys(a.cells).length;
    if (!order.startsWith('has:')) return 0;
    const capacity = order.slice(4);
    return (b.cells[capacity] ?? 0) - (a.cells[capacity] ?? 0);
  };
  return [...rows].sort((a, b) => first(a, b) || byName(a, b));
}

export interface Overview {
  /** At how many organisations, by capacity. */
  readonly holders: Readonly<Record<string, number>>;
  /** What at least a third of them has; what exactly one has, with who; what nobody has. */
  readonly common: readonly string[];
  readonly unique: readonly { readonly capacity: string; readonly row: MatrixRow }[];
  readonly missing: readonly string[];
}

/** @param wanted the columns that are looked at */
export function overviewOf(rows: readonly MatrixRow[], wanted: readonly string[]): Overview {
  const holders: Record<string, number> = Object.fromEntries(wanted.map((capacity) => [capacity, 0]));
  const last = new Map<string, MatrixRow>();
  for (const row of rows)
    for (const capacity of Object.keys(row.cells))
      if (capacity in holders) {
        holders[capacity] = (holders[capacity] ?? 0) + 1;
        last.set(capacity, row);
      }
  const common = wanted
    .filter((capacity) => rows.length > 1 && (holders[capacity] ?? 0) * 3 >= rows.length)
    .sort((a, b) => (holders[b] ?? 0) - (holders[a] ?? 0));
  const unique = wanted.flatMap((capacity) => {
    const row = holders[capacity] === 1 ? last.get(capacity) : undefined;
    return row ? [{ capacity, row }] : [];
  });
  return { holders, common, unique, missing: wanted.filter((capacity) => holders[capacity] === 0) };
}
