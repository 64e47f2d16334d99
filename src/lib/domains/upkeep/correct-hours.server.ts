// Opening hours in the short form behind a letter: one field for each service, a line for each day.
import type { Id } from '#lib/core/ids.ts';
import { addDays, type Weekday } from '#lib/core/time.ts';
import { hoursFrom, hoursText } from '#lib/domains/services/hours.ts';
import { weekdays } from '#lib/domains/services/input.ts';
import type { ServiceOpening } from '#lib/domains/services/model.ts';
import { updateService } from '#lib/domains/services/operations.server.ts';
import { factsOf, listServicesOf, type FullService } from '#lib/domains/services/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkField } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** More would make the form long; the others can be corrected after signing in, or in the note. */
const mostServices = 4;

export interface NewHours {
  readonly service: FullService;
  readonly openings: readonly ServiceOpening[];
}

export async function hoursFields(
  db: Database,
  organisation: string,
  words: Words
): Promise<readonly LinkField[]> {
  return (await servicesWithHours(db, organisation)).map((service) => ({
    name: fieldOf(service),
    type: 'textarea',
    label: words.t('upkeep.link.hours', { name: service.name }),
    hint: words.t('upkeep.link.hoursHint'),
    value: weekText(service.openings, words)
  }));
}

/** What is as it was is left out. */
export async function readHours(
  db: Database,
  organisation: string,
  fields: Readonly<Record<string, string>>,
  words: Words
): Promise<
  | { readonly ok: true; readonly value: readonly NewHours[] }
  | { readonly ok: false; readonly mistakes: Readonly<Record<string, string>> }
> {
  const value: NewHours[] = [];
  const mistakes: Record<string, string> = {};
  for (const service of await servicesWithHours(db, organisation)) {
    const text = fields[fieldOf(service)]?.trim();
    if (text === undefined || text.replace(/\r/g, '') === weekText(service.openings, words)) continue;
    const read = weekFrom(text, service.openings[0]?.venue ?? null, words);
    if ('wrong' in read) mistakes[fieldOf(service)] = words.t('upkeep.link.hoursWrong', { line: read.wrong });
    else value.push({ service, openings: read.openings });
  }
  return Object.keys(mistakes).length > 0 ? { ok: false, mistakes } : { ok: true, value };
}

export async function saveHours(
  tx: Database,
  actor: Actor,
  changed: readonly NewHours[],
  now: Date
): Promise<void> {
  for (const { service, openings } of changed) {
    const draft = { ...factsOf(service), openings };
    const saved = await updateService(tx, actor, { id: service.id as Id<'service'>, draft }, now);
    if (!saved.ok) throw new Error(`Opening hours by a letter were refused: ${saved.reason}`);
  }
}

/** «hétfő: 8:00–16:00», one line for each day on which it is open. */
export function weekText(openings: readonly ServiceOpening[], words: Words): string {
  return weekdays
    .flatMap((weekday) => {
      const hours = openings.filter((opening) => opening.weekday === weekday);
      return hours.length > 0 ? [`${dayName(weekday, words)}: ${hoursText(hours)}`] : [];
    })
    .join('\n');
}

/** The days in any order, by their names or beginnings of these («szo 9–12»); `wrong` is the line that is not understood. */
export function weekFrom(
  text: string,
  venue: string | null,
  words: Words
): { readonly openings: readonly ServiceOpening[] } | { readonly wrong: string } {
  const openings = new Map<Weekday, readonly ServiceOpening[]>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const wrong = { wrong: line.slice(0, 80) };
    const [, name = '', rest = ''] = /^(\p{L}+)\.?[\s:–-]*(.*)$/u.exec(line.slice(0, 200)) ?? [];
    const days = weekdays.filter((weekday) =>
      dayName(weekday, words).startsWith(name.toLocaleLowerCase(words.locale))
    );
    const exact = weekdays.find((day) => dayName(day, words) === name.toLocaleLowerCase(words.locale));
    const day = exact ?? (days.length === 1 ? days[0] : undefined);
    const hours = hoursFrom(rest);
    if (name === '' || day === undefined || hours === null || openings.has(day)) return wrong;
    openings.set(
      day,
      hours.map(({ opens, closes }) => ({ venue, weekday: day, opens, closes }))
    );
  }
  return { openings: weekdays.flatMap((weekday) => openings.get(weekday) ?? []) };
}

/** Those that are open at the same hours wherever they are. */
async function servicesWithHours(db: Database, organisation: string): Promise<FullService[]> {
  return (await listServicesOf(db, organisation))
    .filter(
      ({ status, openings }) => status === 'active' && new Set(openings.map(({ venue }) => venue)).size === 1
    )
    .slice(0, mostServices);
}

function fieldOf({ id }: FullService): string {
  return `hours-${id}`;
}

function dayName(weekday: number, words: Words): string {
  // 2 January 2023 was a Monday.
  return words.date(addDays('2023-01-01', weekday), 'weekday').toLocaleLowerCase(words.locale);
}
