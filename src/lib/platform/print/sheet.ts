// What is to be typeset, and what comes of it: shared by the main thread and the one that typesets.
import type { JsonValue } from '../db/json.ts';

export interface Sheet {
  /** A Typst file of the project, from its root: it reads `data` as `json(bytes(sys.inputs.data))`. */
  readonly template: string;
  /** Text in it is never markup. */
  readonly data: JsonValue;
  /** A picture shows the first page only, `pixels` wide. */
  readonly as: 'pdf' | { readonly pixels: number };
}

export interface TypesetSheet {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
}

export interface Order {
  readonly number: number;
  readonly template: string;
  readonly data: string;
  readonly as: Sheet['as'];
}

export type Delivery =
  | ({ readonly number: number; readonly ok: true } & TypesetSheet)
  | { readonly number: number; readonly ok: false; readonly fault: string };
