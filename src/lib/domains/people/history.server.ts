// How what happens to accounts and roles reads in a history.
import { isUuid, type Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { isAdministrator, type Role } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { factIn } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canSeePersonHistory } from './policy.ts';
import { roleToldIn } from './roles-told.ts';

/** Of a person: for themselves, for whoever acts in their name, for administrators. */
export const personHistory: HistoryObject = {
  kind: 'person',
  path: 'account',
  async find(db, actor, address) {
    if (!isUuid(address) || !canSeePersonHistory(actor, address)) return null;
    const name = (await namesOfPeople(db, [address])).get(address);
    if (!name) return null;
    const own = actor.kind === 'person' && actor.id === address;
    return {
      id: address,
      name,
      href: own ? '/account' : isAdministrator(actor) ? `/admin/people/${address}` : '/account/roles'
    };
  }
};

/** Names of people by id; who was erased is missing. */
export async function namesOfPeople(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)] as Id<'person'>[];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map(({ id, name }) => [id as string, name]));
}

export async function tellOfPeople(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const roles = new Map(activities.map(({ id, details }) => [id, roleToldIn(details)]));
  const persons = [...roles.values()].flatMap(({ person }) => person ?? []);
  const places = await namesOfPlaces(
    db,
    [...roles.values()].flatMap(({ before, after }) => [before, after].filter((role) => role !== null))
  );
  const names = await namesOfPeople(db, persons);
  const nameOf = (role: Role | null): string | null => role && roleInWords(role, places, words);
  return new Map(
    activities.map((activity): [string, Told] => {
      if (activity.verb.startsWith('invitation.')) return [activity.id, tellOfInvitation(activity, words)];
      if (activity.verb !== 'role.changed') return [activity.id, tellOfAccount(activity, words)];
      const { person, before, after } = roles.get(activity.id) ?? roleToldIn(null);
      const change = before ? (after ? 'changed' : 'taken') : 'given';
      const own = person !== null && person === activity.person_id;
      const name = (person && names.get(person)) || words.t('history.erased');
      return [
        activity.id,
        {
          sentence: own
            ? words.t(`people.history.ownRole.${change}`)
            : words.t(`people.history.role.${change}`, { name }),
          changes: [{ label: words.t('people.team.role'), before: nameOf(before), after: nameOf(after) }]
        }
      ];
    })
  );
}

function tellOfInvitation({ verb, details }: Activity, words: Words): Told {
  const kind = factIn(details, 'kind');
  const role = kind && words.lookUp(`people.role.${kind}`);
  const sent = verb === 'invitation.sent';
  return {
    sentence: words.t(sent ? 'people.history.invitation.sent' : 'people.history.invitation.withdrawn'),
    changes: role
      ? [{ label: words.t('people.team.role'), before: sent ? null : role, after: sent ? role : null }]
      : []
  };
}

function tellOfAccount({ verb, details }: Activity, words: Words): Told {
  const sentence = words.lookUp(`people.history.${verb}`) ?? words.t('history.something');
  const on = factIn(details, 'on');
  const how = factIn(details, 'how');
  if (verb !== 'representation.began' || !on || !how) return { sentence, changes: [] };
  const after = `${words.lookUp(`people.roles.behalfHow.${how}`) ?? how}, ${words.date(on)}`;
  return { sentence, changes: [{ label: words.t('people.history.agreement'), before: null, after }] };
}

function roleInWords(role: Role, places: ReadonlyMap<string, string>, words: Words): string {
  const name = words.t(`people.role.${role.kind}`);
  const place = placeInWords(role, places, words);
  return place ? words.t('people.roles.at', { role: name, place }) : name;
}

function placeInWords(role: Role, places: ReadonlyMap<string, string>, words: Words): string | null {
  if (role.kind === 'administrator') return words.t('people.role.installation');
  if (role.kind === 'coordinator') return role.county ?? words.t('people.role.nation');
  return places.get('organisation' in role ? role.organisation : role.settlement) ?? null;
}

/** Organisations and settlements by id. */
export async function namesOfPlaces(db: Database, roles: readonly Role[]): Promise<Map<string, string>> {
  const organisations = roles.flatMap((role) => ('organisation' in role ? [role.organisation] : []));
  const settlements = roles.flatMap((role) => ('settlement' in role ? [role.settlement] : []));
  const names = new Map<string, string>();
  for (const [table, wanted] of [
    ['organisation', organisations],
    ['settlement', settlements]
  ] as const)
    if (wanted.length > 0)
      for (const { id, name } of await db
        .selectFrom(table)
        .select(['id', 'name'])
        .where('id', 'in', [...new Set(wanted)] as never[])
        .execute())
        names.set(id, name);
  return names;
}
