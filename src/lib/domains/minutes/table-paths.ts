// How what is written at the table is addressed: one path for each field, which pages, devices and the database share.

const uuid = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})';

/** Which fields each kind of thing has. */
const fields = {
  item: ['title', 'notes', 'carried', 'public'],
  decision: ['item', 'text', 'public'],
  task: ['item', 'text', 'owner', 'ownername', 'due', 'public', 'done'],
  guest: ['name', 'of']
} as const;
export type TableKind = keyof typeof fields;

export type TablePath =
  | { readonly kind: TableKind; readonly id: string; readonly field: string }
  | { readonly kind: 'presence' | 'cameby'; readonly member: string }
  | { readonly kind: 'voice'; readonly decision: string; readonly member: string }
  | { readonly kind: 'gone'; readonly of: TableKind; readonly id: string }
  | { readonly kind: 'minutes'; readonly field: 'summary' | 'nextstarts' | 'nextnote' };

/** Null for what is no path. */
export function readPath(path: string): TablePath | null {
  const [, ofThing, id, field] = thing.exec(path) ?? [];
  if (ofThing && id && field && (fields[ofThing as TableKind] as readonly string[]).includes(field))
    return { kind: ofThing as TableKind, id, field };
  const [, what, member] = ofMember.exec(path) ?? [];
  if (what && member) return { kind: what as 'presence' | 'cameby', member };
  const [, decision, voter] = ofVoice.exec(path) ?? [];
  if (decision && voter) return { kind: 'voice', decision, member: voter };
  const [, of, lost] = ofGone.exec(path) ?? [];
  if (of && lost) return { kind: 'gone', of: of as TableKind, id: lost };
  const [, ofMinutes] = /^minutes\/(summary|nextstarts|nextnote)$/.exec(path) ?? [];
  return ofMinutes ? { kind: 'minutes', field: ofMinutes as 'summary' } : null;
}

const thing = new RegExp(`^(item|decision|task|guest)/${uuid}/([a-z]{2,10})$`);
const ofMember = new RegExp(`^(presence|cameby)/${uuid}$`);
const ofVoice = new RegExp(`^voice/${uuid}/${uuid}$`);
const ofGone = new RegExp(`^gone/(item|decision|task|guest)/${uuid}$`);

/** Texts are merged word by word; everything else is chosen, and the last choice counts. */
export function isTextPath(path: string): boolean {
  return /^(item\/[^/]+\/notes|(decision|task)\/[^/]+\/text|minutes\/summary)$/.test(path);
}

/** The longest that one may type, in characters. */
export function longest(path: string): number {
  if (/\/notes$/.test(path)) return 20_000;
  if (path === 'minutes/summary' || /^decision\/[^/]+\/text$/.test(path)) return 3000;
  if (/^task\/[^/]+\/text$/.test(path)) return 1500;
  return 200;
}

/** What a field may come to when several write at one place and both is kept; the database takes no more (migration 0041). */
export function mostGrown(path: string): number {
  if (/\/notes$/.test(path)) return 40_000;
  if (path === 'minutes/summary' || /^decision\/[^/]+\/text$/.test(path)) return 4000;
  if (/^task\/[^/]+\/text$/.test(path)) return 2000;
  return longest(path);
}

/** `decision/ID`, `presence/ID`: what is written together. Of a thing that goes, the thing. */
export function objectOf(path: string): string {
  const [kind = '', id = '', more = ''] = path.split('/');
  return kind === 'gone' ? `${id}/${more}` : `${kind}/${id}`;
}
