// Two people change one service: nothing that either wrote is undone unseen.
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { changeService, serviceToChange, type Handled } from './change-form.server.ts';
import { serviceDraft } from './form.server.ts';
import { createService } from './operations.server.ts';
import { findService } from './queries.server.ts';

const database = useDatabase();
const at = (minute: number): Date => new Date(Date.UTC(2027, 0, 4, 8, minute));
const words = await wordsIn('hu');

beforeAll(() =>
  inTransaction(database(), async (tx) => {
    const context = { now: at(0), today: '2027-01-04', seed: 1 };
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
  })
);

/** As a browser sends it: boxes one by one. */
function form(texts: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [field, text] of Object.entries(texts)) {
    const values = ['terms', 'audiences', 'ways', 'languages'].includes(field) ? text.split('\n') : [text];
    for (const value of values) data.append(field, value);
  }
  return data;
}

async function aService() {
  const texts = {
    name: 'Varróműhely',
    organisation: 'Szélmalom Művelődési Ház, Szegvár',
    terms: 'volunteering\nfood_aid',
    ways: 'in_person',
    hours_1: '8–12',
    reach: 'country',
    free: 'yes'
  };
  const draft = await serviceDraft(database(), system, form(texts), null);
  const saved = draft.ok && (await createService(database(), system, draft.value, at(0)));
  if (!saved || !saved.ok) throw new Error(JSON.stringify(draft));
  const now = async () => (await findService(database(), saved.value.id))!;
  const save = async (values: Record<string, string>, minute: number): Promise<Handled> =>
    changeService(database(), system, { form: form(values), before: await now(), words }, at(minute));
  return { opened: await serviceToChange(database(), await now(), words), now, save };
}

test('a service keeps what each of two people wrote in another field, ticked boxes too', async () => {
  const { opened, now, save } = await aService();
  expect(await save({ ...opened, terms: 'volunteering', phones: '06-00-463-0201' }, 1)).toMatchObject({
    merged: false
  });
  expect(await save({ ...opened, ways: 'in_person\nphone', name: 'Varrókör' }, 2)).toMatchObject({
    saved: { name: 'Varrókör' },
    merged: true
  });
  expect(await now()).toMatchObject({
    name: 'Varrókör',
    terms: ['volunteering'],
    ways: ['in_person', 'phone'],
    phones: [{ number: '06-00-463-0201' }]
  });
});

test('opening hours are one question: two who wrote about different days are asked', async () => {
  const { opened, now, save } = await aService();
  await save({ ...opened, hours_2: '8–12' }, 1);
  const refused = await save({ ...opened, hours_3: '9–10', description: 'Javítunk.' }, 2);
  if (!('values' in refused)) throw new Error(JSON.stringify(refused));
  expect(refused.meanwhile).toEqual({ conflicts: ['hours_2', 'hours_3'], since: at(0) });
  expect((await now()).description).toBeNull();
  expect(await save(refused.values, 3)).toMatchObject({ merged: false });
  expect((await now()).openings.map(({ weekday }) => weekday)).toEqual([1, 3]);
});
