// What leaves the list of services as a file, with the columns that their importer knows again.
import type { ExportColumn, Exporter } from '#lib/platform/exports/exporter.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { inParts } from '#lib/platform/activity.server.ts';
import { askedFrom, termsAsked } from './asked.ts';
import { findAnswers, settlementAsked } from './find.server.ts';
import { phoneText } from './input.ts';
import { eachService, type FullService } from './queries.server.ts';

type Row = FullService & { readonly href: string };

export const serviceExporter: Exporter<Row> = {
  key: 'services',
  label: 'services.import.services',
  columns: [
    { label: 'exports.column.id', of: ({ id }) => id },
    column('name', ({ name }) => name),
    column('organisation', ({ organisation }) => organisation.name),
    column('description', ({ description }) => description),
    column('alternate_name', ({ alternateNames }) => alternateNames.join('; ')),
    column('status', ({ status }, words) => words.t(`services.status.${status}`)),
    column('terms', ({ terms }, words) => terms.map((term) => words.t(`services.term.${term}`)).join('; ')),
    column('phone', ({ phones }) => phones.map(phoneText).join('; ')),
    column('email', ({ email }) => email),
    column('url', ({ website }) => website),
    column('eligibility_description', ({ eligibility }) => eligibility),
    column('application_process', ({ application }) => application),
    column('fees_description', ({ costs }) => costs.map(({ label }) => label).join('; ')),
    { label: 'exports.column.places', of: ({ places }) => places.map(placeText).join('; ') },
    { label: 'exports.column.page', of: ({ href }) => href },
    { label: 'exports.column.updated', of: ({ updatedAt }) => updatedAt.toISOString().slice(0, 10) }
  ],
  /** What a question finds in the order of its answers; without a question all of them. */
  async *rows({ db, words, origin, filter }) {
    const asked = askedFrom(filter);
    const terms = termsAsked(asked);
    const withHref = (service: FullService): Row => ({
      ...service,
      href: `${origin}${words.href(`/services/${service.slug}`)}`
    });
    if (asked.question === '' && terms.length === 0) {
      for await (const batch of eachService(db, {})) yield batch.map(withHref);
      return;
    }
    const { settlement } = await settlementAsked(db, asked.near);
    const { locale } = words;
    const { answers } = await findAnswers(db, { question: asked.question, terms, settlement, locale });
    for (const part of inParts(answers, 500)) yield part.map(({ service }) => withHref(service));
  },
  feature({ id, name, href, places, organisation }) {
    const [place] = places;
    if (!place?.where) return null;
    const settlement = place.settlement.name;
    const properties = { name, organisation: organisation.name, place: place.name, settlement, url: href };
    return {
      id,
      point: place.where,
      properties: { ...properties, point: place.point ? 'own' : 'settlement' }
    };
  }
};

type ImportField =
  | 'name'
  | 'organisation'
  | 'description'
  | 'alternate_name'
  | 'status'
  | 'terms'
  | 'phone'
  | 'email'
  | 'url'
  | 'eligibility_description'
  | 'application_process'
  | 'fees_description';

function column(key: ImportField, of: (row: Row, words: Words) => string | null): ExportColumn<Row> {
  return { label: `services.import.field.${key}`, of: (row, words) => of(row, words) || null };
}

function placeText({ name, settlement, street }: FullService['places'][number]): string {
  return [name, settlement.name, street].filter(Boolean).join(', ');
}
