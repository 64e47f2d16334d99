// What the fields of an event are called and how their values read, by the names under which changes are recorded.
import type { JsonValue } from '#lib/platform/db/json.ts';
import { asItStands, textsIn, type FieldWords } from '#lib/platform/history-fields.ts';
import type { MessageKey, Words } from '#lib/platform/words/words.ts';
import { duration } from './clash-words.ts';
import { overridesIn } from './moved-instances.ts';
import { ruleInWords } from './rule-words.ts';

/** What the form calls each field that `changesBetween` may name. */
export const eventLabels: Readonly<Record<string, MessageKey>> = {
  status: 'calendar.import.field.status',
  title: 'calendar.form.titleField',
  starts: 'calendar.form.time',
  minutes: 'calendar.history.length',
  all_day: 'calendar.form.allDay',
  settlement: 'calendar.form.settlement',
  venue: 'calendar.form.venue',
  place: 'calendar.form.place',
  rule: 'calendar.history.repeats',
  exdates: 'calendar.import.field.exdates',
  rdates: 'calendar.import.field.rdates',
  overrides: 'calendar.history.occurrence',
  organisers: 'calendar.history.organisers',
  summary: 'calendar.form.summary',
  description: 'calendar.form.description',
  audiences: 'calendar.form.audiences',
  themes: 'calendar.event.themes',
  performers: 'calendar.performers.label',
  tradition: 'calendar.form.tradition',
  attendance: 'calendar.event.attendance',
  price: 'calendar.form.price',
  website: 'calendar.form.website',
  background: 'calendar.form.background',
  flexibility: 'calendar.history.flexibility'
};

/** @param nameOf of settlements, venues and organisers; null for those that are gone */
export function eventFieldWords(
  words: Words,
  nameOf: (id: string) => string | null
): Readonly<Record<string, FieldWords>> {
  const named = (value: JsonValue): string => nameOf(asItStands(value)) ?? words.t('calendar.history.gone');
  const coded =
    (group: string) =>
    (value: JsonValue): string =>
      textsIn(value)
        .map((code) => words.lookUp(`calendar.${group}.${code}`) ?? code)
        .join(', ');
  const yesOrNo = (value: JsonValue): string => words.t(value ? 'history.yes' : 'history.no');
  const moments = (value: JsonValue): string =>
    textsIn(value)
      .map((local) => momentInWords(local, words))
      .join('; ');
  const say: Readonly<Record<string, FieldWords['say']>> = {
    status: (value) => words.lookUp(`calendar.status.${asItStands(value)}`),
    starts: (value) => momentInWords(asItStands(value), words),
    minutes: (value) => lengthInWords(Number(value), words),
    all_day: yesOrNo,
    settlement: named,
    venue: named,
    rule: (value) => ruleInWords(asItStands(value), words),
    exdates: moments,
    rdates: moments,
    overrides: (value) =>
      overridesIn(value)
        .map(({ start }) =>
          start === null ? words.t('calendar.history.notHeld') : momentInWords(start, words)
        )
        .join('; '),
    organisers: (value) => textsIn(value).map(named).join(', '),
    audiences: coded('audience'),
    themes: coded('theme'),
    performers: (value) => textsIn(value).join('; '),
    attendance: (value) => words.t('calendar.event.attendanceValue', { count: Number(value) }),
    background: yesOrNo,
    flexibility: (value) => flexibilityInWords(value, words)
  };
  return Object.fromEntries(
    Object.entries(eventLabels).map(([field, label]) => [
      field,
      { label: words.lookUp(label) ?? field, say: say[field] ?? asItStands }
    ])
  );
}

/** @param local 'YYYY-MM-DDTHH:MM' or 'YYYY-MM-DD'; midnight is a whole day's */
export function momentInWords(local: string, words: Words): string {
  const [day = '', time = ''] = local.split('T');
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return local;
  const date = words.date(day, 'full');
  return time && time !== '00:00' ? words.t('calendar.history.moment', { day: date, time }) : date;
}

function lengthInWords(minutes: number, words: Words): string {
  if (minutes === 0) return words.t('calendar.history.endUnknown');
  if (minutes % 1440 === 0) return words.t('calendar.history.days', { count: minutes / 1440 });
  return duration(words, minutes);
}

function flexibilityInWords(value: JsonValue, words: Words): string {
  const flexibility = value as { kind?: string; days?: number; from?: string; to?: string };
  if (flexibility.kind === 'days')
    return words.t('calendar.history.flexibleDays', { days: flexibility.days ?? 0 });
  if (flexibility.kind !== 'window') return words.t('calendar.form.flexibilityOption.fixed');
  const { earliest = '', latest = '' } = value as { earliest?: string; latest?: string };
  const day = (text = ''): string => (text ? words.date(text) : '');
  return words.t('calendar.history.flexibleWindow', {
    from: day(flexibility.from),
    to: day(flexibility.to),
    earliest,
    latest
  });
}
