// How the fields of a meeting are called in its history, and how their values read.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { asItStands, changedPairs, textsIn, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { ruleInWords } from '#lib/domains/calendar/rule-words.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';

/** @param details of activities: what they name by id is looked up */
export async function meetingFieldWords(
  db: Database,
  details: readonly JsonValue[],
  words: Words
): Promise<Readonly<Record<string, FieldWords>>> {
  const idsOf = (field: string): string[] =>
    details.flatMap((each) => textsIn([...(changedPairs(each).get(field) ?? [])]));
  const venues = await findVenuesByIds(db, idsOf('venue'));
  const settlements = await listSettlementsById(db, idsOf('settlement') as Id<'settlement'>[]);
  return fieldWords(words, {
    venue: (id) => venues.get(id)?.name ?? null,
    settlement: (id) => settlements.get(id)?.name ?? null
  });
}

function fieldWords(
  words: Words,
  names: { venue: (id: string) => string | null; settlement: (id: string) => string | null }
): Readonly<Record<string, FieldWords>> {
  const moment = (local: JsonValue): string | null =>
    typeof local === 'string' ? `${words.date(local.slice(0, 10), 'full')}, ${local.slice(11)}` : null;
  const label = (field: 'title' | 'starts' | 'minutes' | 'venue' | 'settlement' | 'place'): string =>
    words.t(`meetings.history.field.${field}`);
  return {
    title: { label: label('title'), say: asItStands },
    starts: { label: label('starts'), say: moment },
    minutes: { label: label('minutes'), say: (value) => words.number(Number(value)) },
    venue: { label: label('venue'), say: (value) => names.venue(String(value)) },
    settlement: { label: label('settlement'), say: (value) => names.settlement(String(value)) },
    place: { label: label('place'), say: asItStands },
    host: { label: words.t('meetings.fact.host'), say: asItStands },
    remote: { label: words.t('meetings.fact.remote'), say: asItStands },
    quorum: { label: words.t('meetings.fact.quorum'), say: (value) => words.number(Number(value)) },
    public: {
      label: words.t('meetings.history.field.public'),
      say: (value) => words.t(`meetings.history.${value === true ? 'yes' : 'no'}`)
    },
    rule: { label: words.t('meetings.history.field.rule'), say: (value) => ruleInWords(String(value), words) }
  };
}
