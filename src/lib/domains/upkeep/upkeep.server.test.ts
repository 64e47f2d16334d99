// Letters that ask whether records are still correct, on a real database with a told clock.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { useDatabase } from '#tests/db.ts';
import type { Id } from '#lib/core/ids.ts';
import { dayMs } from '#lib/core/time.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import {
  createOrganisation,
  createVenue,
  updateOrganisation
} from '#lib/domains/registry/operations.server.ts';
import { findOrganisation, findOrganisationBySlug } from '#lib/domains/registry/queries.server.ts';
import { domain as services } from '#lib/domains/services/domain.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { tellActivities } from '#lib/platform/history.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { setMailFrequency } from '#lib/platform/mail/frequency.server.ts';
import { askOrganisations } from './asking.server.ts';
import { dayFor, writeToCaretakers } from './caretaker-mail.server.ts';
import { caretakerSection, listVacant } from './caretakers.server.ts';
import { confirmRecord } from './confirm.server.ts';
import { weekFrom, weekText } from './correct-hours.server.ts';
import { domain as upkeep } from './domain.server.ts';
import { purposes } from './letters.server.ts';
import { putRecordOff } from './put-off.server.ts';
import { recordFoot } from './record.server.ts';
import { listTodos } from './todo.server.ts';

const domains = [registry, services, upkeep];
const house = { domains, wordsIn };
const start = new Date('2026-01-05T06:00:00Z');
const day = (days: number): Date => new Date(start.getTime() + days * dayMs);
const database = useDatabase();

let settlement: { id: Id<'settlement'>; name: string };
beforeAll(async () => {
  const id = newId<'settlement'>(start);
  settlement = { id, name: 'Tiszarét' };
  await database()
    .insertInto('settlement')
    .values({ id, slug: 'tiszaret', name: 'Tiszarét', folded: 'tiszaret', source: 'test', updated_at: start })
    .execute();
});

/** An organisation that a file brought: nobody has said a word of it. */
async function organisation(
  name: string,
  emails: readonly string[]
): Promise<{ id: Id<'organisation'>; slug: string }> {
  const draft = {
    name,
    sector: 'public',
    kind: 'library',
    settlement,
    street: 'Fő utca 1.',
    summary: null,
    contacts: [
      ...emails.map((value) => ({ kind: 'email', value, visibility: 'public' }) as const),
      { kind: 'phone', value: '+36 66 555 010', visibility: 'public' },
      { kind: 'phone', value: '+36 30 555 0199', visibility: 'internal' }
    ]
  } as const;
  const made = await createOrganisation(database(), system, draft, start);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

async function editorOf(id: Id<'organisation'>, email: string): Promise<Id<'person'>> {
  const person = await addPerson(
    database(),
    { name: 'Kis Ilona', email, roles: [{ kind: 'editor', organisation: id }] },
    start
  );
  return person;
}

/** Twice a day, with whatever the day brings. */
async function live(days: number, onDay: (today: number) => Promise<void> = async () => {}): Promise<void> {
  for (let today = 0; today < days; today++) {
    await askOrganisations(database(), day(today), house);
    await askOrganisations(database(), new Date(day(today).getTime() + dayMs / 2), house);
    await onDay(today);
  }
}

async function letters(): Promise<{ email: string; subject: string; days: number }[]> {
  const rows = await database()
    .selectFrom('mail')
    .select(['email', 'content', 'created_at'])
    .orderBy('id')
    .execute();
  return rows.map(({ email, content, created_at }) => ({
    email,
    subject: content && 'key' in content.subject ? content.subject.key : '',
    days: (created_at.getTime() - start.getTime()) / dayMs
  }));
}

async function lastMail(to?: string): Promise<MailContent> {
  const row = await database()
    .selectFrom('mail')
    .select('content')
    .$if(to !== undefined, (query) => query.where('email', '=', to ?? ''))
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return row.content as MailContent;
}

/** The links of a letter in their order: all is correct, corrections, gone. */
function tokensIn({ blocks }: MailContent): string[] {
  return blocks
    .flatMap((block) =>
      block.type === 'button'
        ? [block.href]
        : block.type === 'list'
          ? block.items.map(({ href }) => href)
          : []
    )
    .map((href) => (href ?? '').replace('/answer/', ''));
}

/** As the page behind the link does it. */
async function press(
  token: string,
  answer: { choice: string; note?: string; fields?: Record<string, string> },
  now: Date
) {
  const words = await wordsIn('hu');
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, now);
    if (!link.ok) return link.reason;
    const act = upkeep.linkActs?.find(({ purpose }) => purpose === link.value.purpose);
    const page = await act?.show(tx, link.value, words, domains);
    expect(page?.choices.map(({ value }) => value)).toContain(answer.choice);
    await useCapabilityLink(tx, link.value.id, now);
    return act?.act(tx, link.value, { note: null, ...answer }, { now, words, domains });
  });
}

