// Nobody sees an expert without their consent, anywhere; who would come is what the distances say; each entry has its keeper.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { kilometresBetween } from '#lib/core/geo.ts';
import type { Id } from '#lib/core/ids.ts';
import { withdrawConsent } from '#lib/domains/people/consent.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { anonymous, system, type Actor, type Person, type Role } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { agreeByLink, withdrawByLink } from './asking.server.ts';
import type { Asking } from './input.ts';
import type { ExpertFacts } from './model.ts';
import { domain } from './domain.server.ts';
import { changeByForm, expertFacts, expertToChange } from './form.server.ts';
import {
  agreeAgain,
  askAgain,
  enterOther,
  enterSelf,
  forgetWithdrawn,
  removeExpert,
  updateExpert,
  withdrawExpert
} from './operations.server.ts';
import {
  findExpert,
  findExpertBySlug,
  listExperts,
  listKeptExperts,
  listPublicIds
} from './queries.server.ts';
import { sampleExperts } from './sample.ts';
import { searchableExperts } from './search.server.ts';
import { itsExperts, whoComesHere } from './sections.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const wording = 'Hozzájárulok.';
let szegvar = '';
let szentes = '';
let house = '';

beforeAll(async () => {
  const context = { now, today: '2026-11-21', seed: 1 };
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
    await domain.sample?.(tx, context);
  });
  const finder = await loadSettlementFinder(database());
  const named = (name: string): string => {
    const found = finder.find({ name });
    if (!found.ok) throw new Error(name);
    return found.value.id;
  };
  szegvar = named('Szegvár');
  szentes = named('Szentes');
  house = (await sampleIds(database())).organisations.get('szegvar-muvhaz') ?? '';
});

async function personWith(name: string, roles: readonly Role[] = [], address = true): Promise<Person> {
  const email = address ? `${name.toLowerCase().replace(/[^a-z]/g, '')}@proba.example` : null;
  return { kind: 'person', id: await addPerson(database(), { name, email, roles }, now), name, roles };
}

const facts = (changes: Partial<ExpertFacts> = {}): ExpertFacts => ({
  ...{ name: 'Kaptár Lőrinc', headline: 'Méhész', fields: ['agriculture'], skills: ['anyanevelés'] },
  ...{ languages: ['hu'], standing: 'retired', offers: ['talk'], settlement: szegvar },
  ...{ reach: { kind: 'distance', km: 20 }, online: false, conditions: 'free', conditionNote: null },
  ...{ introduction: 'Üvegkaptárt viszek.', links: [], visibility: 'public', organisations: [] },
  ...changes
});

/** Everywhere where the entry may be met: list, page, sections, search. */
async function seenBy(actor: Actor, slug: string, id: string): Promise<string[]> {
  const db = database();
  const words = await wordsIn('hu');
  const context = { actor, words, now };
  const seen: string[] = [];
  const list = await listExperts(db, actor, { text: 'anyanevelés' });
  if (list.rows.some((row) => row.id === id)) seen.push('list');
  if (list.total !== list.rows.length) seen.push('count');
  if (await findExpertBySlug(db, actor, slug)) seen.push('page');
  const here = await listExperts(db, actor, {
    place: { id: szegvar, county: null, point: null },
    pageSize: 100
  });
  if (here.rows.some((row) => row.id === id)) seen.push('nearby');
  const settlement = await whoComesHere(db, { ...context, id: szegvar, slug: 'szegvar' });
  if (settlement?.rows.some(({ href }) => href.endsWith(`/${slug}`))) seen.push('settlement');
  const organisation = await itsExperts(db, { ...context, id: house, slug: 'haz' });
  if (organisation?.rows.some(({ href }) => href.endsWith(`/${slug}`))) seen.push('organisation');
  const ids = await listPublicIds(db, null, 1000);
  if (ids.includes(id)) seen.push('search ids');
  const found = await searchableExperts.documents(db, [id], { now, words: [words] });
  if (found.length > 0) seen.push('search');
  return seen;
}

const everywhere = ['list', 'page', 'nearby', 'settlement', 'organisation', 'search ids', 'search'];
const linkTo = (id: string, person: string | null = null): CapabilityLink => ({
  id: id as Id<'capability_link'>,
  purpose: 'experts.agree',
  subject: { expert: id },
  person: person as Id<'person'> | null
});

async function press(act: LinkAct, link: CapabilityLink, choice: string): Promise<void> {
  const words = await wordsIn('hu');
  await inTransaction(database(), (tx) =>
    act.act(tx, link, { choice, note: null }, { now, words, domains: [] })
  );
}

