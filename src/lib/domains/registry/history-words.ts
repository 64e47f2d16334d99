// What the fields of organisations and venues are called in a history, and how their values read.
import type { JsonValue } from '#lib/platform/db/json.ts';
import { asItStands, textsIn, type FieldWords } from '#lib/platform/history-fields.ts';
import type { MessageKey, Words } from '#lib/platform/words/words.ts';
import type { Contact } from './model.ts';

/** What the form calls a field, by the name that activities give it. */
export const organisationLabels: Readonly<Record<string, MessageKey>> = {
  name: 'registry.form.name',
  sector: 'registry.form.sector',
  kind: 'registry.form.kind',
  settlement: 'registry.form.settlement',
  street: 'registry.form.street',
  summary: 'registry.form.summary',
  contacts: 'registry.organisation.contacts',
  closedOn: 'registry.closed.on',
  closedReason: 'registry.closed.reason',
  successor: 'registry.closed.inItsPlace'
};

export const venueLabels: Readonly<Record<string, MessageKey>> = {
  name: 'registry.form.name',
  kind: 'registry.form.kind',
  organisation: 'registry.form.organisation',
  settlement: 'registry.form.settlement',
  street: 'registry.form.street',
  capacity: 'registry.form.capacity',
  accessible: 'registry.form.accessible',
  lat: 'registry.import.field.lat',
  lon: 'registry.import.field.lon',
  note: 'registry.form.note',
  power: 'registry.facts.power',
  heating: 'registry.facts.heating',
  features: 'registry.facts.features',
  width: 'registry.facts.width',
  depth: 'registry.facts.depth',
  height: 'registry.facts.height',
  darkening: 'registry.facts.darkening',
  amps: 'registry.facts.amps',
  loading: 'registry.facts.loading',
  price: 'registry.facts.price',
  rules: 'registry.facts.rules',
  bookable: 'registry.facts.bookable',
  idle: 'registry.facts.idle',
  condition: 'registry.facts.condition',
  couldBecome: 'registry.facts.couldBecome',
  closedOn: 'registry.closed.on',
  closedReason: 'registry.closed.reason',
  successor: 'registry.closed.inItsPlace'
};

const equipmentLabels: Readonly<Record<string, MessageKey>> = {
  name: 'registry.equipment.name',
  kind: 'registry.equipment.kind',
  quantity: 'registry.equipment.quantity',
  owner: 'registry.equipment.owner',
  settlement: 'registry.equipment.settlement',
  keptAt: 'registry.equipment.keptAt',
  price: 'registry.facts.price',
  note: 'registry.equipment.note'
};

/** Whoever reads the history of an organisation may see its internal contacts too. */
export function organisationFieldWords(words: Words): Readonly<Record<string, FieldWords>> {
  return worded(organisationLabels, words, {
    closedOn: (value) => words.date(asItStands(value)),
    sector: (value) => words.lookUp(`registry.sector.${asItStands(value)}`),
    kind: (value) => words.lookUp(`registry.kind.${asItStands(value)}`),
    contacts: (value) => contactsInWords(value, words)
  });
}

/** Histories written before the contacts themselves were recorded tell how many there were. */
function contactsInWords(value: JsonValue, words: Words): string {
  if (!Array.isArray(value)) return words.t('registry.history.contacts', { count: Number(value) });
  return (value as readonly Partial<Omit<Contact, 'value'> & { value: string | null }>[])
    .map(({ kind = 'email', value: contact, visibility }) =>
      // Null since nobody has it any more: see forget-contacts.
      contact === null || contact === undefined
        ? words.t('registry.history.forgotten', { kind })
        : visibility === 'internal'
          ? words.t('registry.history.internal', { contact })
          : contact
    )
    .join('; ');
}

export function venueFieldWords(
  words: Words,
  organisation: (id: string) => string | null
): Readonly<Record<string, FieldWords>> {
  const degrees = (value: JsonValue): string => words.number(Number(value), { maximumFractionDigits: 4 });
  const metres = (value: JsonValue): string =>
    words.t('registry.facts.metres', { metres: words.number(Number(value), { maximumFractionDigits: 2 }) });
  return worded(venueLabels, words, {
    closedOn: (value) => words.date(asItStands(value)),
    kind: (value) => words.lookUp(`registry.venueKind.${asItStands(value)}`),
    organisation: (value) => organisation(asItStands(value)),
    capacity: (value) => words.number(Number(value)),
    accessible: (value) => words.t(value ? 'history.yes' : 'history.no'),
    lat: degrees,
    lon: degrees,
    power: (value) => words.lookUp(`registry.facts.powerIs.${asItStands(value)}`),
    heating: (value) => words.lookUp(`registry.facts.heatingIs.${asItStands(value)}`),
    features: (value) =>
      words.list(textsIn(value).map((each) => words.lookUp(`registry.facts.feature.${each}`) ?? each)),
    width: metres,
    depth: metres,
    height: metres,
    darkening: (value) => words.t(value ? 'history.yes' : 'history.no'),
    amps: (value) => words.t('registry.facts.ampsSaid', { amps: Number(value) }),
    bookable: (value) => words.t(value ? 'history.yes' : 'history.no'),
    idle: (value) => words.t(value ? 'history.yes' : 'history.no'),
    condition: (value) => words.lookUp(`registry.facts.conditionIs.${asItStands(value)}`)
  });
}

export function equipmentFieldWords(words: Words): Readonly<Record<string, FieldWords>> {
  return worded(equipmentLabels, words, {
    kind: (value) => words.lookUp(`registry.equipment.kindIs.${asItStands(value)}`),
    quantity: (value) => words.number(Number(value))
  });
}

function worded(
  labels: Readonly<Record<string, MessageKey>>,
  words: Words,
  say: Readonly<Record<string, FieldWords['say']>>
): Readonly<Record<string, FieldWords>> {
  return Object.fromEntries(
    Object.entries(labels).map(([field, label]) => [
      field,
      { label: words.lookUp(label) ?? field, say: say[field] ?? asItStands }
    ])
  );
}
