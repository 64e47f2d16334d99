// How what happens to a settlement's record reads in its history.
import type { Activity } from '#lib/platform/activity.server.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, factIn, fieldChanges, textsIn, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canSeeSettlementHistory } from './policy.ts';
import { findSettlementBySlug } from './queries.server.ts';

export const settlementHistory: HistoryObject = {
  kind: 'settlement',
  path: 'settlements',
  async find(db, actor, address) {
    if (!isColleague(actor)) return null;
    const settlement = await findSettlementBySlug(db, address);
    if (!settlement || !canSeeSettlementHistory(actor, settlement)) return null;
    return { id: settlement.id, name: settlement.name, href: `/settlements/${settlement.slug}` };
  }
};

export async function tellOfSettlements(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields = settlementFieldWords(words);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const file = factIn(details, 'source') ?? '';
      return [
        id,
        {
          sentence: words.t(verb === 'settlement.added' ? 'places.history.added' : 'places.history.changed', {
            file
          }),
          changes: fieldChanges(details, fields)
        }
      ];
    })
  );
}

/** By the names of `SettlementFacts`. */
export function settlementFieldWords(words: Words): Readonly<Record<string, FieldWords>> {
  const number = (value: JsonValue): string =>
    typeof value === 'number' ? words.number(value) : asItStands(value);
  return {
    name: { label: words.t('places.import.field.name'), say: asItStands },
    kshCode: { label: words.t('places.import.field.ksh_code'), say: asItStands },
    legalStatus: {
      label: words.t('places.import.field.legal_status'),
      say: (value) => words.lookUp(`places.legalStatus.${asItStands(value)}`)
    },
    county: { label: words.t('places.import.field.county'), say: asItStands },
    district: { label: words.t('places.import.field.district'), say: asItStands },
    districtCode: { label: words.t('places.import.field.district_code'), say: asItStands },
    areaHa: { label: words.t('places.import.field.area_ha'), say: number },
    population: { label: words.t('places.import.field.population'), say: number },
    dwellings: { label: words.t('places.import.field.dwellings'), say: number },
    postalCodes: {
      label: words.t('places.import.field.postal_codes'),
      say: (value) => textsIn(value).join(', ')
    },
    point: { label: words.t('places.history.point'), say: (value) => pointInWords(value, words) }
  };
}

function pointInWords(value: JsonValue, words: Words): string {
  const { lat, lon } = value as { lat?: number; lon?: number };
  return [lat, lon].map((degrees) => words.number(Number(degrees), { maximumFractionDigits: 4 })).join('; ');
}