async function footOf(id: string, actor: Actor, now: Date) {
  return recordFoot(
    database(),
    { domains, actor, words: await wordsIn('hu'), now },
    { kind: 'organisation', id }
  );
}

describe('over ninety days, twice a day', () => {
  test('who never answers gets two letters, a month apart, and then the caretaker is told once', async () => {
    const { id } = await organisation('Tiszaréti Könyvtár', ['konyvtar@tiszaret.example']);
    await live(90);
    expect(await letters()).toEqual([
      { email: 'konyvtar@tiszaret.example', subject: 'upkeep.letter.subject', days: 7 },
      { email: 'konyvtar@tiszaret.example', subject: 'upkeep.letter.subjectAgain', days: 37 }
    ]);
    const questions = await database()
      .selectFrom('upkeep_question')
      .select(['outcome', 'closed_at'])
      .execute();
    expect(questions).toEqual([{ outcome: 'silence', closed_at: day(67) }]);
    const told = await database()
      .selectFrom('activity')
      .select('verb')
      .where('object_id', '=', id)
      .where('verb', '=', 'upkeep.silence')
      .execute();
    expect(told).toHaveLength(1);
  });

  test('who answers each letter on the day gets one a month', async () => {
    await organisation('Tiszaréti Könyvtár', ['konyvtar@tiszaret.example']);
    await live(90, async (today) => {
      const last = (await letters()).at(-1);
      if (last?.days !== today) return;
      const [confirm = ''] = tokensIn(await lastMail());
      expect(await press(confirm, { choice: 'confirm' }, day(today))).toMatchObject({
        sentence: 'Köszönjük! Feljegyeztük, hogy ma minden helyes.'
      });
    });
    expect((await letters()).map(({ days }) => days)).toEqual([7, 37, 67]);
  });

  test('two organisations of one address never bring it two letters in a month', async () => {
    await organisation('Tiszaréti Könyvtár', ['kozos@tiszaret.example']);
    await organisation('Tiszaréti Faluház', ['kozos@tiszaret.example']);
    await live(90);
    const days = (await letters()).map((letter) => letter.days);
    expect(days.length).toBeGreaterThan(1);
    for (const [index, at] of days.entries())
      if (index > 0) expect(at - (days[index - 1] ?? 0)).toBeGreaterThanOrEqual(30);
  });

  test('what its people confirm on its page is not asked after', async () => {
    const { id } = await organisation('Tiszaréti Könyvtár', ['konyvtar@tiszaret.example']);
    await live(90, async (today) => {
      if (today % 20 === 0)
        await confirmRecord(
          database(),
          system,
          { domains, kind: 'organisation', id, how: 'form' },
          day(today)
        );
    });
    expect(await letters()).toEqual([]);
  });

  test('thirty organisations are spread over days', async () => {
    for (let n = 0; n < 30; n++) await organisation(`Egyesület ${n}`, [`e${n}@tiszaret.example`]);
    await live(9);
    const perDay = Map.groupBy(await letters(), ({ days }) => days);
    expect([...perDay].map(([at, some]) => [at, some.length])).toEqual([
      [7, 10],
      [7.5, 10],
      [8, 10]
    ]);
  });
});

