// Gathers what is to be done about the records that somebody keeps.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, UpkeptScope } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { completeness } from './completeness.ts';
import { findLastWords } from './last-words.server.ts';
import { canConfirm, canVouch, territoryOf } from './policy.ts';
import { levelOfRecord } from './record.server.ts';
import { findRecipients } from './recipients.server.ts';
import { reasonsOf, worthOf, type Circumstances, type Reason } from './todo.ts';
import { lastWordSaid } from './upkeep-words.ts';
import { listUpkept, type Found } from './upkept.server.ts';

export interface Todo {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** «szolgáltatás, Tiszaréti Könyvtár, Tiszarét» */
  readonly what: string;
  readonly page: string;
  readonly form: string;
  /** Where those who ask to be let in are answered. */
  readonly team: string | null;
  readonly settlement: { readonly id: string; readonly name: string } | null;
  readonly reasons: readonly Reason[];
  readonly complete: number;
  readonly lastWord: string;
  /** What was written in answer to a letter. */
  readonly note: string | null;
  readonly mayConfirm: boolean;
  /** Whether the actor may change it too: coordinators may not. */
  readonly mayEdit: boolean;
}

/** Of each kind; the least recently changed are looked at first, and what is done leaves room for the next. */
const mostOfAKind = 1500;

/** The most worthwhile first; what was put off is left out. */
export async function listTodos(
  db: Database,
  { domains, actor, words, now }: { domains: readonly Domain[]; actor: Actor; words: Words; now: Date }
): Promise<Todo[]> {
  const records = await recordsOf(db, domains, actor);
  if (records.length === 0) return [];
  const [last, aside] = [await findLastWords(db, records), await putOff(db, now)];
  const letters = await lettersTo(
    db,
    records.filter(({ kind }) => kind === 'organisation').map(({ id }) => id),
    now
  );
  const todos: (Todo & { readonly worth: number })[] = [];
  for (const record of records) {
    if (aside.has(`${record.kind} ${record.id}`)) continue;
    const complete = completeness(record.facts);
    const word = last.get(record.id) ?? null;
    const letter = record.kind === 'organisation' ? (letters.get(record.id) ?? null) : null;
    const level = levelOfRecord(record, word, now);
    const reasons = reasonsOf({ level, complete, lastWord: word?.at ?? null, letter });
    if (reasons.length === 0) continue;
    todos.push({
      kind: record.kind,
      id: record.id,
      name: record.name,
      what: whatItIs(record, words),
      page: words.href(record.of.page(record.slug)),
      form: words.href(record.of.form(record.slug)),
      team: reasons.includes('join') ? words.href(`/organisations/${record.slug}/team`) : null,
      settlement: record.settlement,
      reasons,
      complete,
      lastWord: lastWordSaid(words, word, record.of.halfLife, now),
      note: reasons.includes('gone') || reasons.includes('note') ? (letter?.last?.note ?? null) : null,
      mayConfirm: canVouch(actor, record),
      mayEdit: canConfirm(actor, record),
      worth: worthOf(reasons, complete)
    });
  }
  return todos.sort((a, b) => b.worth - a.worth || words.compare(a.name, b.name));
}

function whatItIs({ kind, of, organisation, settlement }: Found, words: Words): string {
  const owner = kind === 'organisation' ? null : (organisation?.name ?? null);
  return [words.lookUp(of.label) ?? kind, owner, settlement?.name ?? null]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Once each, though somebody may keep them in two ways. */
async function recordsOf(db: Database, domains: readonly Domain[], actor: Actor): Promise<Found[]> {
  const territory = territoryOf(actor);
  if (!territory) return [];
  if (territory === 'all') return listUpkept(db, domains, { limit: mostOfAKind });
  const settlements = [...territory.settlements, ...(await settlementsOf(db, territory.counties))];
  const scopes: UpkeptScope[] = [
    { organisations: territory.organisations, limit: mostOfAKind },
    { settlements, limit: mostOfAKind }
  ];
  const found = new Map<string, Found>();
  for (const scope of scopes)
    for (const record of await listUpkept(db, domains, scope))
      found.set(`${record.kind} ${record.id}`, record);
  return [...found.values()];
}

async function settlementsOf(db: Database, counties: readonly string[]): Promise<string[]> {
  if (counties.length === 0) return [];
  const rows = await db.selectFrom('settlement').select('id').where('county', 'in', counties).execute();
  return rows.map(({ id }) => id);
}

async function putOff(db: Database, now: Date): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('upkeep_aside')
    .select(['kind', 'record_id'])
    .where('until', '>', now)
    .execute();
  return new Set(rows.map(({ kind, record_id }) => `${kind} ${record_id}`));
}

/** What became of the letters to each organisation, and who waits at its door. */
async function lettersTo(
  db: Database,
  organisations: readonly string[],
  now: Date
): Promise<ReadonlyMap<string, NonNullable<Circumstances['letter']>>> {
  if (organisations.length === 0) return new Map();
  const questions = await db
    .selectFrom('upkeep_question')
    .distinctOn('organisation_id')
    .select(['id', 'organisation_id', 'outcome', 'note', 'closed_at as closedAt'])
    .where('organisation_id', '=', anyOf<'organisation'>(organisations))
    .orderBy('organisation_id')
    .orderBy('asked_at', 'desc')
    .execute();
  const bounced = await db
    .selectFrom('upkeep_letter')
    .innerJoin('mail', 'mail.id', 'upkeep_letter.mail_id')
    .select('question_id')
    .where('question_id', '=', anyOf<'upkeep_question'>(questions.map(({ id }) => id)))
    .where('mail.state', 'in', ['bounced', 'failed'])
    .execute();
  const joining = await db
    .selectFrom('join_request')
    .select(['organisation_id', ({ fn }) => fn.countAll<string>().as('count')])
    .where('organisation_id', '=', sql<Id<'organisation'>>`any(${[...organisations]}::uuid[])`)
    .where('confirmed_at', 'is not', null)
    .where('decided_at', 'is', null)
    .groupBy('organisation_id')
    .execute();
  const recipients = await findRecipients(db, organisations, now);
  const back = new Set<string>(bounced.map(({ question_id }) => question_id));
  const latest = new Map(questions.map((row) => [row.organisation_id as string, row]));
  const waiting = new Map(joining.map((row) => [row.organisation_id as string, Number(row.count)]));
  return new Map(
    organisations.map((id) => {
      const last = latest.get(id) ?? null;
      const whom = recipients.get(id);
      return [
        id,
        {
          last,
          bounced: last !== null && back.has(last.id),
          unreachable: !whom || (whom.free.length === 0 && !whom.resting),
          joining: waiting.get(id) ?? 0
        }
      ];
    })
  );
}
