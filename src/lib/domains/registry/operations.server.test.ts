import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { anonymous, system, type Actor, type OrganisationRoleKind } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { findNewAddress } from './addresses.server.ts';
import { organisationDraft, venueDraft } from './form.server.ts';
import { createOrganisation, createVenue, updateOrganisation, updateVenue } from './operations.server.ts';
import { findOrganisation, findOrganisationBySlug } from './queries.server.ts';
import { findVenue } from './venue-queries.server.ts';
import type { OrganisationDraft } from './write-organisations.server.ts';
import type { VenueDraft } from './write-venues.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
const later = new Date('2026-11-22T10:00:00Z');

beforeAll(() => places.sample?.(database(), { now, today: '2026-11-21', seed: 1 }));

async function house(changes: Partial<OrganisationDraft> = {}): Promise<OrganisationDraft> {
  const found = (await loadSettlementFinder(database())).find({ name: 'Szegvár' });
  if (!found.ok) throw new Error('no Szegvár');
  return {
    name: 'Szélmalom Ház',
    sector: 'public',
    kind: 'community_house',
    settlement: found.value,
    street: null,
    summary: null,
    contacts: [],
    ...changes
  };
}

async function hall(organisation: string | null, changes: Partial<VenueDraft> = {}): Promise<VenueDraft> {
  const { settlement } = await house();
  return {
    name: 'Nagyterem',
    kind: 'hall',
    organisation,
    settlement: settlement!,
    street: null,
    capacity: 120,
    accessible: true,
    point: null,
    note: null,
    ...changes
  };
}

