// Reads who performs as people write it, each on a line with what they do: «Kiss Anna – mesemondó»; and writes it so again.
import { oneLine, paragraphs } from '#lib/core/text.ts';
import type { Performer } from './model.ts';

export const mostPerformers = 20;
const longestName = 120;
const longestRole = 80;

/** Lines, or semicolons within them; a comma may be part of a name. Nobody stands there twice. */
export function performersIn(text: string): Performer[] {
  const found = new Map<string, Performer>();
  for (const line of paragraphs(text).split(/[\n;|]/)) {
    const performer = performerFrom(line);
    const key = performer?.name.toLocaleLowerCase('hu') ?? '';
    if (performer && !found.has(key)) found.set(key, performer);
  }
  return [...found.values()];
}

/** «Kiss Anna – ének», «Kiss Anna - ének» and «Kiss Anna (ének)» say the same; a hyphen within a name is part of it. */
export function performerFrom(line: string): Performer | null {
  const text = oneLine(line).replace(/^[-–—•*·] +/, '');
  const [, name = text, role = ''] =
    /^(.+?) +[-–—] +(.+)$/.exec(text) ?? /^([^()]+?) *\(([^()]+)\)$/.exec(text) ?? [];
  if (!/[\p{L}\p{N}]/u.test(name)) return null;
  return { name: name.trim(), role: role.trim() || null, organisation: null };
}

/** What stands in the way of keeping them, null for nothing. */
export function performersFault(
  performers: readonly Performer[]
): 'performers_many' | 'performers_long' | null {
  if (performers.length > mostPerformers) return 'performers_many';
  const long = performers.some(
    ({ name, role }) => name.length > longestName || (role ?? '').length > longestRole
  );
  return long ? 'performers_long' : null;
}

/** Of a source that cannot be asked to write less: the first of them, shortened. */
export function asManyAsFit(performers: readonly Performer[]): Performer[] {
  return performers.slice(0, mostPerformers).map(({ name, role, organisation }) => ({
    name: name.slice(0, longestName).toWellFormed().trim(),
    role: role?.slice(0, longestRole).toWellFormed().trim() || null,
    organisation
  }));
}

export function performerLine({ name, role }: Pick<Performer, 'name' | 'role'>): string {
  return role ? `${name} – ${role}` : name;
}

/** As the form shows them. */
export function performerLines(performers: readonly Pick<Performer, 'name' | 'role'>[]): string {
  return performers.map(performerLine).join('\n');
}