/** One's own entry, first in every list. */
async function ownEntry(changes: Partial<ExpertFacts> = {}) {
  const self = await personWith('Kaptar Lorinc', [{ kind: 'member', organisation: house }]);
  const saved = await enterSelf(
    database(),
    self,
    { facts: facts({ name: 'Áá Lőrinc', organisations: [house], ...changes }), wording },
    now
  );
  if (!saved.ok) throw new Error(saved.reason);
  return { self, ...saved.value };
}

describe('consent', () => {
  test('one’s own entry is everywhere as soon as one agrees, and nowhere as soon as one withdraws', async () => {
    const { self, id, slug } = await ownEntry();
    expect(await seenBy(anonymous, slug, id)).toEqual(everywhere);
    const expert = await findExpert(database(), id);
    // From the page of one's consents, which knows nothing of experts.
    const withdrawn = await withdrawConsent(database(), self, expert?.consent?.id ?? '', now);
    expect(withdrawn.ok).toBe(true);
    expect(await seenBy(anonymous, slug, id)).toEqual([]);
    const colleague = await personWith('Kollega', [{ kind: 'editor', organisation: house }]);
    expect(await seenBy(colleague, slug, id)).toEqual([]);
    expect(await seenBy(self, slug, id)).toEqual(['page']);
    expect((await agreeAgain(database(), self, { id, asking: null, wording }, now)).ok).toBe(true);
    expect(await seenBy(anonymous, slug, id)).toEqual(everywhere);
  });

  test('search loses it in the same transaction', async () => {
    const { self, id } = await ownEntry();
    const document = { kind: 'expert', object_id: id, path: '/x', title: 'x', labels: '', facets: [] };
    await database()
      .insertInto('search_document')
      .values({ ...document, times: '[]', is_place: false, removed: false } as never)
      .execute();
    await withdrawExpert(database(), self, id, now);
    const left = await database()
      .selectFrom('search_document')
      .select('removed')
      .where('object_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(left.removed).toBe(true);
  });

  test('somebody who was entered is nowhere until they say yes in the mail, then as they chose', async () => {
    const keeper = await personWith('Gazda', [{ kind: 'editor', organisation: house }]);
    const asking: Asking = { how: 'mail', email: 'kaptar@meh.example' };
    const entered = await enterOther(
      database(),
      keeper,
      { facts: facts({ name: 'Áá Lőrinc' }), asking, wording, locale: 'hu' },
      now
    );
    if (!entered.ok) throw new Error(entered.reason);
    const { id, slug } = entered.value;
    expect(await seenBy(anonymous, slug, id)).toEqual([]);
    expect(
      await seenBy(await personWith('Masik', [{ kind: 'editor', organisation: house }]), slug, id)
    ).toEqual([]);
    expect(await seenBy(keeper, slug, id)).toEqual(['page']);
    expect((await listKeptExperts(database(), keeper)).map((each) => each.id)).toEqual([id]);
    const mails = await database().selectFrom('mail').select(['email', 'secret']).execute();
    expect(mails).toEqual([{ email: 'kaptar@meh.example', secret: true }]);

    const words = await wordsIn('hu');
    const page = await agreeByLink.show(database(), linkTo(id), words, []);
    expect(page?.choices.map(({ value }) => value)).toEqual(['public', 'colleagues', 'refuse']);
    await press(agreeByLink, linkTo(id), 'colleagues');
    expect(await seenBy(anonymous, slug, id)).toEqual([]);
    expect(await seenBy(keeper, slug, id)).toContain('list');
    expect(await findExpert(database(), id)).toMatchObject({ email: null, visibility: 'colleagues' });
    // The link of the second mail takes it back.
    const { person } = (await findExpert(database(), id)) ?? {};
    await press(withdrawByLink, linkTo(id, person), 'withdraw');
    expect((await findExpert(database(), id))?.consent).toBeNull();
  });

  test('a no deletes what was entered, and leaves no account', async () => {
    const keeper = await personWith('Gazda', [{ kind: 'editor', organisation: house }]);
    const asking: Asking = { how: 'mail', email: 'nem@meh.example' };
    const entered = await enterOther(
      database(),
      keeper,
      { facts: facts(), asking, wording, locale: 'hu' },
      now
    );
    if (!entered.ok) throw new Error(entered.reason);
    await press(agreeByLink, linkTo(entered.value.id), 'refuse');
    expect(await findExpert(database(), entered.value.id)).toBeNull();
    const made = await database()
      .selectFrom('person')
      .select('id')
      .where('email', '=', 'nem@meh.example')
      .execute();
    expect(made).toEqual([]);
  });

  test('who has an account with an entry keeps the one that they have', async () => {
    const { self, id } = await ownEntry();
    const keeper = await personWith('Gazda', [{ kind: 'editor', organisation: house }]);
    const asking: Asking = { how: 'mail', email: 'kaptarlorinc@proba.example' };
    const entered = await enterOther(
      database(),
      keeper,
      { facts: facts(), asking, wording, locale: 'hu' },
      now
    );
    if (!entered.ok) throw new Error(entered.reason);
    await press(agreeByLink, linkTo(entered.value.id), 'public');
    expect(await findExpert(database(), entered.value.id)).toBeNull();
    expect(await findExpert(database(), id)).toMatchObject({ person: self.id });
  });

  test('one address is asked once at a time, and again only so often', async () => {
    const keeper = await personWith('Gazda', [{ kind: 'editor', organisation: house }]);
    const asking: Asking = { how: 'mail', email: 'kaptar@meh.example' };
    const enter = () =>
      enterOther(database(), keeper, { facts: facts(), asking, wording, locale: 'hu' }, now);
    const entered = await enter();
    if (!entered.ok) throw new Error(entered.reason);
    expect(await enter()).toMatchObject({ reason: 'already_asked' });
    const again = () => askAgain(database(), keeper, { id: entered.value.id, locale: 'hu' }, now);
    for (let n = 0; n < 4; n++) expect((await again()).ok).toBe(true);
    expect(await again()).toMatchObject({ reason: 'too_many_tries' });
  });

  test('on paper it is written down with its day, and who keeps it may take it back', async () => {
    const keeper = await personWith('Gazda', [{ kind: 'caretaker', settlement: szegvar }]);
    const asking: Asking = { how: 'paper', on: '2026-11-02', reachedBy: '06-00-123-456' };
    const entered = await enterOther(
      database(),
      keeper,
      { facts: facts(), asking, wording, locale: 'hu' },
      now
    );
    if (!entered.ok) throw new Error(entered.reason);
    const { id, slug } = entered.value;
    const expert = await findExpert(database(), id);
    expect(expert?.consent).toMatchObject({ how: 'paper', givenAt: new Date('2026-11-01T23:00:00Z') });
    expect(await seenBy(anonymous, slug, id)).toContain('page');
    expect((await withdrawExpert(database(), keeper, id, now)).ok).toBe(true);
    expect(await seenBy(anonymous, slug, id)).toEqual([]);
    expect((await listExperts(database(), keeper, { text: 'anyanevelés' })).total).toBe(0);
  });

  test('a month after a withdrawal the entry is deleted, and not a day before', async () => {
    const { self, id } = await ownEntry();
    await withdrawExpert(database(), self, id, now);
    await forgetWithdrawn(database(), after(29));
    expect(await findExpert(database(), id)).not.toBeNull();
    await forgetWithdrawn(database(), after(31));
    expect(await findExpert(database(), id)).toBeNull();
  });
});

describe('who keeps an entry', () => {
  test('one’s own is one’s own: not even the caretaker changes or removes it', async () => {
    const { id } = await ownEntry();
    const caretaker = await personWith('Gazda', [{ kind: 'caretaker', settlement: szegvar }]);
    for (const actor of [caretaker, anonymous, await personWith('Idegen')]) {
      expect(await updateExpert(database(), actor, { id, facts: facts() }, now)).toMatchObject({ ok: false });
      expect(await withdrawExpert(database(), actor, id, now)).toMatchObject({ ok: false });
      expect(await removeExpert(database(), actor, id, now)).toMatchObject({ ok: false });
    }
  });

  test('who has no say in the region enters nobody else', async () => {
    const asking: Asking = { how: 'paper', on: '2026-11-02', reachedBy: 'x' };
    for (const actor of [
      anonymous,
      await personWith('Idegen'),
      await personWith('Tag', [{ kind: 'member', organisation: house }])
    ])
      expect(
        await enterOther(database(), actor, { facts: facts(), asking, wording, locale: 'hu' }, now)
      ).toMatchObject({ reason: 'not_yours' });
  });

  test('an organisation is named by those who work there, and by nobody else', async () => {
    const stranger = await personWith('Idegen');
    const saved = await enterSelf(
      database(),
      stranger,
      { facts: facts({ organisations: [house] }), wording },
      now
    );
    if (!saved.ok) throw new Error(saved.reason);
    expect((await findExpert(database(), saved.value.id))?.organisations).toEqual([]);
    expect(await enterSelf(database(), stranger, { facts: facts(), wording }, now)).toMatchObject({
      reason: 'already_there'
    });
  });

  test('two who change it at once undo nothing of each other’s', async () => {
    const { self, id } = await ownEntry();
    const before = await findExpert(database(), id);
    if (!before) throw new Error('gone');
    const form = new FormData();
    for (const [name, value] of Object.entries(expertToChange(before)))
      for (const each of name === 'begun' ? [value] : value.split('\n')) form.append(name, each);
    form.set('headline', 'Mesterméhész');
    await updateExpert(
      database(),
      system,
      { id, facts: facts({ name: 'Áá Lőrinc', skills: ['mézsör'] }) },
      after(1)
    );
    const changed = await changeByForm(database(), self, { form, before }, after(2));
    expect(changed).toMatchObject({ merged: true });
    expect(await findExpert(database(), id)).toMatchObject({ headline: 'Mesterméhész', skills: ['mézsör'] });
    const { details } = await database()
      .selectFrom('activity')
      .select('details')
      .where('object_id', '=', id)
      .where('at', '=', after(2))
      .executeTakeFirstOrThrow();
    // Which field, never what was in it.
    expect(details).toEqual({ changed: ['headline'] });
  });

  test('a form says all that is wrong at once', async () => {
    const form = new FormData();
    form.set('settlement', 'Szegváár');
    form.set('links', 'ftp://x');
    const read = await expertFacts(database(), form);
    expect(read.ok ? [] : read.errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'name name_missing',
      'links link_wrong',
      'fields fields_missing',
      'offers offers_missing',
      'settlement settlement_unknown'
    ]);
  });
});

