// How what happens to services and unmet needs reads in their histories.
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import {
  asItStands,
  changedPairs,
  factIn,
  fieldChanges,
  textsIn,
  type FieldWords
} from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canSeeServiceHistory } from './policy.ts';
import { findServiceBySlug } from './queries.server.ts';
import { counted, labelledFields } from './write.server.ts';

export const serviceHistory: HistoryObject = {
  kind: 'service',
  path: 'services',
  async find(db, actor, address) {
    const found = isColleague(actor) ? await findServiceBySlug(db, address) : null;
    if (!found || !canSeeServiceHistory(actor, found)) return null;
    return { id: found.id, name: found.name, href: `/services/${found.slug}` };
  }
};

export async function tellOfServices(
  db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const pairs = activities.flatMap(({ details }) => changedPairs(details).get('organisation') ?? []);
  const organisations = await findOrganisationsByIds(
    db,
    pairs.filter((id) => typeof id === 'string')
  );
  const fields = serviceFieldWords(words, (id) => organisations.get(id)?.name ?? null);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const file = factIn(details, 'source');
      const sentence =
        (file ? words.lookUp(`services.history.file.${verb}`, { file }) : null) ??
        words.lookUp(`services.history.${verb}`);
      return [
        id,
        { sentence: sentence ?? words.t('history.something'), changes: fieldChanges(details, fields) }
      ];
    })
  );
}

function serviceFieldWords(
  words: Words,
  organisation: (id: string) => string | null
): Readonly<Record<string, FieldWords>> {
  const codes =
    (group: string): FieldWords['say'] =>
    (value) =>
      words.list(textsIn(value).map((code) => words.lookUp(`services.${group}.${code}`) ?? code));
  const yesNo = (value: JsonValue): string => words.t(value ? 'history.yes' : 'history.no');
  const say: Readonly<Record<string, FieldWords['say']>> = {
    organisation: (value) => organisation(asItStands(value)),
    alternateNames: (value) => words.list(textsIn(value)),
    counties: (value) => words.list(textsIn(value)),
    documents: (value) => words.list(textsIn(value)),
    status: (value) => words.lookUp(`services.status.${asItStands(value)}`),
    reach: (value) => words.lookUp(`services.reach.${asItStands(value)}`),
    terms: codes('term'),
    audiences: codes('audience'),
    ways: codes('way'),
    languages: codes('language'),
    free: yesNo,
    holidaysClosed: yesNo
  };
  return {
    ...Object.fromEntries(
      Object.keys(labelledFields).map((field) => [
        field,
        {
          label: words.lookUp(`services.form.${field}`) ?? field,
          say: counted.has(field)
            ? (value: JsonValue) => words.t('services.history.count', { count: Number(value) })
            : (say[field] ?? asItStands)
        }
      ])
    ),
    state: {
      label: words.t('services.needs.state'),
      say: (value) => words.lookUp(`services.needs.stateIs.${asItStands(value)}`)
    }
  };
}
