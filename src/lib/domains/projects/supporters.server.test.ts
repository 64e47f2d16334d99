// Supporters on a real database: who keeps them, that nobody is named without their word, thanks, and being forgotten.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { anonymous, type Actor } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { eraseByDeclaration } from '#lib/platform/privacy/erase.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { wordsIn } from '../../../words.ts';
import { columns } from './schema.server.ts';
import { listPurposes } from './gift-purposes.server.ts';
import { readGiftForm } from './input.ts';
import { createProject } from './operations.server.ts';
import { itsSupporters } from './sections.server.ts';
import { searchableSupporters } from './search-documents.server.ts';
import { supporterExporter } from './supporter-exports.server.ts';
import { thanksByLink } from './supporter-mails.server.ts';
import {
  addGift,
  askForThanks,
  changeSupporter,
  enterSupporter,
  factsOf,
  recordThanks,
  sendThanks
} from './supporter-operations.server.ts';
import {
  findSupporter,
  findSupporterById,
  listGifts,
  listSupporters,
  publicGift,
  whenDeclined
} from './supporters.server.ts';
import type { GiftFacts, SupporterFacts } from './model.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let id: string;

const gift: GiftFacts = {
  ...{ day: '2026-11-01', kind: 'money', what: 'A színpad támogatása', amountHuf: 123_000 },
  ...{ hours: null, purpose: null }
};

function facts(change: Partial<SupporterFacts> = {}): SupporterFacts {
  return {
    ...{ name: 'Malom Pékség', kind: 'firm', organisation: world.ids.szegvar, settlement: world.settlement },
    ...{
      gives: ['money', 'goods'],
      what: 'Kenyeret ad.',
      website: null,
      note: 'titkos jegyzet',
      language: 'hu'
    },
    ...{ contactName: 'Pék Panna', contactEmail: 'panna@malompek.example', contactPhone: '06-00-111' },
    ...change
  };
}

beforeAll(async () => {
  world = await furnish(database());
  const entered = await enterSupporter(database(), world.szegvar, { facts: facts() }, now);
  if (!entered.ok) throw new Error(entered.reason);
  id = entered.value.id;
  await addGift(database(), world.szegvar, { supporter: id, facts: gift }, now);
}, 120_000);

const slugOf = async (): Promise<string> => (await findSupporterById(database(), id))?.slug ?? '';

async function link(): Promise<string> {
  const [mail] = await database().selectFrom('mail').select('content').orderBy('id', 'desc').execute();
  return /\/answer\/([\w-]+)/.exec(JSON.stringify(mail?.content))?.[1] ?? '';
}

async function choose(choice: string, at = now): Promise<void> {
  const words = await wordsIn('hu');
  const found = await findCapabilityLink(database(), await link(), now);
  if (!found.ok) throw new Error(found.reason);
  expect(await thanksByLink.show(database(), found.value, words, [])).not.toBeNull();
  await inTransaction(database(), (tx) =>
    thanksByLink.act(tx, found.value, { choice, note: null }, { now: at, words, domains: [] })
  );
}

async function table(actor: Actor, internal: boolean): Promise<string> {
  const words = await wordsIn('hu');
  const exporter = supporterExporter(actor);
  const lines: unknown[] = [];
  const request = { db: database(), words, origin: '', filter: new URLSearchParams(), internal };
  for await (const rows of exporter.rows(request))
    for (const row of rows)
      lines.push(
        exporter.columns.filter((each) => internal || !each.internal).map(({ of }) => of(row, words))
      );
  return JSON.stringify(lines);
}

