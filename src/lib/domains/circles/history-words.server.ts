// How the fields of a circle's settings are called in its history, and how their values read.
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { asItStands, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { openings } from './model.ts';
import { circleFields, type CircleFacts } from './operations.server.ts';

/** What the fields of the settings are called, and how their values read. */
export async function circleFieldWords(
  db: Database,
  details: readonly JsonValue[],
  words: Words
): Promise<Readonly<Record<string, FieldWords>>> {
  const ids = [
    ...new Set(JSON.stringify(details).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [])
  ];
  const places = await listSettlementsById(db, ids);
  const regions =
    ids.length === 0
      ? []
      : await db
          .selectFrom('micro_region')
          .select(['id', 'name'])
          .where('id', 'in', ids as never[])
          .execute();
  const named = (id: string): string =>
    places.get(id)?.name ??
    regions.find((region) => region.id === id)?.name ??
    words.t('circles.history.gone');
  const territoryText = (value: JsonValue): string => {
    const territory = value as CircleFacts['territory'] | null;
    if (territory?.kind === 'county') return words.t('places.county', { county: territory.county });
    if (territory?.kind === 'micro_region') return named(territory.id);
    return words.list((territory?.settlements ?? []).map(named));
  };
  const say =
    (field: string) =>
    (value: JsonValue): string | null => {
      if (field === 'foundedOn') return words.date(asItStands(value));
      if (typeof value === 'boolean') return words.t(value ? 'circles.history.yes' : 'circles.history.no');
      if (field === 'silenceDays') return words.t('circles.history.days', { count: Number(value) });
      if (field === 'settlement') return named(asItStands(value));
      return field === 'territory' ? territoryText(value) : asItStands(value);
    };
  return Object.fromEntries(
    circleFields.map((field) => [
      field,
      {
        label: (openings as readonly string[]).includes(field)
          ? (words.lookUp(`circles.opening.${field}`) ?? field)
          : (words.lookUp(`circles.form.${field}`) ?? field),
        say: say(field)
      }
    ])
  );
}