describe('who would come', () => {
  test('is for every settlement what the distances say, one by one', async () => {
    const db = database();
    const finder = await loadSettlementFinder(db);
    const all = (await listExperts(db, system, { pageSize: 1000 })).rows;
    expect(all.length).toBe(sampleExperts.filter(({ waiting }) => !waiting).length);
    let some = 0;
    for (const place of finder.all) {
      const comes = (await listExperts(db, system, { place, pageSize: 1000 })).rows
        .map(({ name }) => name)
        .sort();
      const expected = all
        .filter(({ settlement, reach }) => {
          const home = finder.byId(settlement.id);
          const km = home?.point && place.point ? kilometresBetween(home.point, place.point) : null;
          if (reach.kind === 'country') return true;
          if (reach.kind === 'county') return settlement.county === place.county;
          return settlement.id === place.id || (km !== null && km <= reach.km);
        })
        .map(({ name }) => name)
        .sort();
      some += expected.length;
      expect(comes, place.name).toEqual(expected);
    }
    expect(some).toBeGreaterThan(finder.all.length);
    expect(some).toBeLessThan(finder.all.length * all.length);
  });

  test('nearest first, with those who can be met on a screen when asked for, or only those who live there', async () => {
    const db = database();
    const place = (await loadSettlementFinder(db)).byId(szentes);
    const near = await listExperts(db, system, { place, how: 'comes', pageSize: 100 });
    const km = near.rows.map((row) => row.km ?? Infinity);
    expect(km).toEqual([...km].sort((a, b) => a - b));
    const online = await listExperts(db, system, { place, how: 'comes_or_online', pageSize: 100 });
    expect(online.rows.map(({ name }) => name)).toContain('Sáti-Kelemen Júlia');
    expect(near.rows.map(({ name }) => name)).not.toContain('Sáti-Kelemen Júlia');
    const home = await listExperts(db, system, { place, how: '0', pageSize: 100 });
    expect(home.rows.every(({ settlement }) => settlement.id === szentes)).toBe(true);
    expect(home.total).toBeGreaterThan(1);
  });

  test('words are looked for in what they say and in what their fields are called', async () => {
    const db = database();
    const bees = await listExperts(db, anonymous, { text: 'mehesz' });
    expect(bees.rows.map(({ name }) => name)).toEqual(['Szegvári-Méhes Antal']);
    const byField = await listExperts(db, anonymous, { text: 'zene', fieldsCalled: [['music']] });
    expect(byField.rows.map(({ name }) => name)).toContain('Fábián-Kiss Réka');
    expect((await listExperts(db, anonymous, { text: '%' })).total).toBe(0);
  });
});

test('the sample goes as it came, people and all', async () => {
  const db = database();
  const people = async (): Promise<number> =>
    (await db.selectFrom('person').select('id').where('name', '=', 'Szegvári-Méhes Antal').execute()).length;
  expect(await people()).toBe(1);
  expect(await domain.countSample?.(db)).toEqual([
    { what: 'experts.sample.experts', count: sampleExperts.length }
  ]);
  await domain.removeSample?.(db);
  expect(await domain.countSample?.(db)).toEqual([{ what: 'experts.sample.experts', count: 0 }]);
  expect(await people()).toBe(0);
});
