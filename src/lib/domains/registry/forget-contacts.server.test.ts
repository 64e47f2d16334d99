import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { dayMs } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import { gatherHistory } from '#lib/platform/history.server.ts';
import { wordsIn } from '../../../words.ts';
import { forgetContacts } from './forget-contacts.server.ts';
import { tellOfRegister } from './history.server.ts';
import type { Contact } from './model.ts';
import type { OrganisationDraft } from './write-organisations.server.ts';
import { createOrganisation, updateOrganisation } from './operations.server.ts';

const database = useDatabase();
const now = new Date('2027-01-04T08:00:00Z');
const after = (days: number): Date => new Date(now.getTime() + days * dayMs);
const phone = (value: string): Contact => ({ kind: 'phone', value, visibility: 'internal' });

test('a history tells after a month that a number went, no longer which; what is still there stays', async () => {
  const draft = (contacts: readonly Contact[]): OrganisationDraft => ({
    name: 'Népház',
    sector: 'public',
    kind: 'community_house',
    settlement: null,
    street: null,
    summary: null,
    contacts
  });
  const old = phone('06-00-463-0201');
  const kept = phone('06-00-463-0202');
  const saved = await createOrganisation(database(), system, draft([old]), now);
  if (!saved.ok) throw new Error(saved.reason);
  const { id } = saved.value;
  await updateOrganisation(database(), system, { id, draft: draft([old, kept]) }, after(1));
  await updateOrganisation(database(), system, { id, draft: draft([kept]) }, after(2));
  const words = await wordsIn('hu');
  const told = async (): Promise<string> => {
    const room = { name: 'registry', rank: 2, verbs: ['organisation.updated'], tellHistory: tellOfRegister };
    const { entries } = await gatherHistory(
      database(),
      { domains: [room as never], namePeople: () => Promise.resolve(new Map()) },
      { object: id, words, page: 1 }
    );
    return JSON.stringify(entries.map(({ changes }) => changes));
  };

  await forgetContacts(database(), after(31));
  expect(await told()).toContain('0201');
  await forgetContacts(database(), after(33));
  await forgetContacts(database(), after(34));
  const remembered = await told();
  expect(remembered).not.toContain('0201');
  expect(remembered).toContain('egy telefonszám (már nem őrizzük)');
  expect(remembered).toContain('0202');
});
