// Two people change one organisation or venue: nothing that either wrote is undone unseen.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { system } from '#lib/platform/actor.ts';
import {
  changeEquipment,
  changeOrganisation,
  changeVenue,
  equipmentToChange,
  organisationToChange,
  venueToChange,
  type Handled
} from './change-form.server.ts';
import { readEquipmentForm } from './equipment-form.server.ts';
import { findEquipmentBySlug, saveEquipment } from './equipment.server.ts';
import { organisationDraft, venueDraft } from './form.server.ts';
import { createOrganisation, createVenue } from './operations.server.ts';
import { findOrganisation } from './queries.server.ts';
import { findVenue } from './venue-queries.server.ts';

const database = useDatabase();
const at = (minute: number): Date => new Date(Date.UTC(2027, 0, 4, 8, minute));
beforeAll(() => places.sample?.(database(), { now: at(0), today: '2027-01-04', seed: 1 }));

function form(texts: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [field, text] of Object.entries(texts)) {
    const values = field === 'features' ? text.split(',') : [text];
    for (const value of values) if (value !== '') data.append(field, value);
  }
  return data;
}

const house = { name: 'Népház', sector: 'public', kind: 'community_house', settlement: 'Szegvár' };
const hall = { name: 'Nagyterem', kind: 'hall', settlement: 'Szegvár', capacity: '120', features: 'sound' };

async function anOrganisation() {
  const draft = await organisationDraft(database(), form(house));
  const saved = draft.ok && (await createOrganisation(database(), system, draft.value, at(0)));
  if (!saved || !saved.ok) throw new Error(JSON.stringify(draft));
  const { id } = saved.value;
  const now = async () => (await findOrganisation(database(), id))!;
  const save = async (values: Record<string, string>, minute: number): Promise<Handled> =>
    changeOrganisation(database(), system, { form: form(values), before: await now() }, at(minute));
  return { opened: organisationToChange(await now()), now, save };
}

async function aVenue() {
  const draft = await venueDraft(database(), system, form(hall), null);
  const saved = draft.ok && (await createVenue(database(), system, draft.value, at(0)));
  if (!saved || !saved.ok) throw new Error(JSON.stringify(draft));
  const { id } = saved.value;
  const now = async () => (await findVenue(database(), id))!;
  const save = async (values: Record<string, string>, minute: number): Promise<Handled> =>
    changeVenue(database(), system, { form: form(values), before: await now() }, at(minute));
  return { opened: await venueToChange(database(), await now()), now, save };
}

describe('an organisation that two people change', () => {
  test('keeps what each wrote in another field, contacts too', async () => {
    const { opened, now, save } = await anOrganisation();
    expect(await save({ ...opened, email: 'haz@nephaz.example', summary: 'Egy.' }, 1)).toMatchObject({
      merged: false
    });
    expect(await save({ ...opened, name: 'Új Népház', phone: '06-00-463-0201' }, 2)).toMatchObject({
      saved: { name: 'Új Népház' },
      merged: true
    });
    const kept = await now();
    expect(kept).toMatchObject({ name: 'Új Népház', summary: 'Egy.' });
    expect(kept.contacts.map(({ value }) => value)).toEqual(['haz@nephaz.example', '06-00-463-0201']);
  });

  test('is not saved where both wrote: the form comes back, and a second press saves it', async () => {
    const { opened, now, save } = await anOrganisation();
    await save({ ...opened, summary: 'Ahogy Éva írta.', street: 'Fő tér 1.' }, 1);
    const refused = await save({ ...opened, summary: 'Ahogy Pál írta.' }, 2);
    if (!('values' in refused)) throw new Error(JSON.stringify(refused));
    expect(refused.meanwhile).toEqual({ conflicts: ['summary'], since: at(0) });
    expect(refused.values).toMatchObject({ summary: 'Ahogy Pál írta.', street: 'Fő tér 1.' });
    expect((await now()).summary).toBe('Ahogy Éva írta.');
    expect(await save(refused.values, 3)).toMatchObject({ merged: false });
    expect(await now()).toMatchObject({ summary: 'Ahogy Pál írta.', street: 'Fő tér 1.' });
  });

  test('comes back once more when a third person was quicker than the second press', async () => {
    const { opened, now, save } = await anOrganisation();
    await save({ ...opened, summary: 'Éva.' }, 1);
    const refused = await save({ ...opened, summary: 'Pál.' }, 2);
    if (!('values' in refused)) throw new Error(JSON.stringify(refused));
    await save({ ...organisationToChange(await now()), summary: 'Ida.' }, 3);
    expect(await save(refused.values, 4)).toMatchObject({ meanwhile: { conflicts: ['summary'] } });
    expect((await now()).summary).toBe('Ida.');
  });

  test('keeps what it began from while something in the form has to be mended', async () => {
    const { opened, now, save } = await anOrganisation();
    await save({ ...opened, summary: 'Éva.' }, 1);
    const wrong = await save({ ...opened, name: '', summary: 'Pál.' }, 2);
    if (!('values' in wrong)) throw new Error(JSON.stringify(wrong));
    expect(wrong).toMatchObject({ errors: [{ field: 'name' }], meanwhile: null });
    const mended = await save({ ...wrong.values, name: 'Népház' }, 3);
    expect(mended).toMatchObject({ meanwhile: { conflicts: ['summary'] } });
    expect((await now()).summary).toBe('Éva.');
  });
});

