// How what happens to organisations and venues reads in their histories.
import type { Activity } from '#lib/platform/activity.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { changedPairs, factIn, fieldChanges } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findEquipmentBySlug } from './equipment.server.ts';
import { equipmentFieldWords, organisationFieldWords, venueFieldWords } from './history-words.ts';
import { canSeeRegisterHistory } from './policy.ts';
import { findOrganisationBySlug, findOrganisationsByIds } from './queries.server.ts';
import { restoreEquipment } from './restore-equipment.server.ts';
import { restoreOrganisation, restoreVenue } from './restore.server.ts';
import { findVenueBySlug } from './venue-queries.server.ts';

export const registerHistories: readonly HistoryObject[] = [
  {
    kind: 'organisation',
    path: 'organisations',
    restore: restoreOrganisation,
    async find(db, actor, address) {
      const found = isColleague(actor) ? await findOrganisationBySlug(db, actor, address) : null;
      if (!found || !canSeeRegisterHistory(actor, { organisation: found, settlement: found.settlement }))
        return null;
      return { id: found.id, name: found.name, href: `/organisations/${found.slug}` };
    }
  },
  {
    kind: 'venue',
    path: 'venues',
    restore: restoreVenue,
    async find(db, actor, address) {
      const found = isColleague(actor) ? await findVenueBySlug(db, address) : null;
      if (!found || !canSeeRegisterHistory(actor, found)) return null;
      return { id: found.id, name: found.name, href: `/venues/${found.slug}` };
    }
  },
  {
    kind: 'equipment',
    path: 'equipment',
    restore: restoreEquipment,
    async find(db, actor, address) {
      const found = isColleague(actor) ? await findEquipmentBySlug(db, address) : null;
      if (
        !found ||
        !canSeeRegisterHistory(actor, { organisation: found.owner, settlement: found.settlement })
      )
        return null;
      return { id: found.id, name: found.name, href: `/equipment/${found.slug}` };
    }
  }
];

export async function tellOfRegister(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const owners = activities.flatMap(({ details }) => changedPairs(details).get('organisation') ?? []);
  const organisations = await findOrganisationsByIds(
    db,
    owners.filter((id) => typeof id === 'string')
  );
  const fields = {
    organisation: organisationFieldWords(words),
    venue: venueFieldWords(words, (id) => organisations.get(id)?.name ?? null),
    equipment: equipmentFieldWords(words)
  };
  return new Map(
    activities.map(({ id, verb, object_kind, details }): [string, Told] => [
      id,
      {
        sentence: sentenceOf(verb, details, words),
        changes: fieldChanges(
          details,
          object_kind === 'venue' || object_kind === 'equipment' ? fields[object_kind] : fields.organisation
        )
      }
    ])
  );
}

function sentenceOf(verb: string, details: JsonValue, words: Words): string {
  const [file, name] = [factIn(details, 'source'), factIn(details, 'name') ?? ''];
  const sentence = file
    ? words.lookUp(`registry.history.file.${verb}`, { file })
    : words.lookUp(`registry.history.${verb}`, { name });
  return sentence ?? words.t('history.something');
}
