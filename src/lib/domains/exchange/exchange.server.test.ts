import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { anonymous, system, type Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { bareOffering, type OfferingFacts } from './model.ts';
import { listOpenOfferings } from './open.server.ts';
import { createOffering, renewOffering, setOfferingState, updateOffering } from './operations.server.ts';
import { mayAnswerFor } from './policy.ts';
import { findOffering, listOfferings, type Offering } from './queries.server.ts';
import { askWhetherTheyHold, renewByLink, renewPurpose } from './renewal.server.ts';
import { offeringMail } from './speakers.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const day = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const today = '2026-11-21';
let house = '';
let place = '';
let editor: Actor = anonymous;

beforeAll(async () => {
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, { now, today, seed: 1 });
    await registry.sample?.(tx, { now, today, seed: 1 });
  });
  house = (await sampleIds(database())).organisations.get('szegvar-muvhaz') ?? '';
  const row = await database()
    .selectFrom('organisation')
    .select('settlement_id')
    .where('id', '=', house as never)
    .executeTakeFirstOrThrow();
  place = row.settlement_id ?? '';
  editor = {
    kind: 'person',
    id: await addPerson(database(), { name: 'Szerkesztő Sára', email: null, roles: [] }, now),
    name: 'Szerkesztő Sára',
    roles: [{ kind: 'editor', organisation: house }]
  };
});

const facts = (changes: Partial<OfferingFacts> = {}): OfferingFacts => ({
  ...bareOffering,
  side: 'offer',
  category: 'equipment',
  title: 'Kölcsönadjuk a hangosítást',
  organisation: house,
  settlement: place,
  ...changes
});

async function entered(changes: Partial<OfferingFacts> = {}, at = now): Promise<Offering> {
  const saved = await createOffering(database(), system, { facts: facts(changes) }, at);
  if (!saved.ok) throw new Error(saved.reason);
  const offering = await findOffering(database(), saved.value.id);
  if (!offering) throw new Error('Entered and not there');
  return offering;
}

describe('entering', () => {
  test('is for those who write for the organisation, and for nobody else', async () => {
    const stranger: Actor = { kind: 'person', id: newId<'person'>(now), name: 'Idegen', roles: [] };
    expect(await createOffering(database(), anonymous, { facts: facts() }, now)).toMatchObject({ ok: false });
    expect(await createOffering(database(), stranger, { facts: facts() }, now)).toMatchObject({ ok: false });
  });

  test('without an organisation is for the caretaker of the settlement only', async () => {
    const caretaker = (settlement: string): Actor => ({
      kind: 'person',
      id: newId<'person'>(now),
      name: 'Gazda Gábor',
      roles: [{ kind: 'caretaker', settlement }]
    });
    const draft = { facts: facts({ organisation: null }) };
    expect(await createOffering(database(), caretaker(newId(now)), draft, now)).toMatchObject({ ok: false });
    const offering = await entered({ organisation: null });
    expect(mayAnswerFor(caretaker(place), offering)).toBe(true);
    expect(mayAnswerFor(caretaker(newId(now)), offering)).toBe(false);
    expect(mayAnswerFor(editor, offering)).toBe(false);
  });

  test('records who did it, for the history', async () => {
    const { id } = await entered();
    const { rows } = await sql<{ verb: string }>`select verb from activity where object_id = ${id}`.execute(
      database()
    );
    expect(rows).toEqual([{ verb: 'offering.created' }]);
  });
});

describe('the list', () => {
  test('shows what is open, near and on the days asked for, until its last day', async () => {
    const spring = await entered({ title: 'Tavaszi sátor', from: '2027-03-01', until: '2027-03-31' });
    const titles = async (query: object, openOn = today): Promise<string[]> =>
      (await listOfferings(database(), { openOn, text: 'sátor', ...query })).rows.map(({ title }) => title);
    expect(await titles({})).toEqual(['Tavaszi sátor']);
    expect(await titles({ text: 'SATOR' })).toEqual(['Tavaszi sátor']);
    expect(await titles({ from: '2027-03-31', until: '2027-04-02' })).toEqual(['Tavaszi sátor']);
    expect(await titles({ from: '2027-04-01' })).toEqual([]);
    expect(await titles({ until: '2027-02-28' })).toEqual([]);
    expect(await titles({ settlements: [newId(now)] })).toEqual([]);
    expect(await titles({ side: 'need' })).toEqual([]);
    await setOfferingState(database(), system, { id: spring.id, state: 'paused' }, now);
    expect(await titles({})).toEqual([]);
    await setOfferingState(database(), system, { id: spring.id, state: 'open' }, now);
    expect(await titles({}, '2027-01-20')).toEqual(['Tavaszi sátor']);
    expect(await titles({}, '2027-01-21')).toEqual([]);
  });

  test('gives matchers the beginnings of words and the codes of topics', async () => {
    const { id } = await entered({ title: 'Kórusok hangversenyei', topics: ['music'] });
    const row = (await listOpenOfferings(database(), { today })).find((each) => each.id === id);
    expect(row).toMatchObject({ owner: house, category: 'equipment', side: 'offer' });
    expect(row?.stems).toContain('topic_music');
    expect(row?.stems).toContain('kórus');
  });
});

