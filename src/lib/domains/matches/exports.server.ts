// What leaves this room as files: the figures of needs by month, for everyone; agreements, of which everyone gets the public thanks.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { isAdministrator } from '#lib/platform/actor.ts';
import { now as clockNow } from '#lib/platform/clock.server.ts';
import type { ExportColumn, Exporter } from '#lib/platform/exports/exporter.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findAgreementsByIds, type Agreement } from './agreement-queries.server.ts';
import { countByMonth, type MonthFigures } from './figures.server.ts';

type Figures = MonthFigures & { readonly county: string | null };

/** Of the county asked for, else of all there is. */
export const figuresExporter: Exporter<Figures> = {
  key: 'need-figures',
  label: 'matches.export.figures',
  columns: [
    { label: 'matches.numbers.month', of: ({ month }) => month },
    { label: 'matches.numbers.county', of: ({ county }) => county },
    { label: 'matches.export.needs', of: ({ needs }) => needs },
    { label: 'matches.export.answered', of: ({ answered }) => answered },
    {
      label: 'matches.export.share',
      of: ({ needs, answered }) => (needs === 0 ? null : Math.round((answered * 1000) / needs) / 10)
    },
    {
      label: 'matches.export.median',
      of: ({ medianDays }) => (medianDays === null ? null : Math.round(medianDays * 10) / 10)
    }
  ],
  async *rows({ db, filter }) {
    const county = filter.get('county')?.slice(0, 100) || null;
    yield (await countByMonth(db, { county }, clockNow())).map((each) => ({ ...each, county }));
  }
};

/** Nobody but their parties and caretakers sees what was agreed on, and whoever keeps the house; to others only what was thanked for. */
export const agreementExporter: Exporter<Agreement> = {
  key: 'agreements',
  label: 'matches.section.agreements',
  mayHaveInternal: isAdministrator,
  columns: [
    internal('matches.export.number', ({ number }) => number),
    internal('matches.ring.state', ({ state }, { t }) => t(`matches.agreement.state.${state}`)),
    { label: 'matches.agreement.about', of: ({ what }) => what },
    { label: 'matches.export.parties', of: ({ parties }) => parties.map(({ name }) => name).join('; ') },
    internal('matches.export.gives', ({ parties }) =>
      lines(parties.map(({ name, gives }) => gives && `${name}: ${gives}`))
    ),
    internal('matches.agreement.field.startsOn', ({ startsOn }) => startsOn),
    internal('matches.agreement.field.endsOn', ({ endsOn }) => endsOn),
    internal('matches.agreement.at', ({ place }) => place),
    internal('matches.export.agreedOn', ({ agreedAt }) => agreedAt && dayOf(agreedAt, defaultZone)),
    internal('matches.export.closedOn', ({ closedAt }) => closedAt && dayOf(closedAt, defaultZone)),
    {
      label: 'matches.agreement.thanks',
      of: ({ parties }) =>
        lines(parties.map(({ name, thanks, thanksPublic }) => thanksPublic && thanks && `${name}: ${thanks}`))
    }
  ],
  async *rows({ db, internal: all }) {
    let after: Id<'agreement'> | null = null;
    for (;;) {
      let found = db.selectFrom('agreement').select('id').orderBy('id').limit(portion);
      if (after !== null) found = found.where('id', '>', after);
      const ids: Id<'agreement'>[] = (await found.execute()).map(({ id }) => id);
      if (ids.length === 0) return;
      const agreements = [...(await findAgreementsByIds(db, ids)).values()];
      yield agreements.filter((each) => all || isThankedForAll(each));
      after = ids.at(-1) ?? null;
    }
  }
};

const portion = 500;

/** As the pages of organisations show it. */
function isThankedForAll({ state, parties }: Agreement): boolean {
  return state === 'fulfilled' && parties.some(({ thanks, thanksPublic }) => thanksPublic && thanks);
}

function internal(
  label: ExportColumn['label'],
  of: (agreement: Agreement, words: Words) => string | number | null
): ExportColumn<Agreement> {
  return { label, internal: true, of };
}

function lines(parts: readonly (string | false | null)[]): string | null {
  return parts.filter(Boolean).join('; ') || null;
}