describe('a venue that two people change', () => {
  test('keeps what each wrote in another field, ticks too', async () => {
    const { opened, now, save } = await aVenue();
    await save({ ...opened, features: 'sound,stage', bookable: 'yes' }, 1);
    expect(await save({ ...opened, capacity: '90' }, 2)).toMatchObject({ merged: true });
    const { capacity, furnishing } = await now();
    expect({ capacity, ...furnishing }).toMatchObject({ capacity: 90, bookable: true });
    expect([...furnishing.features].sort()).toEqual(['sound', 'stage']);
  });

  test('is not saved where both wrote, and a tick that the other took away stays away', async () => {
    const { opened, now, save } = await aVenue();
    await save({ ...opened, bookable: 'yes' }, 1);
    const ticked = await venueToChange(database(), await now());
    await save({ ...ticked, bookable: '', capacity: '80' }, 2);
    const refused = await save({ ...ticked, capacity: '90' }, 3);
    expect(refused).toMatchObject({ meanwhile: { conflicts: ['capacity'] } });
    expect('values' in refused && refused.values).toMatchObject({ capacity: '90' });
    expect('values' in refused && refused.values['bookable']).toBeUndefined();
  });
});

describe('a thing to lend that two people change', () => {
  async function aThing() {
    const owner = await organisationDraft(database(), form({ ...house, name: 'Kölcsönzőház' }));
    const made = owner.ok && (await createOrganisation(database(), system, owner.value, at(0)));
    if (!made || !made.ok) throw new Error(JSON.stringify(owner));
    const texts = { name: 'szék', kind: 'seating', quantity: '40', settlement: 'Szegvár' };
    const draft = await readEquipmentForm(
      database(),
      system,
      form({ ...texts, owner: 'Kölcsönzőház, Szegvár' }),
      null
    );
    const saved =
      draft.ok && (await saveEquipment(database(), system, { before: null, draft: draft.value }, at(0)));
    if (!saved || !saved.ok) throw new Error(JSON.stringify(draft));
    const now = async () => (await findEquipmentBySlug(database(), saved.value.slug))!;
    const save = async (values: Record<string, string>, minute: number) =>
      changeEquipment(database(), system, { form: form(values), before: await now() }, at(minute));
    return { opened: await equipmentToChange(database(), await now()), now, save };
  }

  test('keeps what each wrote, and asks about what both did', async () => {
    const { opened, now, save } = await aThing();
    expect(await save({ ...opened, quantity: '50' }, 1)).toMatchObject({ merged: false });
    expect(await save({ ...opened, price: '100 Ft' }, 2)).toMatchObject({ merged: true });
    expect(await now()).toMatchObject({ quantity: 50, price: '100 Ft' });
    const refused = await save({ ...opened, quantity: '60' }, 3);
    if (!('values' in refused)) throw new Error(JSON.stringify(refused));
    expect(refused.meanwhile?.conflicts).toEqual(['quantity']);
    expect(refused.values).toMatchObject({ quantity: '60', price: '100 Ft' });
    expect((await now()).quantity).toBe(50);
  });
});
