// Asks organisations whether their records are still correct, once more after a month, and tells the caretaker after two.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { system } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import type { WordsIn } from '#lib/platform/words/words.ts';
import { findLastWords } from './last-words.server.ts';
import { sendLetter } from './letters.server.ts';
import { closeQuestion } from './questions.server.ts';
import { findRecipients } from './recipients.server.ts';
import { isDue, lettersAtOnce, nextStep, restedSince } from './rhythm.ts';
import { listUpkept, type Found } from './upkept.server.ts';

interface House {
  readonly domains: readonly Domain[];
  readonly wordsIn: WordsIn;
}
type OrganisationId = Id<'organisation'>;

const batch = 200;
/** Of one organisation; nobody reads more in a letter, and all are confirmed together. */
const mostRecords = 500;

/** Runs as often as one likes: each question and each letter is written once. */
export async function askOrganisations(db: Database, now: Date, house: House): Promise<void> {
  await followUp(db, now, house);
  await askAnew(db, now, house);
}

/** Open questions, the oldest first. */
async function followUp(db: Database, now: Date, house: House): Promise<void> {
  const open = await db
    .selectFrom('upkeep_question')
    .innerJoin('organisation', 'organisation.id', 'upkeep_question.organisation_id')
    .select(['upkeep_question.id', 'organisation_id', 'organisation.name', 'asked_at', 'asked_again_at'])
    .where('outcome', 'is', null)
    .orderBy('asked_at')
    .orderBy('upkeep_question.id')
    .execute();
  for (let from = 0; from < open.length; from += batch) {
    const part = open.slice(from, from + batch);
    const organisations = part.map(({ organisation_id }) => organisation_id);
    const state = await stateOf(db, organisations, house);
    for (const question of part) {
      const { id, organisation_id, name, asked_at, asked_again_at } = question;
      const records = state.records.get(organisation_id) ?? [];
      if (records.length > 0 && records.every((record) => (state.at(record) ?? new Date(0)) > asked_at)) {
        await inTransaction(db, (tx) => closeQuestion(tx, { id, outcome: 'confirmed' }, now));
        continue;
      }
      const step = nextStep({ askedAt: asked_at, askedAgainAt: asked_again_at }, now);
      if (step === 'silence') await giveUp(db, { id, organisation_id }, now);
      if (step !== 'again') continue;
      const [to] = (await findRecipients(db, [organisation_id], now)).get(organisation_id)?.free ?? [];
      if (!to) continue;
      await inTransaction(db, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('upkeep_question')
          .set({ asked_again_at: now })
          .where('id', '=', id)
          .where('outcome', 'is', null)
          .where('asked_again_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return;
        const subject = { question: id, organisation: organisation_id };
        await sendLetter(tx, house, { subject, name, round: 2, to, records }, now);
      });
    }
  }
}

async function giveUp(
  db: Database,
  { id, organisation_id }: { id: Id<'upkeep_question'>; organisation_id: OrganisationId },
  now: Date
): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await closeQuestion(tx, { id, outcome: 'silence' }, now))) return;
    await recordActivity(tx, system, now, {
      verb: 'upkeep.silence',
      objectKind: 'organisation',
      objectId: organisation_id,
      organisations: [organisation_id]
    });
  });
}

/** Those that were asked longest ago, or never, come first. Nobody lives in the sample region: no letters go there. */
async function askAnew(db: Database, now: Date, house: House): Promise<void> {
  const { rows } = await sql<{
    id: OrganisationId;
    name: string;
    outcome: 'confirmed' | 'corrected' | 'gone' | 'silence' | null;
    closed_at: Date | null;
    asked_at: Date | null;
  }>`
    select organisation.id, organisation.name, last.outcome, last.closed_at, last.asked_at from organisation
    left join lateral (
      select outcome, closed_at, asked_at from upkeep_question
      where organisation_id = organisation.id order by asked_at desc limit 1
    ) last on true
    where organisation.source <> ${fromSample} and organisation.closed_on is null
    order by last.asked_at nulls first, organisation.created_at, organisation.id`.execute(db);
  const rested = rows.filter(({ outcome, closed_at, asked_at }) =>
    outcome && closed_at ? restedSince({ outcome, closedAt: closed_at }, now) : asked_at === null
  );
  let left = lettersAtOnce(rows.length);
  for (let from = 0; from < rested.length && left > 0; from += batch) {
    const part = rested.slice(from, from + batch);
    const organisations = part.map(({ id }) => id);
    const state = await stateOf(db, organisations, house);
    for (const { id, name } of part) {
      const records = state.records.get(id) ?? [];
      if (left === 0 || !records.some((record) => isDue(state.at(record), record.createdAt, now))) continue;
      // Asked again for each: somebody may have had a letter about another organisation a moment ago.
      const [to] = (await findRecipients(db, [id], now)).get(id)?.free ?? [];
      if (!to) continue;
      const question = newId<'upkeep_question'>(now);
      const asked = await inTransaction(db, async (tx) => {
        const opened = await tx
          .insertInto('upkeep_question')
          .values({
            id: question,
            organisation_id: id,
            asked_at: now,
            asked_again_at: null,
            outcome: null,
            note: null,
            closed_at: null
          })
          .onConflict((conflict) =>
            conflict.column('organisation_id').where('closed_at', 'is', null).doNothing()
          )
          .returning('id')
          .executeTakeFirst();
        if (!opened) return false;
        const subject = { question, organisation: id };
        await sendLetter(tx, house, { subject, name, round: 1, to, records }, now);
        return true;
      });
      if (asked) left--;
    }
  }
}

interface State {
  readonly records: ReadonlyMap<string, readonly Found[]>;
  /** The last word on a record. */
  at(record: Found): Date | null;
}

/** The organisation itself first, then what is its own. */
async function stateOf(
  db: Database,
  organisations: readonly string[],

  { domains }: House
): Promise<State> {
  const all = await listUpkept(db, domains, { organisations, limit: mostRecords * batch });
  const words = await findLastWords(db, all);
  const first = (record: Found): number => (record.kind === 'organisation' ? 0 : 1);
  return {
    records: Map.groupBy(
      all.sort((a, b) => first(a) - first(b)),
      ({ organisation }) => organisation?.id ?? ''
    ),
    at: ({ id }) => words.get(id)?.at ?? null
  };
}
