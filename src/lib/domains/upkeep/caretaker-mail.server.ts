// Once a month each caretaker gets the five things most worth doing, each done by one press.
import type { Id } from '#lib/core/ids.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { anyOf } from '#lib/domains/registry/listing.server.ts';
import type { Actor, Role } from '#lib/platform/actor.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { button, list, message, paragraph, plain, small, type MailItem } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { WordsIn } from '#lib/platform/words/words.ts';
import { linkDays } from './rhythm.ts';
import { listTodos, type Todo } from './todo.server.ts';
import { todoPurpose } from './todo-link.server.ts';

interface House {
  readonly domains: readonly Domain[];
  readonly wordsIn: WordsIn;
}

interface Caretaker {
  readonly id: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly roles: readonly Role[];
}

const told = 5;

/** Runs as often as one likes: the month and the person are the key of the mail. */
export async function writeToCaretakers(db: Database, now: Date, house: House): Promise<void> {
  const today = dayOf(now, defaultZone);
  const month = today.slice(0, 7);
  const keyOf = (id: string): string => `upkeep-todo:${id}:${month}`;
  const caretakers = (await findCaretakers(db)).filter(({ id }) => dayFor(id) <= Number(today.slice(8)));
  if (caretakers.length === 0) return;
  const written = await db
    .selectFrom('mail')
    .select('once_key')
    .where(
      'once_key',
      'in',
      caretakers.map(({ id }) => keyOf(id))
    )
    .execute();
  const done = new Set(written.map(({ once_key }) => once_key));
  for (const caretaker of caretakers)
    if (!done.has(keyOf(caretaker.id))) await writeTo(db, caretaker, keyOf(caretaker.id), { now, house });
}

/** Of the month, 1 to 28: always the same for one person, another for another, so that not all leave at once. */
export function dayFor(person: string): number {
  let sum = 0;
  for (const letter of person) sum = (sum * 31 + letter.charCodeAt(0)) % 28;
  return sum + 1;
}

async function writeTo(
  db: Database,
  { id, name, email, locale, roles }: Caretaker,
  onceKey: string,
  { now, house: { domains, wordsIn } }: { now: Date; house: House }
): Promise<void> {
  const words = await wordsIn(locale);
  const actor: Actor = { kind: 'person', id, name, roles };
  const todos = await listTodos(db, { domains, actor, words, now });
  if (todos.length === 0) return;
  await inTransaction(db, async (tx) => {
    const items: MailItem[] = [];
    for (const todo of todos.slice(0, told)) {
      const subject = { kind: todo.kind, id: todo.id };
      const link = await makeCapabilityLink(
        tx,
        { purpose: todoPurpose, subject, person: id, days: linkDays },
        now
      );
      items.push({
        text: plain(`${todo.name} (${todo.what})`),
        note: plain(
          noteOf(todo, words.list(todo.reasons.map((reason) => words.t(`upkeep.reason.${reason}`))))
        ),
        href: `/answer/${link.token}`
      });
    }
    await sendMail(
      tx,
      {
        to: { email, name, person: id },
        locale,
        kind: 'news',
        secret: true,
        onceKey,
        subject: message('upkeep.monthly.subject', { count: todos.length }),
        blocks: [
          paragraph(message('upkeep.monthly.lead', { count: items.length })),
          list(items),
          button(message('upkeep.monthly.all', { count: todos.length }), '/upkeep'),
          small(message('upkeep.monthly.small', { days: linkDays }))
        ]
      },
      now
    );
  });
}

function noteOf({ lastWord, note }: Todo, why: string): string {
  return [why, lastWord, ...(note ? [`«${note}»`] : [])].join(' · ');
}

async function findCaretakers(db: Database): Promise<Caretaker[]> {
  const people = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('email', 'is not', null)
    .where('id', 'in', (eb) => eb.selectFrom('role').select('person_id').where('kind', '=', 'caretaker'))
    .orderBy('id')
    .execute();
  const held = await db
    .selectFrom('role')
    .select(['person_id', 'settlement_id'])
    .where('kind', '=', 'caretaker')
    .where('person_id', '=', anyOf<'person'>(people.map(({ id }) => id)))
    .orderBy('id')
    .execute();
  const rolesOf = Map.groupBy(held, ({ person_id }) => person_id);
  return people.map((person) => ({
    ...person,
    email: person.email ?? '',
    roles: (rolesOf.get(person.id) ?? []).flatMap(({ settlement_id }) =>
      settlement_id ? [{ kind: 'caretaker' as const, settlement: settlement_id }] : []
    )
  }));
}
