// What a domain declares about itself to the house: found by folder, never listed by hand.
import type { Id } from '#lib/core/ids.ts';
import type { Database } from './db/database.server.ts';
import type { Activity } from './activity.server.ts';
import type { Actor, Role } from './actor.ts';
import type { CapabilityLink } from './capability-links.server.ts';
import type { Exporter } from './exports/exporter.ts';
import type { JsonValue } from './db/json.ts';
import type { MailReader } from './mail/incoming.ts';
import type { MailFileMaker } from './mail/made-files.server.ts';
import type { MessageKey, Words, WordsIn } from './words/words.ts';
import type { PlainKey, TableDeclarations } from './personal-data.ts';
import type { Searchable } from './search/document.ts';
import type { FieldSpec, ImportPlan, Recognition, RowError } from './tabular/mapping.ts';

export interface Domain {
  readonly name: string;
  /** A domain imports only domains of a lower rank. */
  readonly rank: number;
  /** Its ways in the head of every page. */
  readonly navigation?: readonly NavigationItem[];
  /** Its ways for those who work here: on their desk. */
  readonly desk?: readonly DeskItem[];
  /** Activity verbs that its operations record. */
  readonly verbs: readonly string[];
  readonly subscriptions?: readonly Subscription[];
  readonly schedules?: readonly Schedule[];
  readonly columns: TableDeclarations;
  /** What the product brings along into an empty database, sample or not. */
  readonly supply?: (db: Database, now: Date) => Promise<void>;
  /** Its part of the sample region; `today` is the day around which the sample lives. */
  readonly sample?: (db: Database, context: SampleContext) => Promise<void>;
  /** How many records of the sample region are there. */
  readonly countSample?: (db: Database) => Promise<readonly SampleCount[]>;
  /**
   * Takes its part of the sample region away for good; called from the highest rank down. What records of one's own build on
   * stays. @returns how many went
   */
  readonly removeSample?: (tx: Database) => Promise<readonly SampleCount[]>;
  /** What it adds to the pages of records, its own or others', by the kind of the record as activities call it: `settlement`. */
  readonly sections?: Readonly<Record<string, readonly SectionGiver[]>>;
  /** Which of its records may have photos. */
  readonly photographed?: readonly Photographed[];
  /** Its public records, for those who search. */
  readonly searchables?: readonly Searchable[];
  /** The kinds of records that it takes from files, for the administration page and `kalaka import` alike. */
  readonly importers?: readonly Importer[];
  /** The kinds of records that it gives out as files, for its lists and `kalaka export` alike. */
  readonly exports?: readonly Exporter[];
  /** The acts that a mailed link may carry out without an account. */
  readonly linkActs?: readonly LinkAct[];
  /** The mails that come in for it: answers to its invitations. */
  readonly mailReaders?: readonly MailReader[];
  /** Files that come with its mails, made when they leave. */
  readonly mailFiles?: readonly MailFileMaker[];
  /** What the places in which roles of some kinds are held are called. */
  readonly nameRoles?: (db: Database, roles: readonly Role[], words: Words) => Promise<RoleNames>;
  /** Its records that are kept true: confirmed, asked after, filled in. */
  readonly upkept?: readonly Upkept[];
  /** What stands in the way of making one record of two: «both are booked on that day». */
  readonly mergeHindrances?: (
    db: Database,
    merge: { readonly kind: string; readonly into: string; readonly from: string },
    words: Words
  ) => Promise<readonly MergeHindrance[]>;
  /** Its objects whose history has a page. */
  readonly historyOf?: readonly HistoryObject[];
  /** What an administrator should know of how it works, on the page of the house's health: quick counts. */
  readonly health?: (db: Database, now: Date) => Promise<readonly HealthLine[]>;
  /** How activities with its verbs read in a history, by their id. */
  readonly tellHistory?: (
    db: Database,
    activities: readonly Activity[],
    words: Words
  ) => Promise<ReadonlyMap<string, Told>>;
  /** What it proposes for the agenda of a circle's next meeting. */
  readonly agenda?: readonly AgendaGiver[];
}

/** Quick, and bounded: at most a dozen proposals each. */
export type AgendaGiver = (db: Database, context: AgendaContext) => Promise<readonly AgendaProposal[]>;

export interface AgendaContext {
  readonly circle: { readonly id: string; readonly name: string };
  /** Those whose people sit in it, and the settlements of its territory. */
  readonly organisations: readonly string[];
  readonly settlements: readonly string[];
  /** The meeting before this one (or three months ago), and the one after it (or three months on). */
  readonly from: Date;
  readonly until: Date;
  /** The meeting whose agenda it is. */
  readonly meeting: { readonly id: string; readonly startsAt: Date };
  readonly words: Words;
  readonly now: Date;
}

