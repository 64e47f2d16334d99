// Consents withdrawn with their consequence, one's copy of one's data fetched once, and what stands in the way of leaving.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { unzipSync } from 'fflate';
import { declaredTables, rankedDomains } from '../../../house.server.ts';
import { wordsIn } from '../../../words.ts';
import type { Id } from '#lib/core/ids.ts';
import type { Person, Role } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { tellActivities } from '#lib/platform/history.server.ts';
import { ledgerFile } from '#lib/platform/privacy/ledger.server.ts';
import { forgetByDeclaration } from '#lib/platform/privacy/retention.server.ts';
import { useDatabase } from '#tests/db.ts';
import { adoptConsents, listConsents, recordConsent, withdrawConsent } from './consent.server.ts';
import { askForData, buildDataExports, fetchData, findDataExport, packData } from './data-export.server.ts';
import { eraseAddress, erasePerson, previewErasure } from './erasure.server.ts';
import { roleChange } from './membership-activity.ts';
import { addPerson } from './operations.server.ts';
import { privacyColumns } from './privacy-schema.server.ts';
import { listRepresented, representNewcomer } from './representation.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const directory = mkdtempSync(join(tmpdir(), 'kalaka-privacy-'));
const erasing = { tables: declaredTables, ledger: ledgerFile(directory) };
const context = { tables: declaredTables, wordsIn };
let house: Id<'organisation'>;
let ilka: Person;
let vera: Person;

afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeEach(async () => {
  house = newId<'organisation'>(now);
  await database()
    .insertInto('organisation')
    .values({
      id: house,
      slug: 'revhaz',
      name: 'Révház',
      folded: 'revhaz',
      sector: 'public',
      kind: 'community_house',
      settlement_id: null,
      street: null,
      summary: null,
      source: 'test',
      external_id: null,
      created_at: now,
      updated_at: now
    } as never)
    .execute();
  ilka = await personWith('Révész Ilka', [{ kind: 'owner', organisation: house }]);
  vera = await personWith('Kelemen Vera', [{ kind: 'editor', organisation: house }]);
});

async function personWith(name: string, roles: readonly Role[]): Promise<Person> {
  const email = `${name.toLowerCase().replace(/\P{Letter}/gu, '')}@revhaz.example`;
  return { kind: 'person', id: await addPerson(database(), { name, email, roles }, now), name, roles };
}

async function rolesAt(): Promise<string[]> {
  const rows = await database()
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .select(['person.name', 'kind'])
    .where('organisation_id', '=', house)
    .execute();
  return rows.map(({ name, kind }) => `${name}: ${kind}`).sort();
}

const online = {
  purpose: 'joining',
  wording: 'Így.',
  how: 'online',
  recordedBy: null,
  givenAt: now
} as const;