describe('a letter', () => {
  let id: Id<'organisation'>;
  let slug: string;
  beforeEach(async () => {
    ({ id, slug } = await organisation('Tiszaréti Könyvtár', ['konyvtar@tiszaret.example']));
    await createVenue(
      database(),
      system,
      {
        name: 'Olvasóterem',
        kind: 'library',
        settlement,
        street: null,
        organisation: id,
        capacity: 30,
        accessible: true,
        point: null,
        note: null
      },
      start
    );
  });

  test('goes to those who write for the organisation rather than to its address', async () => {
    await editorOf(id, 'ilona@tiszaret.example');
    await askOrganisations(database(), day(10), house);
    expect((await letters()).map(({ email }) => email)).toEqual(['ilona@tiszaret.example']);
  });

  test('respects who wants essentials only, also where the same address is the organisation’s', async () => {
    const person = await editorOf(id, 'konyvtar@tiszaret.example');
    await setMailFrequency(database(), person, 'essentials', start);
    await live(40);
    expect(await letters()).toEqual([]);
  });

  test('holds what everyone may see, of all records, and nothing internal', async () => {
    await askOrganisations(database(), day(10), house);
    const text = JSON.stringify(await lastMail());
    expect(text).toContain('+36 66 555 010');
    expect(text).toContain('Olvasóterem');
    expect(text).not.toContain('0199');
  });

  test('is answered by one press: all is confirmed, by mail, in the name of the organisation', async () => {
    await askOrganisations(database(), day(10), house);
    const [confirm = '', correct = '', gone = ''] = tokensIn(await lastMail());
    await press(confirm, { choice: 'confirm' }, day(11));
    const rows = await database()
      .selectFrom('record_confirmation')
      .select(['kind', 'how', 'organisation_id'])
      .orderBy('kind')
      .execute();
    expect(rows).toEqual([
      { kind: 'organisation', how: 'mail', organisation_id: id },
      { kind: 'venue', how: 'mail', organisation_id: id }
    ]);
    expect((await footOf(id, anonymous, day(16)))?.lastWord).toBe('Megerősítve 5 napja: Tiszaréti Könyvtár');
    expect(await press(confirm, { choice: 'confirm' }, day(12))).toBe('link_used');
    expect(await press(gone, { choice: 'gone' }, day(12))).toBe('link_revoked');
    const later = await findCapabilityLink(database(), correct, day(12));
    expect(later.ok && later.value.purpose).toBe(purposes.correct);
  });

  test('brings a corrected telephone number to the public page, and the history says how', async () => {
    await askOrganisations(database(), day(10), house);
    const [, correct = ''] = tokensIn(await lastMail());
    const fields = {
      name: 'Tiszaréti Könyvtár',
      street: 'Fő utca 1.',
      phone: '+36 66 555 020',
      email: 'konyvtar@tiszaret.example',
      website: '',
      summary: ''
    };
    const done = await press(correct, { choice: 'correct', fields }, day(11));
    expect(done).toMatchObject({ href: `/organisations/${slug}` });
    const seen = await findOrganisationBySlug(database(), anonymous, slug);
    expect(seen?.contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value)).toEqual([
      '+36 66 555 020'
    ]);
    const all = await findOrganisation(database(), id);
    expect(all?.contacts.map(({ value }) => value)).toContain('+36 30 555 0199');
    const activities = await database()
      .selectFrom('activity')
      .selectAll()
      .where('object_id', '=', id)
      .orderBy('id')
      .execute();
    const told = await tellActivities(database(), domains, activities, await wordsIn('hu'));
    expect([...told.values()].map(({ sentence }) => sentence)).toContain(
      'A levelünkben küldött hivatkozáson javítottak az adatokon.'
    );
  });

  test('with a mistake in the corrections changes nothing and says what is wrong', async () => {
    await askOrganisations(database(), day(10), house);
    const [, correct = ''] = tokensIn(await lastMail());
    const done = await press(correct, { choice: 'correct', fields: { name: '', phone: 'nincs' } }, day(11));
    expect(Object.keys((done as { mistakes: object }).mistakes).sort()).toEqual(['name', 'phone']);
    expect((await findOrganisation(database(), id))?.name).toBe('Tiszaréti Könyvtár');
    expect(await database().selectFrom('record_confirmation').selectAll().execute()).toEqual([]);
  });

  test('to the wrong address ends letters there', async () => {
    await askOrganisations(database(), day(10), house);
    const [, , gone = ''] = tokensIn(await lastMail());
    await press(gone, { choice: 'wrong', note: 'Mi a szomszéd falu vagyunk.' }, day(11));
    expect(
      await database().selectFrom('upkeep_question').select(['outcome', 'note']).executeTakeFirst()
    ).toEqual({
      outcome: 'gone',
      note: 'Mi a szomszéd falu vagyunk.'
    });
    await live(300);
    expect(await letters()).toHaveLength(1);
  });

  test('does nothing for somebody who no longer writes for the organisation', async () => {
    const person = await editorOf(id, 'ilona@tiszaret.example');
    await askOrganisations(database(), day(10), house);
    const [confirm = ''] = tokensIn(await lastMail());
    await database().deleteFrom('role').where('person_id', '=', person).execute();
    const link = await findCapabilityLink(database(), confirm, day(11));
    const act = upkeep.linkActs?.find(({ purpose }) => purpose === purposes.confirm);
    expect(link.ok && (await act?.show(database(), link.value, await wordsIn('hu'), domains))).toBeNull();
  });
});