describe('changes', () => {
  test('are refused over a version that somebody else has changed since', async () => {
    const offering = await entered();
    const change = { id: offering.id, facts: facts({ title: 'Más' }), from: offering.updatedAt };
    expect(await updateOffering(database(), editor, change, day(1))).toMatchObject({ ok: true });
    expect(await updateOffering(database(), editor, change, day(2))).toMatchObject({
      ok: false,
      reason: 'changed_meanwhile'
    });
  });

  test('of what is answered can be taken back, and renewing shows it for sixty days again', async () => {
    const offering = await entered();
    await setOfferingState(database(), editor, { id: offering.id, state: 'answered' }, day(1));
    expect(await findOffering(database(), offering.id)).toMatchObject({
      state: 'answered',
      closedAt: day(1)
    });
    await renewOffering(database(), editor, offering.id, day(2));
    expect(await findOffering(database(), offering.id)).toMatchObject({
      state: 'open',
      closedAt: null,
      expiresOn: '2027-01-22'
    });
  });
});

describe('what will soon disappear', () => {
  test('is asked after once, by mail to who speaks for it; whoever answers nothing sees it taken off', async () => {
    const offering = await entered({ title: 'Sokáig kölcsönözhető szék' });
    const mails = async (): Promise<number> => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from mail
        where once_key like ${`offering-renew:${offering.id}%`}`.execute(database());
      return rows[0]?.count ?? 0;
    };
    await askWhetherTheyHold(database(), day(30));
    expect(await mails()).toBe(0);
    await askWhetherTheyHold(database(), day(55));
    const expected = (await offeringMail(database(), offering)).length;
    expect(expected).toBeGreaterThan(0);
    expect(await mails()).toBe(expected);
    await askWhetherTheyHold(database(), day(56));
    expect(await mails()).toBe(expected);
    await askWhetherTheyHold(database(), day(61));
    expect(await findOffering(database(), offering.id)).toMatchObject({ state: 'ended' });
    await askWhetherTheyHold(database(), day(62));
    const { rows } = await sql<{ verb: string }>`select verb from activity where object_id = ${offering.id}
      order by at`.execute(database());
    expect(rows.map(({ verb }) => verb)).toEqual(['offering.created', 'offering.lapsed']);
  });

  test('is shown for longer by one press on the link', async () => {
    const offering = await entered();
    const link = { id: newId<'capability_link'>(now), purpose: renewPurpose, person: null };
    const words = await (await import('../../../words.ts')).wordsIn('hu');
    await inTransaction(database(), (tx) =>
      renewByLink.act(
        tx,
        { ...link, subject: { offering: offering.id } },
        { choice: 'open', note: null },
        { now: day(55), words, domains: [] }
      )
    );
    expect(await findOffering(database(), offering.id)).toMatchObject({ expiresOn: '2027-03-16' });
    // Who speaks for it no more neither prolongs nor ends it with an old letter.
    const left = await addPerson(
      database(),
      { name: 'Volt Vilma', email: 'vilma@regen.example', roles: [] },
      now
    );
    const old = { ...link, person: left, subject: { offering: offering.id } };
    expect(await renewByLink.show(database(), old, words, [])).toBeNull();
    await inTransaction(database(), (tx) =>
      renewByLink.act(tx, old, { choice: 'ended', note: null }, { now: day(56), words, domains: [] })
    );
    expect(await findOffering(database(), offering.id)).toMatchObject({ state: 'open' });
  });
});

test('who told an offer by telephone is written to, and nobody who reads the page learns their address', async () => {
  const told = {
    how: 'phone',
    by: 'Mesélő Mária',
    phone: null,
    email: 'maria@posta.example',
    consent: 'igen',
    sheet: null
  } as const;
  const caretaker: Actor = {
    kind: 'person',
    id: await addPerson(database(), { name: 'Gazda Gábor', email: null, roles: [] }, now),
    name: 'Gazda Gábor',
    roles: [{ kind: 'caretaker', settlement: place }]
  };
  const saved = await createOffering(
    database(),
    caretaker,
    { facts: facts({ organisation: null }), told },
    now
  );
  const offering = saved.ok ? await findOffering(database(), saved.value.id) : null;
  expect(offering && (await offeringMail(database(), offering))).toMatchObject([
    { email: 'maria@posta.example', through: false }
  ]);
  const open = await listOpenOfferings(database(), { today });
  expect(JSON.stringify(open)).not.toContain('maria@posta.example');
});