export interface AgendaProposal {
  /** Of the same matter the same at each asking: what was taken or turned down is not proposed again. */
  readonly key: string;
  /** The smaller, the earlier in the meeting. */
  readonly order: number;
  readonly title: string;
  readonly detail: string | null;
  /** Where it can be read: a path as the routes are named. */
  readonly href: string | null;
  /** How long it usually takes. */
  readonly minutes: number;
  readonly source: { readonly kind: string; readonly id: string };
}

export interface HealthLine {
  /** Of this domain: `failing`. */
  readonly key: string;
  /** `advice`: it works, but one would want it otherwise. */
  readonly state: 'good' | 'advice' | 'bad';
  readonly count: number;
  /** What is said when all is well, what when it is not, and what to do then. */
  readonly fine: PlainKey;
  readonly wrong: CountMessage;
  readonly mend: PlainKey;
  /** Where to look, as the routes are named. */
  readonly path: string;
}

/** One kind of records that may have photos: these are seen where the record is. */
export interface Photographed {
  /** As activities call it: `venue`. */
  readonly kind: string;
  /** The first part of the addresses of its pages, as the routes are named: `venues`. */
  readonly path: string;
  /** Where its page is, when that is not `/path/slug`. */
  readonly page?: (slug: string) => string;
  /** Null when it is not there, or not for this actor to see. */
  readonly find: (
    db: Database,
    actor: Actor,
    by: { readonly id: string } | { readonly slug: string }
  ) => Promise<PhotographedRecord | null>;
  /** Which of these ids are still there. */
  readonly remaining: (db: Database, ids: readonly string[]) => Promise<readonly string[]>;
}

export interface PhotographedRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Whether this actor may add, describe, order and take off its photos. */
  readonly mayChange: boolean;
  /** Those that take part in what is done to it. */
  readonly organisations: readonly string[];
}

export interface MergeHindrance {
  readonly sentence: string;
  /** Where it can be put right. */
  readonly href: string | null;
}

export interface HistoryObject {
  /** As activities call it: `event`. */
  readonly kind: string;
  /** The first part of the addresses of its pages, as the routes are named: `events`. */
  readonly path: string;
  /**
   * Null when it is not there, or its history is not for this actor.
   * @param address the second part of the address of its page: a slug or an id
   */
  readonly find: (
    db: Database,
    actor: Actor,
    address: string
  ) => Promise<{ readonly id: string; readonly name: string; readonly href: string } | null>;
  /** How a change of it is taken back; without it none can be. */
  readonly restore?: RestoreGiver;
}

/** Takes one change back by an ordinary edit of today: with its validation, its permission, and its own entry in the history. */
export interface RestoreGiver {
  /** Changes with these verbs. */
  readonly verbs: readonly string[];
  /** What would change now. Null when it is not there, or this actor may not edit it. */
  readonly plan: (
    db: Database,
    actor: Actor,
    change: { readonly object: string; readonly details: JsonValue },
    words: Words
  ) => Promise<RestorePlan | null>;
  /** @param change.from the version that the plan was made of: with any other there, nothing is written */
  readonly apply: (
    db: Database,
    actor: Actor,
    change: { readonly object: string; readonly details: JsonValue; readonly from: Date },
    now: Date
  ) => Promise<Restored>;
}

/** too_late: what was changed then is past by now. */
export type Restored = 'restored' | 'changed_meanwhile' | 'too_late' | 'not_found';

export interface RestorePlan {
  /** None when everything is as it was before the change already. */
  readonly changes: readonly FieldChange[];
  /** Whether somebody has changed the same again since. */
  readonly since: boolean;
  /** When what is there now was written. */
  readonly version: Date;
  /** Why it is not taken back, in a sentence; null when it can be. */
  readonly hindrance?: string | null;
  /** What else it brings about: who is written to. */
  readonly notice?: string | null;
}

/** A kind of records that are kept true. */
export interface Upkept {
  /** As activities call it: `organisation`. */
  readonly kind: string;
  /** Where one is read, and where it is changed. */
  readonly page: (slug: string) => string;
  readonly form: (slug: string) => string;
  /** What one such record is called: «service». */
  readonly label: MessageKey;
  /** After how many days without a word half of such records are true no more: opening hours change sooner than houses. */
  readonly halfLife: number;
  /** The ids of those in the scope, the least recently changed first. */
  readonly list: (db: Database, scope: UpkeptScope) => Promise<readonly string[]>;
  /** Unknown ids are left out. */
  readonly find: (db: Database, ids: readonly string[]) => Promise<readonly UpkeptRecord[]>;
  /** What a letter to its organisation says of each, in plain lines; nothing that is not for the organisation's eyes. */
  readonly tell: (
    db: Database,
    ids: readonly string[],
    words: Words
  ) => Promise<ReadonlyMap<string, UpkeptFacts>>;
}