describe('a supporter', () => {
  test('whose address has changed is spoken for by the letters to the former one no more', async () => {
    await askForThanks(database(), world.szegvar, { id, by: 'Művelődési Ház' }, now);
    const token = await link();
    const renamed = { id, facts: facts({ what: 'Kenyérsütés' }) };
    await changeSupporter(database(), world.szegvar, renamed, now);
    expect(await findCapabilityLink(database(), token, now)).toMatchObject({ ok: true });
    const moved = { id, facts: facts({ contactEmail: 'uj@kenyer.example' }) };
    await changeSupporter(database(), world.szegvar, moved, now);
    expect(await findCapabilityLink(database(), token, now)).toMatchObject({
      ...{ ok: false, reason: 'link_revoked' }
    });
  });

  test('is kept by the editors of the one supported and by the caretakers of the settlement, and by nobody else', async () => {
    for (const actor of [world.szegvar, world.caretaker]) {
      expect((await findSupporter(database(), actor, await slugOf()))?.keeps).toBe(true);
      expect((await listSupporters(database(), actor, { kept: true })).total).toBe(1);
    }
    for (const actor of [world.szentes, world.stranger, anonymous] as Actor[]) {
      expect(await findSupporter(database(), actor, await slugOf())).toBeNull();
      expect((await listSupporters(database(), actor, { kept: true })).total).toBe(0);
      const refused = { ok: false, reason: 'not_yours' };
      const change = { id, facts: facts({ name: 'Más' }) };
      expect(await changeSupporter(database(), actor, change, now)).toMatchObject(refused);
      expect(await enterSupporter(database(), actor, { facts: facts() }, now)).toMatchObject(refused);
      expect(await addGift(database(), actor, { supporter: id, facts: gift }, now)).toMatchObject(refused);
    }
    const elsewhere = { id, facts: facts({ organisation: world.ids.szentes, settlement: world.settlement }) };
    expect(await changeSupporter(database(), world.szegvar, elsewhere, now)).toMatchObject({
      reason: 'not_yours'
    });
  });

  test('is named nowhere before they agree', async () => {
    const words = await wordsIn('hu');
    const context = { id: world.ids.szegvar, slug: '', actor: anonymous, words, now };
    expect(await itsSupporters(database(), context)).toBeNull();
    expect((await listSupporters(database(), anonymous)).total).toBe(0);
    expect(await searchableSupporters.ids(database(), null, 10)).toEqual([]);
    expect(await searchableSupporters.documents(database(), [id], { now, words: [words] })).toEqual([]);
    expect(await table(anonymous, false)).toBe('[]');
  });

  test('agrees by a mailed link, with or without amounts, and takes it back by the next', async () => {
    const asked = { id, by: 'Kovács Judit' };
    expect((await askForThanks(database(), world.szegvar, asked, now)).ok).toBe(true);
    await choose('public');
    const shown = await findSupporter(database(), anonymous, await slugOf());
    expect(shown).toMatchObject({ keeps: false, supporter: { thankedPublicly: true, showsAmounts: false } });
    const seen = JSON.stringify(shown) + (await table(anonymous, false));
    for (const secret of ['panna@', 'Pék Panna', '06-00', 'titkos', '123000'])
      expect(seen).not.toContain(secret);
    const [given] = await listGifts(database(), [id]);
    if (!given || !shown) throw new Error('Nothing is written down');
    expect(publicGift(given, shown.supporter).amountHuf).toBeNull();
    await choose('amounts');
    const open = await findSupporter(database(), anonymous, await slugOf());
    expect(open && publicGift(given, open.supporter).amountHuf).toBe(123_000);
    expect(await whenDeclined(database(), id)).toBeNull();
    const later = new Date(now.getTime() + 60_000);
    await choose('private', later);
    expect(await findSupporter(database(), anonymous, await slugOf())).toBeNull();
    expect((await listSupporters(database(), anonymous)).total).toBe(0);
    expect(await whenDeclined(database(), id)).toEqual(later);
  });

  test('has its word written down by those who keep it, with its wording, and taken off again', async () => {
    const word = { how: 'paper' as const, amounts: false };
    const said = { id, word, wording: 'Hozzájárulok.' };
    expect(await recordThanks(database(), world.stranger, said, now)).toMatchObject({ reason: 'not_yours' });
    expect((await recordThanks(database(), world.caretaker, said, now)).ok).toBe(true);
    expect((await listSupporters(database(), anonymous)).total).toBe(1);
    await recordThanks(database(), world.szegvar, { id, word: null, wording: '' }, now);
    expect((await listSupporters(database(), anonymous)).total).toBe(0);
    // Those who keep it took it off: that is no word of the supporter's.
    expect(await whenDeclined(database(), id)).toBeNull();
  });

  test('gets one letter of thanks for a gift', async () => {
    const [given] = await listGifts(database(), [id]);
    const letter = { id, gift: given?.id ?? '', by: 'Kovács Judit' };
    expect((await sendThanks(database(), world.szegvar, letter, now)).ok).toBe(true);
    expect(await sendThanks(database(), world.szegvar, letter, now)).toMatchObject({ reason: 'answered' });
    const mails = await database().selectFrom('mail').select('email').execute();
    expect(mails.map(({ email }) => email)).toEqual(['panna@malompek.example']);
  });

  test('is written to in its own language', async () => {
    await changeSupporter(database(), world.szegvar, { id, facts: facts({ language: 'en' }) }, now);
    await askForThanks(database(), world.szegvar, { id, by: 'Kovács Judit' }, now);
    const [mail] = await database().selectFrom('mail').select('locale').execute();
    expect(mail?.locale).toBe('en');
  });

  test('gives for an event, a need, a circle or a joint project, and only what is public is named to everyone', async () => {
    const { szegvar } = world.ids;
    const words = await wordsIn('hu');
    const entered = await createProject(
      database(),
      world.szegvar,
      { facts: { ...world.facts, lead: szegvar, partners: [world.ids.fabian] } },
      now
    );
    if (!entered.ok) throw new Error(entered.reason);
    const supporter = await findSupporterById(database(), id);
    if (!supporter) throw new Error('The supporter is gone');
    const chosen = await listPurposes(database(), world.szegvar, supporter, { words, now });
    const value = `project:${entered.value.id}`;
    expect(chosen.map((each) => each.value)).toContain(value);
    const form = new FormData();
    for (const [field, text] of Object.entries({ what: 'Tea', day: '2026-11-02', purpose: value }))
      form.set(field, text);
    const read = readGiftForm(form, { purposes: [value], today: '2026-11-21' });
    if (!read.ok) throw new Error('The form was not read');
    await addGift(database(), world.szegvar, { supporter: id, facts: read.value }, now);
    const [given] = await listGifts(database(), [id]);
    expect(given?.purpose).toMatchObject({ kind: 'project', title: 'Mesélő esték', open: false });
    expect(given && publicGift(given, supporter).purpose).toBeNull();
    // What nobody offered cannot be chosen by writing it into the form.
    const foreign = readGiftForm(form, { purposes: [], today: '2026-11-21' });
    expect(foreign.ok && foreign.value.purpose).toBeNull();
  });

  test('is a table with everything for those who keep it', async () => {
    const all = await table(world.szegvar, true);
    for (const kept of ['Malom Pékség', 'panna@malompek.example', '123000']) expect(all).toContain(kept);
    expect(await table(world.stranger, true)).toBe('[]');
  });

  test('of a firm loses the contact who is erased, and a person goes as a whole', async () => {
    const tables = columns;
    const person = { name: 'Pék Panna', email: 'panna@malompek.example', roles: [] };
    const panna = await addPerson(database(), person, now);
    const own = facts({ name: 'Pék Panna', kind: 'person' });
    const entered = await enterSupporter(database(), world.szegvar, { facts: own }, now);
    if (!entered.ok) throw new Error(entered.reason);
    await inTransaction(database(), (tx) =>
      eraseByDeclaration(tx, tables, { id: panna, emails: ['panna@malompek.example'], name: 'Pék Panna' })
    );
    expect(await findSupporterById(database(), entered.value.id)).toBeNull();
    const firm = await findSupporterById(database(), id);
    expect(firm?.name).toBe('Malom Pékség');
    expect(firm && factsOf(firm)).toMatchObject({
      contactName: null,
      contactEmail: null,
      contactPhone: null
    });
  });
});
