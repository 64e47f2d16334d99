// What decrees say about school holidays and moved working days: those that are known here, and those that somebody has added.

export const schoolHolidayKinds = ['autumn', 'winter', 'spring', 'summer'] as const;

/** First and last day without school, both included, weekends and public holidays counted. */
export interface SchoolDays {
  readonly kind: (typeof schoolHolidayKinds)[number];
  readonly from: string;
  readonly to: string;
}

export interface OfficialDays {
  readonly school: readonly SchoolDays[];
  /** A weekday off work, and the Saturday on which it is worked off. */
  readonly moved: readonly { readonly rest: string; readonly worked: string }[];
}

/**
 * Of school: 27/2025. (VII. 24.) BM for 2025/2026. Of work: 11/2024. (IV. 8.) NGM for 2025, 10/2025. (IV. 30.) NGM for 2026. Others
 * are added when they have come out.
 */
export const publishedDays: OfficialDays = {
  school: [
    { kind: 'autumn', from: '2025-10-23', to: '2025-11-02' },
    { kind: 'winter', from: '2025-12-20', to: '2026-01-04' },
    { kind: 'spring', from: '2026-04-02', to: '2026-04-12' },
    { kind: 'summer', from: '2026-06-20', to: '2026-08-31' }
  ],
  moved: [
    { rest: '2025-05-02', worked: '2025-05-17' },
    { rest: '2025-10-24', worked: '2025-10-18' },
    { rest: '2025-12-24', worked: '2025-12-13' },
    { rest: '2026-01-02', worked: '2026-01-10' },
    { rest: '2026-08-21', worked: '2026-08-08' },
    { rest: '2026-12-24', worked: '2026-12-12' }
  ]
};

/** @returns the calendar year in which the school year of these holidays begins */
export function schoolYearOf({ kind, from }: Pick<SchoolDays, 'kind' | 'from'>): number {
  const year = Number(from.slice(0, 4));
  if (kind === 'autumn') return year;
  if (kind === 'winter') return from.slice(5) < '07' ? year - 1 : year;
  return year - 1;
}

/** What was added goes before what is known: school holidays each for itself, moved days by whole years, as decrees name them. */
export function officialDaysWith(added: OfficialDays, known: OfficialDays = publishedDays): OfficialDays {
  const holiday = (days: SchoolDays): string => `${schoolYearOf(days)} ${days.kind}`;
  const yearOf = ({ rest }: { rest: string }): string => rest.slice(0, 4);
  const [holidays, years] = [new Set(added.school.map(holiday)), new Set(added.moved.map(yearOf))];
  return {
    school: [...known.school.filter((days) => !holidays.has(holiday(days))), ...added.school],
    moved: [...known.moved.filter((pair) => !years.has(yearOf(pair))), ...added.moved]
  };
}
