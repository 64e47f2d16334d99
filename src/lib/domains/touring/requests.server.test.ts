// Asking for a package on a real database: without an account nothing is passed on before the address is confirmed.
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { findCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { MailContent } from '#lib/platform/mail/content.ts';
import { wordsIn } from '../../../words.ts';
import { inviteVenues, invitedPurpose } from './inviting.server.ts';
import { answerInvitation, confirmByLink } from './request-acts.server.ts';
import { findRequest, listRequests, type FullRequest } from './request-queries.server.ts';
import { askAsStranger } from './requests.server.ts';
import { furnish, now, type World } from './world.ts';

const database = useDatabase();
let world: World;
let pack: string;
let known: readonly FullRequest[];

beforeAll(async () => {
  world = await furnish(database());
  const { id } = await database()
    .selectFrom('package')
    .select('id')
    .where('external_id', '=', 'babok')
    .executeTakeFirstOrThrow();
  pack = id;
  known = await listRequests(database(), pack, ['open']);
}, 120_000);

test('a stranger’s request counts only once its address is confirmed, and its mail repeats nothing that was written', async () => {
  const [{ settlement } = { settlement: null }] = known;
  if (!settlement) throw new Error('no request');
  const draft = {
    settlement,
    venue: null,
    organisation: null,
    days: [],
    people: 40,
    share: 0,
    note: 'Titok'
  };
  const stranger = { name: 'Nagy Ida', email: 'ida@faluhaz.example' };
  const asked = await askAsStranger(
    database(),
    { pack, draft, stranger, locale: 'hu', address: '192.0.2.1' },
    now
  );
  expect(asked.ok).toBe(true);
  expect(await listRequests(database(), pack, ['open'])).toHaveLength(known.length);
  const mail = await database()
    .selectFrom('mail')
    .select('content')
    .where('email', '=', stranger.email)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(mail.content)).not.toContain('Titok');
  const button = (mail.content as MailContent | null)?.blocks.find(({ type }) => type === 'button');
  if (button?.type !== 'button') throw new Error('no link');
  const link = await findCapabilityLink(database(), button.href.slice('/answer/'.length), now);
  if (!link.ok) throw new Error(link.reason);
  const context = { now, words: await wordsIn('hu'), domains: [] };
  await inTransaction(database(), (tx) =>
    confirmByLink.act(tx, link.value, { choice: 'confirm', note: null }, context)
  );
  const { request } = link.value.subject as { request: string };
  expect(await findRequest(database(), request)).toMatchObject({ state: 'open', email: stranger.email });
});

test('only the owner invites, and nobody twice', async () => {
  const venues = known.flatMap(({ venue }) => venue ?? []);
  expect(await inviteVenues(database(), world.stranger, { pack, venues }, now)).toEqual({
    ok: false,
    reason: 'gone'
  });
  expect(await inviteVenues(database(), world.owner, { pack, venues }, now)).toEqual({
    ok: true,
    value: { invited: 0, unreachable: [] }
  });
});

test('«from when?» alone in the answer means from then on, not that day alone', async () => {
  const asked = known.at(-1);
  if (!asked) throw new Error('nobody asked');
  await database()
    .updateTable('package_request')
    .set({ state: 'invited' })
    .where('id', '=', asked.id)
    .execute();
  const words = await wordsIn('hu');
  const link = {
    ...{ id: newId<'capability_link'>(now), purpose: invitedPurpose },
    ...{ subject: { request: asked.id }, person: null }
  };
  const from = addDays(dayOf(now, defaultZone), 40);
  const answer = { choice: 'yes', note: null, fields: { from, to: '', share: '' } };
  await inTransaction(database(), (tx) =>
    answerInvitation.act(tx, link, answer, { now, words, domains: [] })
  );
  const { days } = (await findRequest(database(), asked.id)) ?? { days: [] };
  expect(days[0]?.from).toBe(from);
  expect(days[0] && days[0].to > addDays(from, 300)).toBe(true);
});

test('an old invitation asks for nothing in the name of a hall that one writes for no more', async () => {
  const asked = known.find(({ venue, organisation }) => venue && world.hosts.has(organisation ?? ''));
  const host = world.hosts.get(asked?.organisation ?? '');
  if (!asked || !host) throw new Error('no host');
  await database()
    .updateTable('package_request')
    .set({ state: 'invited' })
    .where('id', '=', asked.id)
    .execute();
  const words = await wordsIn('hu');
  const link = {
    ...{ id: newId<'capability_link'>(now), purpose: invitedPurpose },
    ...{ subject: { request: asked.id }, person: host.id }
  };
  const shown = await answerInvitation.show(database(), link, words, []);
  expect(shown?.choices.map(({ value }) => value)).toEqual(['yes', 'no']);
  await database().deleteFrom('role').where('person_id', '=', host.id).execute();
  expect(await answerInvitation.show(database(), link, words, [])).toBeNull();
  const answer = { choice: 'yes', note: null };
  await inTransaction(database(), (tx) =>
    answerInvitation.act(tx, link, answer, { now, words, domains: [] })
  );
  expect(await findRequest(database(), asked.id)).toMatchObject({ state: 'invited' });
});
