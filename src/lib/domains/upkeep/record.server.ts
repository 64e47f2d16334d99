// What stands at the foot of a record's page: where it comes from, when it was last said to be true, and what it lacks.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { completeness, missingIn } from './completeness.ts';
import { daysSince, levelOf, type Level } from './freshness.ts';
import { findLastWords, type LastWords } from './last-words.server.ts';
import type { RecordKey } from './model.ts';
import { canConfirm } from './policy.ts';
import { findUpkept, type Found } from './upkept.server.ts';
import { lastWordSaid, sourceSaid } from './upkeep-words.ts';

export interface RecordFoot extends RecordKey {
  /** «Forrás: saját bejegyzés» */
  readonly source: string;
  /** «Megerősítve 2 hónapja: Tiszaréti Művelődési Ház»: never by whom. */
  readonly lastWord: string;
  readonly level: Level;
  /** For those who may say so: the button, and what is missing. */
  readonly own: OwnFoot | null;
}

export interface OwnFoot {
  /** 0 to 100. */
  readonly complete: number;
  readonly missing: readonly { readonly label: string; readonly href: string }[];
}

/** Null for what is of no kind that is kept true, or not there. */
export async function recordFoot(
  db: Database,
  { domains, actor, words, now }: { domains: readonly Domain[]; actor: Actor; words: Words; now: Date },
  key: RecordKey
): Promise<RecordFoot | null> {
  const [record] = await findUpkept(db, domains, [key]);
  if (!record) return null;
  const last = (await findLastWords(db, [key])).get(key.id);
  return {
    ...key,
    source: sourceSaid(words, record.source),
    lastWord: lastWordSaid(words, last ?? null, record.of.halfLife, now),
    level: levelOfRecord(record, last ?? null, now),
    own: canConfirm(actor, record) ? ownFoot(record, words) : null
  };
}

export function levelOfRecord({ of }: Found, last: LastWords | null, now: Date): Level {
  return levelOf(daysSince(last?.at ?? null, now), of.halfLife);
}

function ownFoot({ slug, facts, of }: Found, words: Words): OwnFoot {
  return {
    complete: completeness(facts),
    missing: missingIn(facts).map(({ field, label }) => ({
      label: words.lookUp(label) ?? field,
      href: `${words.href(of.form(slug))}#field-${field}`
    }))
  };
}
