// From the form to the letter: who is asked first, who gets what and how often, and what nobody learns.
import { beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { prepareRegister } from '#tests/bring-events.ts';
import { wordsIn } from '../../../words.ts';
import { createEvent, setEventStatus, updateEvent } from '#lib/domains/calendar/operations.server.ts';
import { findEvent, findEventBySlug, type FullEvent } from '#lib/domains/calendar/queries.server.ts';
import type { EventDraft } from '#lib/domains/calendar/write.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { system, type Person } from '#lib/platform/actor.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { textOf } from '#lib/platform/mail/render.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { setMailFrequency } from '#lib/platform/mail/frequency.server.ts';
import { noteChange, tellChanges } from './changes.server.ts';
import { sendDigests } from './digest.server.ts';
import { confirmByLink } from './link-acts.server.ts';
import { wordingVersion, type Target } from './model.ts';
import { askToFollow, changeFollowing, endAll, endFollowing, follow } from './operations.server.ts';
import { countFollowers, findHolder, listFollowings } from './queries.server.ts';
import { sendReminders } from './reminders.server.ts';
import { tidyFollowings } from './tidy.server.ts';

const database = useDatabase();
/** A Thursday, after seven. */
const now = new Date('2027-01-14T09:00:00Z');
const later = (minutes: number, from = now): Date => new Date(from.getTime() + minutes * 60_000);
const thursday = new Date('2027-01-21T06:00:00Z');
const house = { wordsIn };
const kata = 'kata@posta.example';
let szegvar = '';
let organisation = '';
let neighbour = '';

beforeEach(async () => {
  await prepareRegister(database());
  szegvar = await place('szegvar');
  organisation = await named('Szélmalom%');
  neighbour = await named('Gőzkút%');
});

async function place(slug: string): Promise<string> {
  const query = database().selectFrom('settlement').select('id').where('slug', '=', slug);
  return (await query.executeTakeFirstOrThrow()).id;
}

async function named(name: string): Promise<string> {
  const query = database().selectFrom('organisation').select('id').where('name', 'like', name);
  return (await query.executeTakeFirstOrThrow()).id;
}

const around = (changes: Partial<Extract<Target, { kind: 'settlement' }>> = {}): Target => ({
  ...{ kind: 'settlement', settlement: szegvar, km: 20, audiences: [], themes: [] },
  ...{ rhythm: 'weekly', weekday: 4 },
  ...changes
});

async function newEvent(changes: Partial<EventDraft> = {}): Promise<FullEvent> {
  const draft: EventDraft = {
    ...{ title: 'Szüreti bál', summary: null, description: null, place: null, lat: null, lon: null },
    ...{ starts: '2027-01-23T18:00', minutes: 120, zone: 'Europe/Budapest', allDay: false, rule: null },
    ...{ exdates: [], rdates: [], overrides: [], audiences: [], themes: [], performers: [], tradition: null },
    ...{ attendance: null, flexibility: { kind: 'fixed' }, background: false, status: 'confirmed' },
    ...{ price: null, website: null, settlement: szegvar, venue: null, organisers: [organisation] },
    ...changes
  } as EventDraft;
  const made = await createEvent(database(), system, draft, now);
  if (!made.ok) throw new Error(made.reason);
  const event = await findEventBySlug(database(), made.value.slug);
  if (!event) throw new Error('no event');
  return event;
}

const ask = (target: Target, email = kata, address = '203.0.113.7', at = now) =>
  askToFollow(database(), { email, locale: 'hu', target, address }, at);

interface Read {
  readonly email: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly content: MailContent;
  readonly path: string | null;
}

async function mails(): Promise<Read[]> {
  const words = await wordsIn('hu');
  const rows = await database().selectFrom('mail').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(({ email, kind, content, unsubscribe_path: path }) => {
    if (!content) throw new Error('no content');
    const texts = content.blocks.flatMap((block) =>
      block.type === 'list'
        ? block.items.flatMap((item) => [item.text, ...(item.note ? [item.note] : [])])
        : [block.type === 'button' ? block.label : block.text]
    );
    return {
      ...{ email, kind, content, path },
      subject: textOf(content.subject, words),
      text: texts.map((text) => textOf(text, words)).join('\n')
    };
  });
}

/** As the page behind the link does it. */
async function press(mail: Read | undefined, choice: string, at = later(1)): Promise<string> {
  const words = await wordsIn('hu');
  const token = /\/answer\/([\w-]+)/.exec(JSON.stringify(mail?.content))?.[1] ?? '';
  return inTransaction(database(), async (tx) => {
    const link = await findCapabilityLink(tx, token, at);
    if (!link.ok) return link.reason;
    const page = await confirmByLink.show(tx, link.value, words, []);
    if (!page) return 'nothing';
    expect(page.choices.map(({ value }) => value)).toContain(choice);
    await useCapabilityLink(tx, link.value.id, at);
    const done = await confirmByLink.act(
      tx,
      link.value,
      { choice, note: null },
      { now: at, words, domains: [] }
    );
    return 'sentence' in done ? done.sentence : 'mistakes';
  });
}

async function subscribe(target: Target, email = kata): Promise<void> {
  await ask(target, email);
  await press((await mails()).at(-1), 'confirm');
  await database().deleteFrom('mail').execute();
}

const followings = async (email = kata) => listFollowings(database(), { person: null, email });

describe('somebody without an account', () => {
  test('is asked by mail, and gets nothing until the button there was pressed', async () => {
    await newEvent();
    await ask(around());
    expect(await followings()).toEqual([]);
    await sendDigests(database(), thursday, house);
    const [question, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(question).toMatchObject({ email: kata, kind: 'essential' });
    expect(question?.text).toContain('Szegvár');
    expect(await press(question, 'confirm')).toContain('Feliratkozott');
    expect(await followings()).toMatchObject([{ name: 'Szegvár', km: 20, rhythm: 'weekly', weekday: 4 }]);
    const row = await database().selectFrom('following').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      state: 'confirmed',
      confirmed_at: later(1),
      wording_version: wordingVersion
    });
  });

  test('who says no is forgotten, and the link works once', async () => {
    await ask(around());
    const [question] = await mails();
    expect(await press(question, 'refuse')).toContain('töröltük');
    expect(await database().selectFrom('following').selectAll().execute()).toEqual([]);
    expect(await press(question, 'confirm')).toBe('link_used');
  });

  test('who does not answer is forgotten after two days, and the link with them', async () => {
    await ask(around());
    const [question] = await mails();
    await tidyFollowings(database(), later(48 * 60 - 1));
    expect(await database().selectFrom('following').selectAll().execute()).toHaveLength(1);
    await tidyFollowings(database(), later(48 * 60));
    expect(await database().selectFrom('following').selectAll().execute()).toEqual([]);
    expect(await press(question, 'confirm', later(47 * 60))).toBe('nothing');
  });

  test('gets the same answer whether the address is new, known, an account’s, or asked too often', async () => {
    await subscribe(around());
    await addPerson(database(), { name: 'Fiókos Fanni', email: 'fanni@posta.example', roles: [] }, now);
    const answers = [
      await ask(around()),
      await ask(around(), 'uj@posta.example'),
      await ask(around(), 'fanni@posta.example'),
      ...(await Promise.all(
        [1, 2, 3, 4, 5].map((n) => ask(around({ km: 10 }), 'sok@posta.example', `198.51.100.${n}`))
      ))
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('whose address strangers write into forms gets three letters in two days, from however many networks', async () => {
    for (let n = 0; n < 20; n++) {
      const { slug: _slug, id } = await newEvent({ title: `Program ${n}` });
      await ask({ kind: 'event', event: id, remind: false }, kata, `198.51.100.${n}`, later(n * 61));
    }
    expect(await mails()).toHaveLength(3);
    expect(await followings()).toEqual([]);
  });

  test('who has it already gets one letter a day that says so', async () => {
    await subscribe(around());
    await ask(around({ km: 50 }));
    await ask(around({ km: 10 }), kata, '203.0.113.8', later(90));
    const sent = await mails();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.subject).toBe('Ezt az értesítőt már kapja');
    // What a stranger wrote into the form has changed nothing.
    expect(await followings()).toMatchObject([{ km: 20 }]);
  });

  test('one network cannot ask for a list of addresses', async () => {
    const answers: boolean[] = [];
    for (let n = 0; n < 12; n++) answers.push((await ask(around(), `cim${n}@posta.example`)).ok);
    expect(answers.filter(Boolean)).toHaveLength(10);
    expect(await mails()).toHaveLength(10);
  });
});

describe('the digest', () => {
  test('names the week’s events once each, nearest days first, with place and distance', async () => {
    await newEvent();
    await newEvent({ title: 'Próba', starts: '2027-01-21T17:00', rule: 'FREQ=DAILY;COUNT=3' });
    await newEvent({ title: 'Múlt heti', starts: '2027-01-20T17:00' });
    await newEvent({ title: 'Jövő heti', starts: '2027-01-28T17:00' });
    await newEvent({ title: 'Lemondott', status: 'cancelled' });
    await newEvent({ title: 'Titkos terv', status: 'tentative' });
    await newEvent({ title: 'Szentesi est', starts: '2027-01-22T18:00', settlement: await place('szentes') });
    await newEvent({ title: 'Szegedi est', starts: '2027-01-22T18:00', settlement: await place('szeged') });
    await subscribe(around());
    await sendDigests(database(), thursday, house);
    const [digest, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(digest?.subject).toBe('Szegvár és környéke: programok, jan. 21. – jan. 27.');
    expect(digest?.text).toMatch(
      /Próba\n.*és még 2 alkalommal[\s\S]*Szentesi est\n.*Szentes · \d+ km[\s\S]*Szüreti bál/
    );
    expect(digest?.text).not.toMatch(/heti|Lemondott|Titkos|Szegedi/);
    expect(digest?.path).toMatch(/^\/following\/[\w-]{43}\?of=/);
  });

  test('comes once a day of sending, however often the job runs, and is late rather than lost', async () => {
    await newEvent();
    await subscribe(around());
    await sendDigests(database(), later(-1, thursday), house);
    expect(await mails()).toHaveLength(0);
    await Promise.all([sendDigests(database(), thursday, house)]);
    await sendDigests(database(), later(10, thursday), house);
    await sendDigests(database(), later(24 * 60, thursday), house);
    expect(await mails()).toHaveLength(1);
  });

  test('is one search for a thousand readers with the same choice', async () => {
    await newEvent();
    await subscribe(around());
    const row = await database().selectFrom('following').selectAll().executeTakeFirstOrThrow();
    await database()
      .insertInto('following')
      .values(
        Array.from({ length: 600 }, (_, n) => ({
          ...row,
          id: crypto.randomUUID() as typeof row.id,
          token: `token-${n}`,
          email: `olvaso${n}@posta.example`
        }))
      )
      .execute();
    await sendDigests(database(), thursday, house);
    expect(await mails()).toHaveLength(601);
    expect(new Set((await mails()).map(({ path }) => path)).size).toBe(601);
  });

  test('says nothing when nothing is on, but once a quarter that it is quiet', async () => {
    await subscribe(around());
    for (let week = 0; week < 14; week++)
      await sendDigests(database(), new Date(thursday.getTime() + week * 7 * 86_400_000 + 3_600_000), house);
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Szegvár: csend van a környéken',
      'Szegvár: csend van a környéken'
    ]);
  });

  test('names an exhibition when it opens, to a new reader, and before it closes; not every week', async () => {
    await newEvent({
      ...{ title: 'Kiállítás', starts: '2027-01-16T10:00', minutes: 28 * 1440, background: true }
    });
    await newEvent({ title: 'Heti kör', starts: '2027-01-14T18:00', rule: 'FREQ=WEEKLY;COUNT=10' });
    await subscribe(around());
    const named: boolean[] = [];
    for (let week = 0; week < 5; week++) {
      await database().deleteFrom('mail').execute();
      await sendDigests(database(), new Date(thursday.getTime() + week * 7 * 86_400_000), house);
      named.push((await mails())[0]?.text.includes('Kiállítás') ?? false);
    }
    expect(named).toEqual([true, false, false, true, false]);
  });

  test('keeps to the themes and audiences, and tells how much did not fit', async () => {
    for (let n = 0; n < 37; n++)
      await newEvent({ title: `Koncert ${n}`, themes: ['music'], audiences: ['seniors'] });
    await newEvent({ title: 'Meccs', themes: ['sport'] });
    await newEvent({ title: 'Gyerekeknek', themes: ['music'], audiences: ['children'] });
    await subscribe(around({ themes: ['music'], audiences: ['seniors'] }));
    await sendDigests(database(), thursday, house);
    const [digest] = await mails();
    expect(digest?.text.match(/Koncert/g)).toHaveLength(25);
    expect(digest?.text).toContain('És még 12 program');
    expect(digest?.text).not.toMatch(/Meccs|Gyerekeknek/);
  });

  test('gives what comes once the place of what comes every week', async () => {
    for (let n = 0; n < 30; n++) await newEvent({ title: `Klub ${n}`, rule: 'FREQ=WEEKLY;COUNT=10' });
    await newEvent({ title: 'Falunap', starts: '2027-01-27T18:00' });
    await subscribe(around());
    await sendDigests(database(), thursday, house);
    const [digest] = await mails();
    expect(digest?.text.match(/Klub/g)).toHaveLength(24);
    expect(digest?.text).toContain('Falunap');
  });

  test('that is late does not tell what is over', async () => {
    await newEvent({ title: 'Aznap este', starts: '2027-01-21T18:00' });
    await newEvent({ title: 'Hétvégén' });
    await subscribe(around());
    await sendDigests(database(), later(30 * 60, thursday), house);
    const [digest] = await mails();
    expect(digest?.text).toContain('Hétvégén');
    expect(digest?.text).not.toContain('Aznap este');
  });

  test('stops for addresses that mail keeps coming back from, and for accounts that want essentials only', async () => {
    await newEvent();
    await subscribe(around());
    const id = await addPerson(
      database(),
      { name: 'Fiókos Fanni', email: 'fanni@posta.example', roles: [] },
      now
    );
    const fanni: Person = { kind: 'person', id, name: 'Fiókos Fanni', roles: [] };
    await follow(database(), fanni, { target: around(), locale: 'hu' }, now);
    await setMailFrequency(database(), id, 'essentials', now);
    await database()
      .insertInto('mail_address')
      .values({ email: kata, hard_bounces: 3, last_bounce_at: now, last_error: null, marked_at: now })
      .execute();
    await sendDigests(database(), thursday, house);
    expect(await mails()).toEqual([]);
    await tidyFollowings(database(), later(31 * 24 * 60));
    expect(await followings()).toEqual([]);
  });

  test('of an organisation tells its programmes wherever they are', async () => {
    await newEvent();
    await newEvent({ title: 'Távoli est', starts: '2027-01-24T18:00', settlement: await place('szeged') });
    await newEvent({ title: 'Más est', organisers: [neighbour] });
    await subscribe({ kind: 'organisation', organisation, rhythm: 'weekly', weekday: 4 });
    await sendDigests(database(), thursday, house);
    const [digest] = await mails();
    expect(digest?.text).toMatch(/Szüreti bál[\s\S]*Távoli est/);
    expect(digest?.text).not.toContain('Más est');
  });
});

describe('a followed event', () => {
  const draftOf = (event: FullEvent, changes: Partial<EventDraft>): EventDraft =>
    ({
      ...event,
      settlement: event.settlement?.id ?? null,
      venue: event.venue?.id ?? null,
      organisers: event.organisers.map(({ id }) => id),
      ...changes
    }) as unknown as EventDraft;

  async function change(event: FullEvent, changes: Partial<EventDraft>, at: Date): Promise<void> {
    const fresh = await findEvent(database(), event.id);
    if (!fresh) throw new Error('gone');
    const done = await updateEvent(
      database(),
      system,
      { id: event.id, draft: draftOf(fresh, changes), from: fresh.updatedAt },
      at
    );
    if (!done.ok) throw new Error(done.reason);
    await note(at);
  }

  async function note(at: Date): Promise<void> {
    const activity = await database()
      .selectFrom('activity')
      .selectAll()
      .where('verb', '=', 'event.updated')
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    await noteChange(database(), activity, at);
    // Jobs may run twice.
    await noteChange(database(), activity, at);
  }

  async function followed(changes: Partial<EventDraft> = {}, remind = false): Promise<FullEvent> {
    const event = await newEvent(changes);
    await subscribe({ kind: 'event', event: event.id, remind });
    return event;
  }

  test('that moves is told once, with both times and a calendar file that moves it', async () => {
    const event = await followed();
    await change(event, { starts: '2027-01-24T19:00' }, now);
    await tellChanges(database(), later(4), house);
    expect(await mails()).toHaveLength(0);
    await tellChanges(database(), later(5), house);
    await tellChanges(database(), later(6), house);
    const [mail, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(mail?.subject).toBe('Új időpont: Szüreti bál');
    expect(mail?.text).toMatch(
      /Eddig: 2027. január 23., szombat.*18:00[\s\S]*Mostantól: 2027. január 24., vasárnap, 19:00/
    );
    const file = mail?.content.attachments?.[0];
    expect(file?.type).toContain('method=PUBLISH');
    expect(file?.text).toContain('METHOD:PUBLISH\r\n');
    expect(file?.text).toContain(`UID:${event.uid}`.slice(0, 60));
    expect(Number(/SEQUENCE:(\d+)/.exec(file?.text ?? '')?.[1])).toBeGreaterThan(event.sequence);
  });

  test('that is touched several times within half an hour is told of once, from the first to the last', async () => {
    const event = await followed();
    await change(event, { starts: '2027-01-24T19:00' }, now);
    await change(event, { starts: '2027-01-25T19:00', place: 'Sportcsarnok' }, later(4));
    await change(event, { starts: '2027-01-26T19:00' }, later(8));
    for (let minute = 0; minute <= 60; minute += 2) await tellChanges(database(), later(minute), house);
    const [mail, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(mail?.subject).toBe('Új időpont és új helyszín: Szüreti bál');
    expect(mail?.text).toMatch(
      /Eddig: 2027. január 23.[\s\S]*Mostantól: 2027. január 26.[\s\S]*Hol: Sportcsarnok, Szegvár/
    );
  });

  test('of which one occurrence moves is told so, each from the first to the last, and not when it is back', async () => {
    const event = await followed();
    await change(event, { rule: 'FREQ=WEEKLY;COUNT=4' }, now);
    await database().deleteFrom('followed_change').execute();
    const override = (recurrenceId: string, start: string | null) => ({ recurrenceId, start, minutes: 120 });
    const second = '2027-01-30T18:00';
    await change(event, { overrides: [override(second, '2027-01-31T17:00')] }, later(1));
    const both = [override(second, '2027-01-29T17:00'), override('2027-02-06T18:00', null)];
    await change(event, { overrides: both }, later(2));
    await tellChanges(database(), later(60), house);
    const [mail, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(mail?.subject).toBe('Egy alkalom máskor lesz: Szüreti bál');
    expect(mail?.text).toMatch(/Eddig: 2027. január 30.*18:00. Új időpont: 2027. január 29.*17:00/);
    expect(mail?.text).toContain('Elmarad: 2027. február 6.');
    await change(event, { overrides: [] }, later(70));
    await change(event, { overrides: both }, later(71));
    await tellChanges(database(), later(200), house);
    expect(await mails()).toHaveLength(1);
  });

  test('that is put back before anybody was told is not told of', async () => {
    const event = await followed();
    await change(event, { starts: '2027-01-24T19:00' }, now);
    await change(event, { starts: '2027-01-23T18:00' }, later(3));
    await tellChanges(database(), later(60), house);
    expect(await mails()).toEqual([]);
  });

  test('whose description changes is not told of', async () => {
    const event = await followed();
    await change(event, { description: 'Hozzanak sütit!' }, now);
    await tellChanges(database(), later(60), house);
    expect(await mails()).toEqual([]);
  });

  test('that is called off is told, with a file that says so', async () => {
    const event = await followed();
    await setEventStatus(database(), system, { id: event.id, status: 'cancelled' }, now);
    await note(now);
    await tellChanges(database(), later(10), house);
    const [mail] = await mails();
    expect(mail?.subject).toBe('Elmarad: Szüreti bál');
    expect(mail?.content.attachments?.[0]?.text).toContain('STATUS:CANCELLED');
  });

  test('that becomes a plan again is told without what the plan is', async () => {
    const event = await followed();
    await change(event, { status: 'tentative', starts: '2027-02-13T18:00', place: 'Titkos hely' }, now);
    await tellChanges(database(), later(10), house);
    await change(event, { starts: '2027-02-14T18:00' }, later(100));
    await tellChanges(database(), later(200), house);
    const [mail, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(mail?.subject).toBe('Egyelőre bizonytalan: Szüreti bál');
    expect(JSON.stringify(mail?.content)).not.toMatch(/február|2027|Titkos/);
  });

  test('is called to mind the day before at seven, once, and only to those who want it', async () => {
    const event = await followed({}, true);
    await subscribe({ kind: 'event', event: event.id, remind: false }, 'masik@posta.example');
    const friday = new Date('2027-01-22T06:00:00Z');
    await sendReminders(database(), later(-1, friday), house);
    expect(await mails()).toEqual([]);
    await sendReminders(database(), friday, house);
    await sendReminders(database(), later(60, friday), house);
    const [mail, ...rest] = await mails();
    expect(rest).toEqual([]);
    expect(mail).toMatchObject({ email: kata, subject: 'Holnap: Szüreti bál' });
  });

  test('is followed no more a month after it was held', async () => {
    await followed();
    await tidyFollowings(database(), new Date('2027-02-20T10:00:00Z'));
    expect(await followings()).toHaveLength(1);
    await tidyFollowings(database(), new Date('2027-02-23T10:00:00Z'));
    expect(await followings()).toEqual([]);
  });
});

describe('the link in the mails', () => {
  test('changes and ends what is its holder’s, and nothing of others', async () => {
    await subscribe(around());
    await subscribe(around(), 'masik@posta.example');
    const [own] = await followings();
    const [others] = await followings('masik@posta.example');
    if (!own || !others) throw new Error('not there');
    expect(own.token).not.toBe(others.token);
    const holder = await findHolder(database(), own.token);
    if (!holder) throw new Error('no holder');
    const choice = { km: 50, audiences: [], themes: [], rhythm: 'monthly', weekday: 1 } as const;
    expect(
      await changeFollowing(database(), holder, { id: own.id, choice, remind: false }, now)
    ).toMatchObject({ ok: true });
    expect(
      await changeFollowing(database(), holder, { id: others.id, choice, remind: false }, now)
    ).toMatchObject({ ok: false });
    expect(await endFollowing(database(), holder, others.id, now)).toMatchObject({ ok: false });
    expect(await followings()).toMatchObject([{ km: 50, rhythm: 'monthly', weekday: 1 }]);
    expect(await followings('masik@posta.example')).toMatchObject([{ km: 20, rhythm: 'weekly' }]);
    expect(await endFollowing(database(), holder, own.id, now)).toMatchObject({ ok: true });
    expect(await findHolder(database(), own.token)).toBeNull();
  });

  test('opens everything of one address, and leaves no trace of it when all is ended', async () => {
    const event = await newEvent();
    await subscribe(around());
    await subscribe({ kind: 'event', event: event.id, remind: false });
    await sendDigests(database(), thursday, house);
    const [first, second] = await followings();
    expect(first?.token).toBe(second?.token);
    await endAll(database(), { person: null, email: kata }, now);
    expect(await database().selectFrom('following').selectAll().execute()).toEqual([]);
    expect(await mails()).toEqual([]);
    const activities = JSON.stringify(await database().selectFrom('activity').selectAll().execute());
    expect(activities).not.toContain(kata);
  });
});

test('numbers for the administrators tell nobody of fewer than five', async () => {
  for (let n = 0; n < 4; n++) await subscribe(around(), `a${n}@posta.example`);
  expect((await countFollowers(database())).settlements).toMatchObject([
    { settlement: 'Szegvár', count: null }
  ]);
  await subscribe(around(), 'a5@posta.example');
  expect(await countFollowers(database())).toMatchObject({
    settlements: [{ count: 5 }],
    totals: { settlement: 5, organisation: 0, event: 0 }
  });
});