async function entered(draft?: Partial<OrganisationDraft>) {
  const saved = await createOrganisation(database(), system, await house(draft), now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value;
}

async function personWith(kind: OrganisationRoleKind, organisation: string): Promise<Actor> {
  const roles = [{ kind, organisation }];
  const id = await addPerson(database(), { name: 'Szélmalmi Márton', email: null, roles }, now);
  return { kind: 'person', id, name: 'Szélmalmi Márton', roles };
}

const activities = () =>
  database()
    .selectFrom('activity')
    .leftJoin('activity_organisation', 'activity_id', 'activity.id')
    .select(['verb', 'object_id', 'organisation_id', 'details'])
    .orderBy('at')
    .execute();

describe('an organisation', () => {
  test('is entered with its contacts, its address and an activity', async () => {
    const contacts = [
      { kind: 'email', value: 'haz@szelmalom.example', visibility: 'public' },
      { kind: 'phone', value: '06-00-463-0201', visibility: 'internal' }
    ] as const;
    const { id, slug } = await entered({ contacts, street: 'Kórógy sor 12.' });
    expect(slug).toBe('szelmalom-haz-szegvar');
    expect(await findOrganisation(database(), id)).toMatchObject({
      name: 'Szélmalom Ház',
      street: 'Kórógy sor 12.',
      settlement: { name: 'Szegvár', slug: 'szegvar' },
      contacts,
      source: 'entered',
      externalId: null,
      createdAt: now
    });
    expect(await activities()).toEqual([
      { verb: 'organisation.created', object_id: id, organisation_id: id, details: { name: 'Szélmalom Ház' } }
    ]);
  });

  test('whose address is taken gets the next one', async () => {
    await entered();
    expect((await entered()).slug).toBe('szelmalom-haz-szegvar-2');
    expect((await entered()).slug).toBe('szelmalom-haz-szegvar-3');
  });

  test('never gets a word of our own addresses as its address', async () => {
    const { slug } = await entered({ name: 'Új', settlement: null });
    expect(slug).toBe('uj-2');
  });

  test('keeps its place in its address only once', async () => {
    expect((await entered({ name: 'Szegvári Gazdakör' })).slug).toBe('szegvari-gazdakor');
  });

  test('that is renamed is found under its old address too, and gets that back with its old name', async () => {
    const { id, slug } = await entered();
    const renamed = await updateOrganisation(
      database(),
      system,
      { id: id, draft: await house({ name: 'Forgó Ház' }) },
      later
    );
    expect(renamed).toMatchObject({ ok: true, value: { slug: 'forgo-haz-szegvar' } });
    expect(await findNewAddress(database(), 'organisation', slug)).toBe('forgo-haz-szegvar');
    const again = await updateOrganisation(database(), system, { id: id, draft: await house() }, later);
    expect(again).toMatchObject({ ok: true, value: { slug } });
    expect(await findNewAddress(database(), 'organisation', 'forgo-haz-szegvar')).toBe(slug);
    expect(await findNewAddress(database(), 'organisation', slug)).toBeNull();
  });

  test('does not take over the old address of another one', async () => {
    const { id, slug } = await entered();
    await updateOrganisation(
      database(),
      system,
      { id: id, draft: await house({ name: 'Forgó Ház' }) },
      later
    );
    expect((await entered()).slug).toBe(`${slug}-2`);
  });

  test('remembers what was changed, and which contacts went and came', async () => {
    const { id } = await entered();
    const contacts = [{ kind: 'person', value: 'Kiss Anna', visibility: 'internal' }] as const;
    await updateOrganisation(
      database(),
      system,
      { id: id, draft: await house({ kind: 'library', contacts }) },
      later
    );
    expect((await activities()).at(-1)).toMatchObject({
      verb: 'organisation.updated',
      details: {
        kind: ['community_house', 'library'],
        contacts: [[], [{ kind: 'person', value: 'Kiss Anna', visibility: 'internal' }]]
      }
    });
    expect(await findOrganisation(database(), id)).toMatchObject({
      kind: 'library',
      contacts,
      updatedAt: later
    });
  });

  test('that is saved as it was leaves no trace', async () => {
    const { id } = await entered();
    await updateOrganisation(database(), system, { id: id, draft: await house() }, later);
    expect(await activities()).toHaveLength(1);
    expect(await findOrganisation(database(), id)).toMatchObject({ updatedAt: now });
  });

  test('shows internal contacts to colleagues only', async () => {
    const contacts = [{ kind: 'person', value: 'Kiss Anna', visibility: 'internal' }] as const;
    const { id, slug } = await entered({ contacts });
    const member = await personWith('member', id);
    expect((await findOrganisationBySlug(database(), anonymous, slug))?.contacts).toEqual([]);
    expect((await findOrganisationBySlug(database(), member, slug))?.contacts).toEqual(contacts);
  });
});

describe('who may', () => {
  test('nobody without a role enters an organisation or a venue', async () => {
    const { id } = await entered();
    for (const actor of [anonymous, await personWith('member', id)]) {
      expect(await createOrganisation(database(), actor, await house(), now)).toEqual({
        ok: false,
        reason: 'not_yours'
      });
      expect(await createVenue(database(), actor, await hall(null), now)).toEqual({
        ok: false,
        reason: 'not_yours'
      });
    }
    expect(await activities()).toHaveLength(1);
  });

  test('an editor enters another organisation and becomes its owner', async () => {
    const { id } = await entered();
    const editor = await personWith('editor', id);
    const saved = await createOrganisation(database(), editor, await house({ name: 'Hímzőkör' }), now);
    expect(saved.ok).toBe(true);
    const roles = await database()
      .selectFrom('role')
      .select(['kind', 'organisation_id'])
      .where('person_id', '=', editor.kind === 'person' ? editor.id : newId<'person'>())
      .execute();
    expect(roles).toContainEqual({ kind: 'owner', organisation_id: saved.ok ? saved.value.id : null });
  });

  test('an editor changes their own organisation, not another one', async () => {
    const [own, other] = [await entered(), await entered({ name: 'Könyvtár' })];
    const editor = await personWith('editor', own.id);
    const draft = await house({ name: 'Más név' });
    expect((await updateOrganisation(database(), editor, { id: own.id, draft }, later)).ok).toBe(true);
    expect(await updateOrganisation(database(), editor, { id: other.id, draft }, later)).toEqual({
      ok: false,
      reason: 'not_yours'
    });
    expect(await findOrganisation(database(), other.id)).toMatchObject({ name: 'Könyvtár' });
  });

  test('an editor enters venues for their own organisation or for nobody, and gives none away', async () => {
    const [own, other] = [await entered(), await entered({ name: 'Könyvtár' })];
    const editor = await personWith('editor', own.id);
    expect((await createVenue(database(), editor, await hall(null, { name: 'Fő tér' }), now)).ok).toBe(true);
    expect(await createVenue(database(), editor, await hall(other.id), now)).toMatchObject({
      reason: 'not_yours'
    });
    const saved = await createVenue(database(), editor, await hall(own.id), now);
    if (!saved.ok) throw new Error(saved.reason);
    expect(
      await updateVenue(database(), editor, { id: saved.value.id, draft: await hall(other.id) }, later)
    ).toMatchObject({
      reason: 'not_yours'
    });
    const stranger = await personWith('owner', other.id);
    expect(
      await updateVenue(database(), stranger, { id: saved.value.id, draft: await hall(other.id) }, later)
    ).toMatchObject({
      reason: 'not_yours'
    });
    expect(await findVenue(database(), saved.value.id)).toMatchObject({ organisation: { id: own.id } });
  });

  test('what does not exist is not found', async () => {
    expect(
      await updateOrganisation(database(), system, { id: newId(), draft: await house() }, now)
    ).toMatchObject({
      reason: 'not_found'
    });
    expect(
      await updateVenue(database(), system, { id: newId(), draft: await hall(null) }, now)
    ).toMatchObject({
      reason: 'not_found'
    });
  });
});

describe('a venue', () => {
  test('is entered and changed with activities of its organisation', async () => {
    const { id: organisation } = await entered();
    const saved = await createVenue(database(), system, await hall(organisation), now);
    if (!saved.ok) throw new Error(saved.reason);
    expect(saved.value.slug).toBe('nagyterem-szegvar');
    const point = { lat: 46.585, lon: 20.225 };
    await updateVenue(
      database(),
      system,
      { id: saved.value.id, draft: await hall(null, { point, capacity: 80 }) },
      later
    );
    expect(await findVenue(database(), saved.value.id)).toMatchObject({
      point,
      capacity: 80,
      organisation: null
    });
    expect((await activities()).slice(1)).toEqual([
      {
        verb: 'venue.created',
        object_id: saved.value.id,
        organisation_id: organisation,
        details: { name: 'Nagyterem' }
      },
      {
        verb: 'venue.updated',
        object_id: saved.value.id,
        organisation_id: organisation,
        details: {
          organisation: [organisation, null],
          capacity: [120, 80],
          lat: [null, 46.585],
          lon: [null, 20.225]
        }
      }
    ]);
  });
});

describe('a form becomes a draft', () => {
  function form(values: Record<string, string>): FormData {
    const data = new FormData();
    for (const [field, value] of Object.entries(values)) data.set(field, value);
    return data;
  }
  const club = { name: 'Kör', sector: 'civic', kind: 'other', settlement: 'szegvar' };
  const room = { name: 'Terem', kind: 'hall', settlement: 'Szegvár' };

  test('the settlement is found without its accents', async () => {
    expect(await organisationDraft(database(), form(club))).toMatchObject({
      ok: true,
      value: { name: 'Kör', settlement: { name: 'Szegvár' } }
    });
  });

  test('an unknown settlement comes back with what may have been meant, and with all else that is wrong', async () => {
    expect(
      await organisationDraft(database(), form({ ...club, name: '', settlement: 'Szegvr' }))
    ).toMatchObject({
      ok: false,
      errors: [
        { field: 'name', code: 'name_missing' },
        {
          field: 'settlement',
          code: 'settlement_unknown',
          value: 'Szegvr',
          suggestions: expect.arrayContaining(['Szegvár'])
        }
      ]
    });
  });

  test('a missing settlement is told once', async () => {
    expect(await venueDraft(database(), system, form({ ...room, settlement: ' ' }), null)).toEqual({
      ok: false,
      errors: [{ field: 'settlement', code: 'settlement_missing' }]
    });
  });

  test('an organisation that does not exist or is not theirs is refused, whatever was sent', async () => {
    const { id } = await entered();
    const stranger = await personWith('editor', (await entered()).id);
    const refused = { ok: false, errors: [{ field: 'organisation', code: 'organisation_unknown' }] };
    for (const organisation of [newId(), 'x', "' or 1=1"])
      expect(await venueDraft(database(), system, form({ ...room, organisation }), null)).toMatchObject(
        refused
      );
    expect(await venueDraft(database(), stranger, form({ ...room, organisation: id }), null)).toMatchObject(
      refused
    );
    expect(await venueDraft(database(), system, form({ ...room, organisation: id }), null)).toMatchObject({
      ok: true,
      value: { organisation: id }
    });
  });
});
