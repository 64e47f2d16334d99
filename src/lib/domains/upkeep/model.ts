// The words of upkeep: how a record is confirmed, and what comes of a question.

/** On a page, by the link in a letter, on the printed sheet, or by a register that says so. */
export const confirmedHows = ['form', 'mail', 'paper', 'import'] as const;
export type ConfirmedHow = (typeof confirmedHows)[number];

/** `gone`: not there any more, or the letter found somebody else. `silence`: asked twice, no answer. */
export const outcomes = ['confirmed', 'corrected', 'gone', 'silence'] as const;
export type Outcome = (typeof outcomes)[number];

/** Which record: its kind as activities call it, and its id. */
export interface RecordKey {
  readonly kind: string;
  readonly id: string;
}
