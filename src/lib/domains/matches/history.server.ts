// How what happens to matches, rings and agreements reads in histories.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { asItStands, fieldChanges, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findAgreement } from './agreement-queries.server.ts';
import { canSeeAgreement } from './policy.ts';

export const agreementHistory: HistoryObject = {
  kind: 'agreement',
  path: 'agreements',
  async find(db, actor, address) {
    const found = await findAgreement(db, address);
    if (!found || !canSeeAgreement(actor, found.parties)) return null;
    return { id: found.id, name: found.what, href: `/agreements/${found.id}` };
  }
};

export async function tellOfMatches(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields = fieldWords(words);
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => [
      id,
      {
        sentence: words.lookUp(`matches.history.${verb}`) ?? words.t('history.something'),
        changes: fieldChanges(details, fields)
      }
    ])
  );
}

function fieldWords(words: Words): Readonly<Record<string, FieldWords>> {
  const day = (value: unknown): string => words.date(String(value), 'long');
  return {
    what: { label: words.t('matches.agreement.field.what'), say: asItStands },
    place: { label: words.t('matches.agreement.field.place'), say: asItStands },
    startsOn: { label: words.t('matches.agreement.field.startsOn'), say: day },
    endsOn: { label: words.t('matches.agreement.field.endsOn'), say: day },
    gives: { label: words.t('matches.agreement.field.gives'), say: asItStands }
  };
}
