// The one shape in which every solver answers.

/** A reason as data: `code` names a message, the rest fills its placeholders. Turned into words by a domain's messages. */
export interface Reason {
  readonly code: string;
  readonly [placeholder: string]: string | number | boolean;
}

/**
 * What a solver found. `bound` is the proved limit of the objective (equal to the answer's own value when optimal), or
 * 'not proved'. `seconds` is the time it took, `seed` what its randomness started from: same input and seed, same answer.
 */
export interface Answer<T> {
  readonly answer: T;
  readonly reasons: readonly Reason[];
  readonly bound: number | 'not proved';
  readonly seconds: number;
  readonly seed: number;
}
