// What the fields of services are called in a history, and how their values read.
import type { JsonValue } from '#lib/platform/db/json.ts';
import { asItStands, textsIn, type FieldWords } from '#lib/platform/history-fields.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { counted, labelledFields } from './write.server.ts';

export function serviceFieldWords(
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
            ? (value: JsonValue) =>
                words.t('services.history.count', {
                  count: Array.isArray(value) ? value.length : Number(value)
                })
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
