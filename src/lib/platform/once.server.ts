// A form that creates something acts once, however often it arrives: a double click, a retry after the answer was lost.
// The page gives the form a key; the digest of key, person and all fields is unique in the database.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import { newId } from './clock.server.ts';
import { inTransaction, type Database } from './db/database.server.ts';
import type { JsonValue } from './db/json.ts';
import { nothingPersonal, type TableDeclarations } from './personal-data.ts';

declare global {
  interface Tables {
    posted_form: {
      /** SHA-256 of the form, its key and the person. */
      digest: Uint8Array;
      answer: JsonValue | null;
      created_at: Date;
    };
  }
}

/** Name of the hidden field. */
export const onceField = 'once';
const keptDays = 7;

export const columns: TableDeclarations = {
  posted_form: {
    ...nothingPersonal('digest', 'created_at'),
    answer: {
      purpose: 'privacy.purpose.once',
      seenBy: 'person',
      kept: { days: keptDays, after: 'created_at' },
      erasure: 'scrub'
    }
  }
};

/** A new key for each time a form is shown. */
export function newOnceKey(now: Date): string {
  return newId(now);
}

/**
 * Runs `act` in one transaction and remembers what it answered; the same form from the same person, posted again or at the
 * same time, gets that answer and nothing is done. Whoever goes back and changes a field posts another form. A refusal is not
 * remembered, and a form without a key acts every time.
 */
export async function actOnce<Done extends JsonValue, Refused extends { ok: false }>(
  db: Database,
  actor: Actor,
  { form, now }: { form: FormData; now: Date },
  act: (tx: Database) => Promise<{ ok: true; value: Done } | Refused>
): Promise<{ ok: true; value: Done } | Refused> {
  if (!form.get(onceField)) return inTransaction(db, act);
  const digest = await digestOf(actor, form);
  return inTransaction(db, async (tx) => {
    // Of two at the same time the second waits here until the first has committed, and then finds its answer.
    const { numInsertedOrUpdatedRows: mine } = await tx
      .insertInto('posted_form')
      .values({ digest, answer: null, created_at: now })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .executeTakeFirstOrThrow();
    if (!mine) {
      const first = await tx
        .selectFrom('posted_form')
        .select('answer')
        .where('digest', '=', digest)
        .executeTakeFirstOrThrow();
      return { ok: true, value: first.answer as Done };
    }
    const acted = await act(tx);
    if (acted.ok)
      await tx
        .updateTable('posted_form')
        .set({ answer: sql<JsonValue>`${JSON.stringify(acted.value)}::jsonb` })
        .where('digest', '=', digest)
        .execute();
    return acted;
  });
}

async function digestOf(actor: Actor, form: FormData): Promise<Uint8Array> {
  const hash = createHash('sha256').update(JSON.stringify(actor.kind === 'person' ? actor.id : null));
  for (const [name, value] of form) {
    const file = typeof value === 'string' ? null : value;
    hash.update(JSON.stringify([name, file ? { name: file.name, size: file.size } : value]));
    if (file) hash.update(new Uint8Array(await file.arrayBuffer()));
  }
  return new Uint8Array(hash.digest());
}
