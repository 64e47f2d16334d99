// What the templates of the sheets for the wall are given, all in the reader's words.

/** How everything of the house's begins and ends on paper: src/lib/platform/print/house.typ. */
export type Framed = {
  readonly language: string;
  /** Of the document, for those who hear it. */
  readonly title: string;
  readonly house: string;
  readonly heading: string;
  readonly territory: string;
  readonly foot: {
    readonly qr: string;
    readonly address: string;
    /** «Always fresh:» */
    readonly fresh: string;
    /** When it was printed. */
    readonly printed: string;
  };
};

export type PrintedEvent = {
  /** «16:00», or nothing where the day is the time. */
  readonly time: string;
  readonly title: string;
  readonly place: string;
  readonly who: string;
  /** «cancelled», or until when it is on. */
  readonly note: string;
  readonly cancelled: boolean;
};

export type PrintedDay = {
  readonly number: string;
  readonly weekday: string;
  readonly feast: string;
  /** A public holiday, or a Sunday. */
  readonly red: boolean;
  readonly saturday: boolean;
  /** Not of this month. */
  readonly other: boolean;
  readonly events: readonly PrintedEvent[];
  /** «+ 12 more» for any number of those that do not fit, by that number. */
  readonly count: number;
};

export type MonthList = Framed & {
  readonly days: readonly PrintedDay[];
  readonly running: readonly PrintedEvent[];
  readonly regular: readonly { readonly title: string; readonly when: string; readonly place: string }[];
  readonly words: Readonly<Record<'running' | 'regular' | 'empty' | 'more', string>>;
};

export type MonthWall = Framed & {
  readonly paper: string;
  readonly weekdays: readonly string[];
  readonly weeks: readonly (readonly PrintedDay[])[];
  readonly words: { readonly more: string };
};

export type YearPlan = Framed & {
  readonly paper: string;
  readonly weekdays: readonly string[];
  readonly months: readonly {
    readonly name: string;
    readonly weeks: readonly (readonly {
      readonly number: string;
      readonly red: boolean;
      readonly other: boolean;
    }[])[];
    readonly events: readonly { readonly day: string; readonly title: string; readonly place: string }[];
    readonly feasts: string;
  }[];
};