describe('a consent', () => {
  test('given before there was an account is the account’s afterwards, word for word', async () => {
    await recordConsent(database(), { ...online, of: { email: 'uj@posta.example' } }, now);
    expect(await listConsents(database(), vera.id)).toEqual([]);
    await adoptConsents(database(), { person: vera.id, email: 'uj@posta.example' });
    expect(await listConsents(database(), vera.id)).toMatchObject([
      { purpose: 'joining', wording: 'Így.', how: 'online', withdrawnAt: null }
    ]);
  });

  test('is withdrawn once, by its owner alone', async () => {
    const id = await recordConsent(database(), { ...online, of: { person: vera.id } }, now);
    expect((await withdrawConsent(database(), ilka, id, now)).ok).toBe(false);
    expect((await withdrawConsent(database(), vera, id, after(1))).ok).toBe(true);
    expect((await withdrawConsent(database(), vera, id, after(2))).ok).toBe(false);
    expect(await listConsents(database(), vera.id)).toMatchObject([{ withdrawnAt: after(1) }]);
  });

  test('to be acted for, once withdrawn, ends the acting', async () => {
    const consent = { how: 'paper', on: '2026-11-20', text: 'Hozzájárulok.', note: null } as const;
    const place = { kind: 'organisation', id: house, settlement: null, name: 'Révház', path: '/' } as const;
    const begun = await representNewcomer(
      database(),
      ilka,
      { place, name: 'Pásztorné', kind: 'member', consent },
      now
    );
    if (!begun.ok) throw new Error(begun.reason);
    expect(await listRepresented(database(), ilka.id)).toMatchObject([{ how: 'paper', on: '2026-11-20' }]);
    const [given] = await listConsents(database(), begun.value.id);
    expect(given).toMatchObject({ wording: 'Hozzájárulok.', recordedBy: 'Révész Ilka' });
    const herself: Person = { kind: 'person', id: begun.value.id, name: 'Pásztorné', roles: [] };
    await withdrawConsent(database(), herself, given!.id, now);
    expect(await listRepresented(database(), ilka.id)).toEqual([]);
  });

  test('of somebody who never got an account is forgotten after a year; others stay', async () => {
    await recordConsent(database(), { ...online, of: { email: 'soha@posta.example' } }, now);
    await recordConsent(database(), { ...online, of: { person: vera.id } }, now);
    await forgetByDeclaration(database(), privacyColumns, after(366));
    const left = await database().selectFrom('consent').select('person_id').execute();
    expect(left).toEqual([{ person_id: vera.id }]);
  });
});