describe('the foot of a record', () => {
  test('tells the public no person and no gap, its keepers what is missing, each with its field', async () => {
    const { id, slug } = await organisation('Tiszaréti Könyvtár', ['konyvtar@tiszaret.example']);
    const person = await editorOf(id, 'ilona@tiszaret.example');
    const editor: Actor = {
      kind: 'person',
      id: person,
      name: 'Kis Ilona',
      roles: [{ kind: 'editor', organisation: id }]
    };
    expect((await footOf(id, anonymous, day(1)))?.lastWord).toBe('Még senki nem erősítette meg');
    expect(
      await confirmRecord(database(), editor, { domains, kind: 'organisation', id, how: 'form' }, day(1))
    ).toMatchObject({ ok: true });
    const open = await footOf(id, anonymous, day(1));
    expect(open?.own).toBeNull();
    expect(JSON.stringify(open)).not.toContain('Ilona');
    const own = (await footOf(id, editor, day(1)))?.own;
    expect(own?.complete).toBe(67);
    expect(own?.missing.map(({ href }) => href)).toContain(`/szervezetek/${slug}/szerkesztes#field-summary`);
  });

  test('counts a change by a person as a word, and a change by a file as none', async () => {
    const { id } = await organisation('Tiszaréti Könyvtár', ['konyvtar@tiszaret.example']);
    const person = await editorOf(id, 'ilona@tiszaret.example');
    const editor: Actor = {
      kind: 'person',
      id: person,
      name: 'Kis Ilona',
      roles: [{ kind: 'editor', organisation: id }]
    };
    const before = await findOrganisation(database(), id);
    if (!before) throw new Error('gone');
    await updateOrganisation(database(), editor, { id, draft: { ...before, summary: 'Könyvek.' } }, day(2));
    expect((await footOf(id, anonymous, day(5)))?.lastWord).toBe('Módosítva 3 napja');
    expect((await footOf(id, anonymous, day(2 + 400)))?.lastWord).toBe(
      'Utoljára 1 éve mondta valaki, hogy így van; lehet, hogy már nem pontos'
    );
  });

  test('cannot be confirmed by others, and what is not there is not found', async () => {
    const { id } = await organisation('Tiszaréti Könyvtár', []);
    const about = { domains, kind: 'organisation', how: 'form' } as const;
    expect(await confirmRecord(database(), anonymous, { ...about, id }, start)).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    expect(await confirmRecord(database(), system, { ...about, id: newId(start) }, start)).toEqual({
      ok: false,
      reason: 'not_found'
    });
  });
});

describe('a coordinator', () => {
  const coordinator = async (county: string | null): Promise<Actor> => {
    const roles = [{ kind: 'coordinator', county }] as const;
    const id = await addPerson(
      database(),
      { name: 'Piroska', email: `${county ?? 'orszag'}@kalaka.example`.toLowerCase(), roles },
      start
    );
    return { kind: 'person', id, name: 'Piroska', roles };
  };

  test('confirms and puts off the records of their county and of no other, and changes none', async () => {
    await database()
      .updateTable('settlement')
      .set({ county: 'Csongrád-Csanád' })
      .where('id', '=', settlement.id)
      .execute();
    const { id } = await organisation('Tiszaréti Könyvtár', []);
    const about = { domains, kind: 'organisation', id } as const;
    const own = await coordinator('Csongrád-Csanád');
    const [todo] = await listTodos(database(), {
      domains,
      actor: own,
      words: await wordsIn('hu'),
      now: day(400)
    });
    expect(todo).toMatchObject({ id, mayConfirm: true, mayEdit: false });
    const elsewhere = await coordinator('Baranya');
    for (const act of [confirmRecord, putRecordOff]) {
      expect(await act(database(), elsewhere, { ...about, how: 'form' }, day(1))).toMatchObject({
        reason: 'not_yours'
      });
      expect(await act(database(), own, { ...about, how: 'form' }, day(1))).toMatchObject({ ok: true });
    }
    expect(
      await confirmRecord(database(), await coordinator(null), { ...about, how: 'form' }, day(2))
    ).toMatchObject({
      ok: true
    });
  });
});

