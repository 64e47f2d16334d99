// What a form of an event shows, and how its fields are called.

/** What a form shows: each field as text, and lists where more may be chosen. */
export interface FormContent {
  readonly texts: Readonly<Record<string, string>>;
  readonly chosen: {
    /** Names, as typed or as the register has them. */
    readonly organiser: readonly string[];
    readonly audience: readonly string[];
    readonly theme: readonly string[];
    readonly weekday: readonly string[];
  };
}

/** Key of the nth field for an organiser. */
export function organiserField(index: number): string {
  return index === 0 ? 'organiser' : `organiser-${index}`;
}