describe('a copy of one’s data', () => {
  const ask = (at = now): Promise<void> =>
    askForData(database(), vera, { locale: 'hu', tables: declaredTables }, at);
  const mails = async (): Promise<number> =>
    (await database().selectFrom('mail').select('id').where('person_id', '=', vera.id).execute()).length;

  test('is told of by mail, fetched once, by its owner', async () => {
    expect(await findDataExport(database(), vera.id, now)).toBeNull();
    await ask();
    expect(await findDataExport(database(), vera.id, now)).toMatchObject({ state: 'working', done: 0 });
    expect((await fetchData(database(), vera.id, now)).ok).toBe(false);
    await buildDataExports(database(), context, now);
    expect([await findDataExport(database(), vera.id, now), await mails()]).toMatchObject([
      { state: 'ready', until: after(7) },
      1
    ]);
    expect((await fetchData(database(), ilka.id, now)).ok).toBe(false);
    const fetched = await fetchData(database(), vera.id, now);
    expect(fetched.ok && fetched.value.length).toBeGreaterThan(1_000);
    expect((await fetchData(database(), vera.id, now)).ok).toBe(false);
    const kept = await database().selectFrom('data_export').select('zip').execute();
    expect(kept).toEqual([{ zip: null }]);
  });

  test('reads as the history does, with names and words instead of ids and codes, and without others’ notifications', async () => {
    const role = { kind: 'editor', organisation: house } as const;
    await inTransaction(database(), (tx) =>
      recordActivity(tx, ilka, now, roleChange({ person: vera.id, before: null, after: role }))
    );
    const told = { plain: 'Amit Ilka hallott.' };
    await database()
      .insertInto('notification')
      .values({
        ...{
          id: newId<'notification'>(now),
          person_id: ilka.id,
          kind: 'people.team',
          batch: 'x',
          started_at: now
        },
        ...{
          at: now,
          text: JSON.stringify(told),
          details: '[]',
          href: '/',
          doer_id: vera.id,
          by_person: true
        },
        ...{ about_id: vera.id, read_at: null, mail_id: null }
      })
      .execute();
    const zip = await packData(database(), vera.id, {
      words: await wordsIn('hu'),
      tables: declaredTables,
      tell: (db, activities, words) => tellActivities(db, rankedDomains, activities, words),
      now
    });
    const files = unzipSync(zip ?? new Uint8Array());
    const [html, json] = ['index.html', 'data.json'].map((name) => new TextDecoder().decode(files[name]));
    expect(html).toContain('Révész Ilka: Felvette: Kelemen Vera.');
    expect(html).toContain('szerkesztő, Révház');
    expect(html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|role\.changed|dispatched|\{&#34;/);
    expect(json).toContain('role.changed');
    expect(json).not.toContain('Amit Ilka hallott');
  });

  test('asked for twice is made once, and anew after it was fetched', async () => {
    await ask();
    await ask();
    await buildDataExports(database(), context, now);
    await ask(after(1));
    expect(await findDataExport(database(), vera.id, after(1))).toMatchObject({ state: 'ready' });
    await fetchData(database(), vera.id, after(1));
    await ask(after(1));
    expect(await findDataExport(database(), vera.id, after(1))).toMatchObject({ state: 'working' });
  });

  test('cannot be fetched after seven days, and is gone then', async () => {
    await ask();
    await buildDataExports(database(), context, now);
    expect((await fetchData(database(), vera.id, after(7))).ok).toBe(false);
    expect(await findDataExport(database(), vera.id, after(7))).toBeNull();
    await forgetByDeclaration(database(), privacyColumns, after(7.1));
    expect(await database().selectFrom('data_export').selectAll().execute()).toEqual([]);
  });
});

describe('leaving', () => {
  test('hands an organisation that would have no owner to whom one chooses', async () => {
    expect((await previewErasure(database(), ilka.id)).lastOwned).toEqual([
      { organisation: house, name: 'Révház', colleagues: [{ id: vera.id, name: 'Kelemen Vera' }] }
    ]);
    expect((await previewErasure(database(), vera.id)).lastOwned).toEqual([]);
    const heirs = new Map<string, string>([[house, vera.id]]);
    expect((await erasePerson(database(), { person: ilka.id, heirs }, erasing, now)).ok).toBe(true);
    expect(await rolesAt()).toEqual(['Kelemen Vera: editor', 'Kelemen Vera: owner']);
  });

  test('does nothing when the chosen one is not a colleague', async () => {
    const stranger = await personWith('Idegen Péter', []);
    const heirs = new Map<string, string>([[house, stranger.id]]);
    expect(await erasePerson(database(), { person: ilka.id, heirs }, erasing, now)).toEqual({
      ok: false,
      reason: 'heir_unknown'
    });
    expect(await rolesAt()).toEqual(['Kelemen Vera: editor', 'Révész Ilka: owner']);
  });

  test('is possible without an heir: nobody is kept for an organisation’s sake', async () => {
    expect((await erasePerson(database(), { person: ilka.id }, erasing, now)).ok).toBe(true);
    expect(await rolesAt()).toEqual(['Kelemen Vera: editor']);
  });

  test('is refused to the last administrator, not to the last but one', async () => {
    const first = await personWith('Első Gazda', [{ kind: 'administrator' }]);
    expect((await previewErasure(database(), first.id)).lastAdministrator).toBe(true);
    expect(await erasePerson(database(), { person: first.id }, erasing, now)).toMatchObject({
      reason: 'last_administrator'
    });
    const second = await personWith('Második Gazda', [{ kind: 'administrator' }]);
    expect((await erasePerson(database(), { person: first.id }, erasing, now)).ok).toBe(true);
    expect((await erasePerson(database(), { person: second.id }, erasing, now)).ok).toBe(false);
  });

  test('works by address for somebody without an account, and touches no account', async () => {
    await recordConsent(database(), { ...online, of: { email: 'soha@posta.example' } }, now);
    expect(await eraseAddress(database(), 'soha@posta.example', declaredTables)).toBe(true);
    expect(await database().selectFrom('consent').selectAll().execute()).toEqual([]);
    expect(await eraseAddress(database(), 'kelemenvera@revhaz.example', declaredTables)).toBe(false);
    expect(await rolesAt()).toContain('Kelemen Vera: editor');
  });
});
