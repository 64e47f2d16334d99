// What can be found: the shape in which every domain gives its public records to the search, and that of a question and an answer.
import type { Activity } from '../activity.server.ts';
import type { Database } from '../db/database.server.ts';
import type { PlainKey } from '../personal-data.ts';
import type { Locale } from '../words/paths.ts';
import type { Words } from '../words/words.ts';

/** A public record in words. Texts are searched; what nobody may see must not be in them. */
export interface SearchDocument {
  readonly id: string;
  /** Path of its page in code words: `/events/szureti-bal`. */
  readonly path: string;
  readonly title: string;
  readonly summary: string | null;
  /** Longer text, searched but not shown in lists. */
  readonly text: string | null;
  /** Words that are true of it without standing in its texts: kind, audience, organisers. */
  readonly labels: string;
  readonly place: { readonly slug: string; readonly name: string } | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** What lists are narrowed by: `audience:children`, `sector:civic`. */
  readonly facets: readonly string[];
  /** When it happens: [begin, end) in minutes since 1970, the next ten; when all is over, the last. Empty: at any time. */
  readonly times: readonly (readonly [number, number])[];
  /** Whether it is a place that others lie in: its name in a question asks for what is there. */
  readonly isPlace: boolean;
}

/** One kind of records that a domain lets people find. */
export interface Searchable {
  /** `event`; also the object kind of the activities that tell of one such record. */
  readonly kind: string;
  /** What many of them are called: «Programok». */
  readonly label: PlainKey;
  /** Path of the page that lists all of them: `/events`. */
  readonly list: string;
  readonly order: number;
  /** After these activities documents of this kind may be different. */
  readonly verbs: readonly string[];
  /** Whose documents: none given, those of the activity's own object. `all` when that cannot be told. */
  readonly touched?: (db: Database, activity: Activity) => Promise<readonly string[] | 'all'>;
  /** Ids of all public records after one, in order, at most so many. */
  readonly ids: (db: Database, after: string | null, limit: number) => Promise<readonly string[]>;
  /** Their documents; what is not public, or not there, is left out. */
  readonly documents: (
    db: Database,
    ids: readonly string[],
    context: { readonly now: Date; readonly words: readonly Words[] }
  ) => Promise<readonly SearchDocument[]>;
}

/** As it is stored and handed to the thread that searches. */
export interface StoredDocument extends SearchDocument {
  readonly kind: string;
}

export interface SearchQuestion {
  readonly text: string;
  /** Of the page on which it was asked: a guess at the language of the question. */
  readonly locale: Locale;
  readonly kind: string | null;
  /** Whether what is of other kinds is counted as well, and keeps what fits it half from the answer. */
  readonly othersToo?: boolean;
  /** Slug of a settlement, and kilometres around it. */
  readonly near: string | null;
  readonly within: number;
  readonly facet: string | null;
  /** Minutes since 1970. */
  readonly now: number;
  readonly from: number;
  readonly size: number;
}

export interface SearchAnswer {
  readonly total: number;
  readonly hits: readonly Hit[];
  /** How many there are of each kind, whichever kind is wanted; of each facet, whichever is. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly facets: Readonly<Record<string, number>>;
  /** The settlement that the question names. */
  readonly place: { readonly slug: string; readonly name: string } | null;
  /** The question as it was understood, when no document has a word as it was written; the answer is to this. */
  readonly meant: string | null;
  /** So many of the first have all the words and are not over; the others fit less well. */
  readonly complete: number;
}

export interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly path: string;
  readonly title: readonly Piece[];
  readonly snippet: readonly Piece[];
  readonly place: string | null;
  /** [begin, end) in minutes since 1970 of the occurrence to tell of. */
  readonly time: readonly [number, number] | null;
  readonly over: boolean;
  /** How well it fits, beside the others of the same answer. */
  readonly score: number;
}

/** A piece of text, and whether it is a word that was asked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}
