// Which settlements have a caretaker, and which have records but nobody who takes care of them.
import { sql } from 'kysely';
import type { Actor } from '#lib/platform/actor.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import { territoryOf } from './policy.ts';

/**
 * For everyone whether there is one; who it is for colleagues. A vacant one is shown with the way to take it: to the operator,
 * who knows the coordinators.
 */
export async function caretakerSection(
  db: Database,
  { id, actor, words }: SectionContext
): Promise<PageSection> {
  const names = await caretakersOf(db, id);
  const title = words.t('upkeep.caretaker.title');
  const section = { order: 90, title, rows: [] };
  if (names.length > 0) {
    const text = isColleague(actor)
      ? words.t('upkeep.caretaker.are', { names: words.list(names) })
      : words.t('upkeep.caretaker.some');
    return { ...section, text: [text] };
  }
  const email = (await findInstallation(db)).operator?.email;
  return {
    ...section,
    text: [words.t('upkeep.caretaker.none'), words.t('upkeep.caretaker.apply')],
    actions: [
      email
        ? { href: `mailto:${email}`, label: words.t('upkeep.caretaker.write') }
        : { href: words.href('/privacy'), label: words.t('upkeep.caretaker.whom') }
    ]
  };
}

async function caretakersOf(db: Database, settlement: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .select('person.name')
    .where('role.kind', '=', 'caretaker')
    .where(sql<boolean>`role.settlement_id = ${settlement}::uuid`)
    .orderBy('person.name')
    .limit(5)
    .execute();
  return rows.map(({ name }) => name);
}

export interface Vacant {
  readonly slug: string;
  readonly name: string;
  readonly county: string | null;
  readonly organisations: number;
}

const mostVacant = 60;

/** For coordinators and administrators: settlements with organisations and without a caretaker, those with most first. */
export async function listVacant(
  db: Database,
  actor: Actor
): Promise<{ readonly settlements: readonly Vacant[]; readonly total: number }> {
  const territory = territoryOf(actor);
  const counties = territory === 'all' ? null : (territory?.counties ?? []);
  if (counties?.length === 0) return { settlements: [], total: 0 };
  const { rows } = await sql<Vacant & { total: string }>`
    select settlement.slug, settlement.name, settlement.county, count(*)::int as organisations,
      count(*) over () as total
    from settlement join organisation on organisation.settlement_id = settlement.id
    where organisation.closed_on is null
      and not exists (select from role where role.settlement_id = settlement.id and role.kind = 'caretaker')
      and (${counties === null} or settlement.county = any(${[...(counties ?? [])]}::text[]))
    group by settlement.id
    order by organisations desc, settlement.name, settlement.id
    limit ${mostVacant}`.execute(db);
  return {
    settlements: rows.map(({ slug, name, county, organisations }) => ({ slug, name, county, organisations })),
    total: Number(rows[0]?.total ?? 0)
  };
}