/** Of these organisations, or in these settlements, or both; everything where neither is named. */
export interface UpkeptScope {
  readonly organisations?: readonly string[];
  readonly settlements?: readonly string[];
  readonly limit: number;
}

export interface UpkeptRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Whose it is, and where. */
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly settlement: { readonly id: string; readonly name: string } | null;
  /** `entered`, `sample`, or the name of the list it came from. */
  readonly source: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly facts: readonly UpkeptField[];
}

/** One thing that a good record says. */
export interface UpkeptField {
  /** Of the form: `#field` leads to it. */
  readonly field: string;
  /** How much it helps whoever looks for it; what counts is its share of the sum. */
  readonly weight: number;
  readonly filled: boolean;
  /** «telephone number», for the list of what is missing. */
  readonly label: MessageKey;
}

export type UpkeptFacts = readonly { readonly term: string; readonly text: string }[];

/** What was done, in the reader's words. */
export interface Told {
  /** Without its doer, who is said before it: «Módosította a programot.» */
  readonly sentence: string;
  readonly changes: readonly FieldChange[];
}

/** Null: nothing stood there. */
export interface FieldChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** By `roleKey`; roles that are not this domain's to name are left out. */
export type RoleNames = ReadonlyMap<string, { readonly name: string; readonly href: string | null }>;

/** What the page behind a mailed link shows, and what pressing its button does. Opening the page must change nothing. */
export interface LinkAct {
  /** `domain.act`, as in `capability_link.purpose`. */
  readonly purpose: string;
  /** Null when what the link is about is gone. */
  readonly show: (
    db: Database,
    link: CapabilityLink,
    words: Words,
    domains: readonly Domain[]
  ) => Promise<LinkPage | null>;
  /**
   * Runs in the transaction that uses the link up.
   * @returns a sentence that says what has happened, and where to go on; or what is wrong with what was filled in, when nothing
   * has been done and the link stays as it was
   */
  readonly act: (
    tx: Database,
    link: CapabilityLink,
    answer: LinkAnswer,
    context: { readonly now: Date; readonly words: Words; readonly domains: readonly Domain[] }
  ) => Promise<LinkDone | LinkMistakes>;
}

export interface LinkAnswer {
  /** The `value` of one of the page's choices. */
  readonly choice: string;
  readonly note: string | null;
  /** What was filled in, by the names of the page's fields; nothing else that was sent. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A sentence for each field that cannot stay as it is. */
export interface LinkMistakes {
  readonly mistakes: Readonly<Record<string, string>>;
}

export interface LinkDone {
  readonly sentence: string;
  /** Where to go on. */
  readonly href: string | null;
  /** Whoever holds the link has shown to be this person, and is signed in as them. */
  readonly enter?: Id<'person'>;
}

export interface LinkPage {
  readonly title: string;
  readonly lead: string;
  readonly facts?: readonly { readonly term: string; readonly text: string }[];
  /** One button each; the first is the one that most people press. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What can be filled in before a button is pressed. */
  readonly fields?: readonly LinkField[];
  /** The label of a field for a few words of one's own; without it there is none. */
  readonly note?: string;
  /** The choice that a mail program makes by itself when its reader presses «unsubscribe» (RFC 8058). */
  readonly oneClick?: string;
}

export interface LinkField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What stands there now. */
  readonly value: string;
  readonly required?: boolean;
  readonly type: 'text' | 'textarea' | 'email' | 'tel' | 'url' | 'date' | 'time';
}

export interface NavigationItem {
  readonly label: MessageKey;
  readonly path: string;
  readonly order: number;
  /** Its page takes `?region=`: where the house works for a region, the way leads to that. */
  readonly byRegion?: boolean;
}

export interface DeskItem {
  readonly label: MessageKey;
  /** What one does there, in a sentence. */
  readonly lead: MessageKey;
  readonly path: string;
  readonly seenBy: (actor: Actor) => boolean;
  /** The smaller, the nearer at hand. */
  readonly order: number;
  /** How much there waits for this actor: a quick count. */
  readonly waiting?: (
    db: Database,
    context: { readonly actor: Actor; readonly now: Date }
  ) => Promise<number>;
}

