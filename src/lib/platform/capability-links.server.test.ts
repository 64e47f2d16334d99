// Links for single acts: what they refuse, and that two at once act once.
import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import {
  columns,
  findCapabilityLink,
  makeCapabilityLink,
  revokeCapabilityLinks,
  useCapabilityLink
} from './capability-links.server.ts';
import { forgetByDeclaration } from './privacy/retention.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const make = () =>
  makeCapabilityLink(database(), { purpose: 'test.act', subject: { record: 7 }, days: 14 }, now);

test('a link is found with what it is about, as often as it is opened', async () => {
  const { token } = await make();
  for (let opened = 0; opened < 3; opened++)
    expect(await findCapabilityLink(database(), token, now)).toMatchObject({
      ok: true,
      value: { purpose: 'test.act', subject: { record: 7 } }
    });
});

test('a link acts once', async () => {
  const { id, token } = await make();
  expect(await useCapabilityLink(database(), id, now)).toBe(true);
  expect(await useCapabilityLink(database(), id, now)).toBe(false);
  expect(await findCapabilityLink(database(), token, now)).toMatchObject({ reason: 'link_used' });
});

test('a link is over after its days', async () => {
  const { id, token } = await make();
  expect(await findCapabilityLink(database(), token, later(14))).toMatchObject({ reason: 'link_expired' });
  expect(await useCapabilityLink(database(), id, later(14))).toBe(false);
});

test('a link that was withdrawn acts no more', async () => {
  const { id, token } = await make();
  await revokeCapabilityLinks(database(), [id], now);
  expect(await findCapabilityLink(database(), token, now)).toMatchObject({ reason: 'link_revoked' });
  expect(await useCapabilityLink(database(), id, now)).toBe(false);
});

test('a token that nobody gave out is unknown, one letter off included', async () => {
  const { token } = await make();
  const other = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
  for (const wrong of ['', 'x', other, `${token}=`])
    expect(await findCapabilityLink(database(), wrong, now)).toMatchObject({ reason: 'link_unknown' });
});

test('the token is stored nowhere', async () => {
  const { token } = await make();
  const rows = await database().selectFrom('capability_link').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('links are forgotten a month after they expired, not before', async () => {
  await make();
  await forgetByDeclaration(database(), columns, later(14 + 29));
  expect(await database().selectFrom('capability_link').select('id').execute()).toHaveLength(1);
  await forgetByDeclaration(database(), columns, later(14 + 31));
  expect(await database().selectFrom('capability_link').select('id').execute()).toHaveLength(0);
});
