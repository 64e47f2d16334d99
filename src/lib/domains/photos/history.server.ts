// How what happens to photos reads in the history of the record that they show.
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Told } from '#lib/platform/domain.ts';
import { asItStands, factIn, fieldChanges, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function tellOfPhotos(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  const fields: Readonly<Record<string, FieldWords>> = {
    alt: { label: words.t('photos.form.alt'), say: asItStands },
    caption: { label: words.t('photos.form.caption'), say: asItStands },
    credit: { label: words.t('photos.form.credit'), say: asItStands },
    licence: {
      label: words.t('photos.form.licence'),
      say: (value) => words.lookUp(`photos.licence.${asItStands(value)}`)
    }
  };
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const told = words.lookUp(`photos.history.${verb}`, { photo: factIn(details, 'photo') ?? '…' });
      return [id, { sentence: told ?? words.t('history.something'), changes: fieldChanges(details, fields) }];
    })
  );
}