/** Runs as a job after an activity with one of the verbs has been committed; at least once, so it must bear repetition. */
export interface Subscription {
  readonly name: string;
  readonly verbs: readonly string[];
  readonly handle: (db: Database, activity: Activity, now: Date, wordsIn: WordsIn) => Promise<void>;
}

export interface Schedule {
  readonly name: string;
  readonly everyMinutes: number;
  /** Waits for a thread that may search for half a minute: letters and notifications do not wait for it. */
  readonly searches?: true;
  readonly run: (
    db: Database,
    now: Date,
    house: { readonly domains: readonly Domain[]; readonly wordsIn: WordsIn }
  ) => Promise<void>;
}

export interface SampleContext {
  readonly now: Date;
  readonly today: string;
  readonly seed: number;
}

export interface SampleCount {
  /** A message with `{count}`: «12 events». */
  readonly what: CountMessage;
  readonly count: number;
}

/** The messages whose only placeholder is `{count}`. */
export type CountMessage = {
  [K in MessageKey]: keyof Messages[K] extends 'count'
    ? 'count' extends keyof Messages[K]
      ? K
      : never
    : never;
}[MessageKey];

/** Null when it has nothing to say to this reader about this record. */
export type SectionGiver = (db: Database, context: SectionContext) => Promise<PageSection | null>;

export interface SectionContext {
  /** Of the record whose page it is. */
  readonly id: string;
  readonly slug: string;
  readonly actor: Actor;
  readonly words: Words;
  readonly now: Date;
}

export interface PageSection {
  /** The smaller, the higher on the page. */
  readonly order: number;
  readonly title: string;
  readonly rows: readonly {
    readonly title: string;
    readonly href: string;
    readonly note?: string;
    readonly day?: string;
  }[];
  /** Sentences above the rows. */
  readonly text?: readonly string[];
  /** Above the rows, the most telling first. */
  readonly pictures?: readonly PagePicture[];
  /** What stands in place of rows. */
  readonly empty?: string;
  readonly more?: { readonly href: string; readonly label: string };
  /** What this reader may do here: quiet buttons under the rows. */
  readonly actions?: readonly { readonly href: string; readonly label: string }[];
}

/** A picture in several widths, of which the browser takes one. */
export interface PagePicture {
  /** The largest last; `width` and `height` in pixels. */
  readonly sizes: readonly { readonly src: string; readonly width: number; readonly height: number }[];
  /** What it shows, for those who do not see it. */
  readonly alt: string;
  /** What stands under it: what one cannot see, who made it. */
  readonly caption?: string;
  /** Its average, shown until it arrives: `#rrggbb`. */
  readonly colour: string;
}

/**
 * How one kind of records comes from a file. `plan` only reads: its result is the preview and the dry run. `apply` runs in
 * the transaction of the caller, who has decided what becomes of rows with errors; it writes what the plan says, no more.
 */
export interface Importer<Row = unknown> {
  /** As the command line and the administration page call it: `settlements`. */
  readonly key: string;
  readonly label: MessageKey;
  /** What the file should hold, in a sentence. */
  readonly lead: MessageKey;
  readonly fields: readonly ImportField[];
  readonly mayImport: (actor: Actor) => boolean;
  /** Makes files that are no tables (calendars, JSON) into one; null when the file is a table after all. */
  read?(file: ImportFile): Promise<ImportTable | null>;
  /** Of files that hold several kinds: of which kind this one is, for the report. */
  partOf?(row: Row): string;
  plan(db: Database, table: ImportTable, options: ImportOptions): Promise<ImportPlan<Row>>;
  apply(tx: Database, actor: Actor, plan: ImportPlan<Row>, options: ImportOptions): Promise<void>;
}

export type ImportField = FieldSpec<string> & {
  readonly label: MessageKey;
  /** Whether a text that is no column is a value of the field by itself, such as a time zone in a mapping file. */
  readonly isValue?: (text: string) => boolean;
};

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportTable {
  readonly columns: readonly string[];
  /** `line` is where the reader of the file finds the row, from 1. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Records that an importer's own reader could not make rows of. */
  readonly refused?: readonly RowError[];
  /** What that reader mended or passed over in others. */
  readonly warnings?: readonly RowError[];
}

export interface ImportOptions {
  /** Which column fills which field; null for none. */
  readonly mapping: Readonly<Record<string, string | null>>;
  /** Under what name the records are found again at the next import: `source` and the file's own id together. */
  readonly source: string;
  readonly now: Date;
  /** For importers that look for records which may be the same; without it every row that is not known by its name is new. */
  readonly recognition?: Recognition;
  /** Hungarian, the language of the records, for importers whose records hold words. */
  readonly words?: Words;
}