describe('a caretaker', () => {
  let caretaker: Actor;
  beforeEach(async () => {
    const roles = [{ kind: 'caretaker', settlement: settlement.id }] as const;
    const id = await addPerson(
      database(),
      { name: 'Nagy Gazda', email: 'gazda@tiszaret.example', roles },
      start
    );
    caretaker = { kind: 'person', id, name: 'Nagy Gazda', roles };
  });
  const todos = async (now: Date, actor = caretaker) =>
    listTodos(database(), { domains, actor, words: await wordsIn('hu'), now });

  test('sees what is to be done in the settlement, those who are told of something first, and nobody else’s', async () => {
    await organisation('Csendes Kör', ['csend@tiszaret.example']);
    const { id } = await organisation('Elment Kör', ['elment@tiszaret.example']);
    await askOrganisations(database(), day(10), house);
    const [, , gone = ''] = tokensIn(await lastMail('elment@tiszaret.example'));
    await press(gone, { choice: 'gone' }, day(11));
    const found = await todos(day(12));
    expect(found.map(({ name, reasons }) => [name, reasons])).toEqual([
      ['Elment Kör', ['gone', 'never']],
      ['Csendes Kör', ['never']]
    ]);
    await confirmRecord(database(), caretaker, { domains, kind: 'organisation', id, how: 'form' }, day(13));
    expect((await todos(day(13))).map(({ name }) => name)).toEqual(['Csendes Kör']);
    const other: Actor = {
      kind: 'person',
      id: newId(start),
      name: 'Más',
      roles: [{ kind: 'caretaker', settlement: newId(start) }]
    };
    expect(await todos(day(13), other)).toEqual([]);
  });

  test('puts off for a month', async () => {
    const { id } = await organisation('Csendes Kör', ['csend@tiszaret.example']);
    expect(await putRecordOff(database(), anonymous, { domains, kind: 'organisation', id }, day(1))).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    expect(
      await putRecordOff(database(), caretaker, { domains, kind: 'organisation', id }, day(1))
    ).toMatchObject({ ok: true });
    expect(await todos(day(30))).toEqual([]);
    expect(await todos(day(32))).toHaveLength(1);
  });

  test('gets one mail a month with the five most worthwhile, each done by one press', async () => {
    for (let n = 0; n < 7; n++) await organisation(`Kör ${n}`, []);
    for (let today = 0; today < 90; today++) {
      await writeToCaretakers(database(), day(today), house);
      await writeToCaretakers(database(), new Date(day(today).getTime() + dayMs / 2), house);
    }
    const sent = await letters();
    // From 5 January to 4 April: a day of its own in each month, which April's may be still to come.
    const own = dayFor(caretaker.kind === 'person' ? caretaker.id : '');
    expect(sent).toHaveLength(own <= 4 ? 4 : 3);
    const tokens = tokensIn(await lastMail());
    expect(tokens).toHaveLength(6);
    expect(await press(tokens[0] ?? '', { choice: 'confirm' }, day(89))).toMatchObject({
      sentence: expect.stringContaining('Feljegyeztük') as string
    });
    const unsaid = (await todos(day(89))).filter(({ reasons }) => reasons.includes('never'));
    expect(unsaid).toHaveLength(6);
  });

  test('is named to colleagues only; a place without one says so to everyone', async () => {
    const words = await wordsIn('hu');
    const sectionFor = (id: string, actor: Actor) =>
      caretakerSection(database(), { id, slug: 'x', actor, words, now: start });
    expect((await sectionFor(settlement.id, caretaker)).text?.join()).toContain('Nagy Gazda');
    expect(JSON.stringify(await sectionFor(settlement.id, anonymous))).not.toContain('Nagy');
    expect((await sectionFor(newId(start), anonymous)).text?.[0]).toContain('nincs gazdája');
  });
});

test('settlements with organisations and without a caretaker are listed for those who choose one, not for others', async () => {
  await organisation('Csendes Kör', []);
  expect(await listVacant(database(), system)).toEqual({
    settlements: [{ slug: 'tiszaret', name: 'Tiszarét', county: null, organisations: 1 }],
    total: 1
  });
  expect(await listVacant(database(), anonymous)).toEqual({ settlements: [], total: 0 });
});

test('opening hours are read as they are written, by the names of days or their beginnings', async () => {
  const words = await wordsIn('hu');
  const openings = [
    { venue: null, weekday: 1, opens: '08:00', closes: '12:00' },
    { venue: null, weekday: 6, opens: '09:00', closes: '11:00' }
  ] as const;
  expect(weekFrom(weekText(openings, words), null, words)).toEqual({ openings });
  expect(weekFrom('Hétfő 8-12\nszo: 9–11', null, words)).toEqual({ openings });
  expect(weekFrom('hétfő: 8–12\nszerd: zárva', null, words)).toEqual({ openings: [openings[0]] });
  expect(weekFrom('sz: 8–12', null, words)).toEqual({ wrong: 'sz: 8–12' });
  expect(weekFrom('hétfő: reggel', null, words)).toEqual({ wrong: 'hétfő: reggel' });
});
