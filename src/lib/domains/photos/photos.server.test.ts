// Photos of a record: who may, in what order, taken off and put back, what is told of it, and what goes with the record.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { useDatabase } from '#tests/db.ts';
import { declaredTables, rankedDomains } from '../../../house.server.ts';
import { findOwner, findVisiblePhoto, forgetStrayPhotos } from '../../../photographed.ts';
import { wordsIn } from '../../../words.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import { anonymous, type Actor, type Role } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { gatherHistory } from '#lib/platform/history.server.ts';
import type { EncodedPhoto } from '#lib/platform/photos/photo-sizes.ts';
import { eraseByDeclaration } from '#lib/platform/privacy/erase.server.ts';
import { forgetByDeclaration } from '#lib/platform/privacy/retention.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { mostPhotos, type PhotoTexts } from './model.ts';
import {
  addPhoto,
  describePhoto,
  forgetPhoto,
  movePhoto,
  removePhoto,
  restorePhoto,
  type Owner
} from './operations.server.ts';
import { countPhotos, findPhoto, listPhotos, readPhotoFile } from './queries.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
let house = '';
let hall = '';
let editor: Actor;
let owner: Owner;
let people = 0;

const photo: EncodedPhoto = {
  colour: '#336699',
  files: [
    { size: 400, width: 400, height: 300, bytes: Uint8Array.of(1, 2, 0, 255) },
    { size: 800, width: 640, height: 480, bytes: Uint8Array.of(3, 4) }
  ]
};

beforeAll(async () => {
  const context = { now, today: '2026-11-21', seed: 1 };
  await inTransaction(database(), async (tx) => {
    await places.sample?.(tx, context);
    await registry.sample?.(tx, context);
  });
  house = (await sampleIds(database())).organisations.get('szegvar-muvhaz') ?? '';
  const venue = await database()
    .selectFrom('venue')
    .select('slug')
    .where('organisation_id', '=', house as never)
    .orderBy('slug')
    .executeTakeFirstOrThrow();
  hall = venue.slug;
});

beforeEach(async () => {
  editor = await personWith([{ kind: 'editor', organisation: house }]);
  owner = await ownerFor(editor);
});

async function personWith(roles: readonly Role[]): Promise<Actor & { kind: 'person' }> {
  const name = 'Képes Klára';
  const email = `klara${++people}@kepes.example`;
  const id = await addPerson(database(), { name, email, roles: [...roles] }, now);
  return { kind: 'person', id, name, roles };
}

async function ownerFor(actor: Actor): Promise<Owner> {
  const found = await findOwner(database(), actor, { path: 'venues', slug: hall });
  if (!found) throw new Error('no owner');
  return found;
}

function texts(alt: string, more: Partial<PhotoTexts> = {}): PhotoTexts {
  return { alt, caption: null, credit: null, licence: null, ...more };
}

async function added(alt: string, more: Partial<PhotoTexts> = {}): Promise<string> {
  const saved = await addPhoto(database(), editor, { owner, photo, texts: texts(alt, more) }, now);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.value.id;
}

const recordOf = ({ of, record }: Owner) => ({ kind: of.kind, id: record.id });
const listed = async (removed = false): Promise<string[]> =>
  (await listPhotos(database(), recordOf(owner), { removed })).map(({ alt }) => alt);

describe('whoever keeps the record true', () => {
  test('puts photos up, in order, and their pictures come back as they went in', async () => {
    const first = await added('Az udvar a nagy diófával');
    await added('A nagyterem, ahogy a színpadról látszik');
    expect(await listed()).toEqual(['Az udvar a nagy diófával', 'A nagyterem, ahogy a színpadról látszik']);
    expect(await readPhotoFile(database(), first as never, 400)).toEqual(Uint8Array.of(1, 2, 0, 255));
    expect(await readPhotoFile(database(), first as never, 1600)).toBeNull();
    expect((await findPhoto(database(), first))?.files).toEqual([
      { size: 400, width: 400, height: 300 },
      { size: 800, width: 640, height: 480 }
    ]);
    expect(await countPhotos(database())).toEqual({ photos: 2, bytes: 12 });
  });

  test('puts another one first', async () => {
    await added('az első kép');
    await added('a második kép');
    const third = await added('a harmadik kép');
    const move = (where: 'earlier' | 'later') =>
      movePhoto(database(), editor, { owner, id: third, where }, now);
    await move('earlier');
    expect(await listed()).toEqual(['az első kép', 'a harmadik kép', 'a második kép']);
    await move('earlier');
    // Before the first there is nothing.
    await move('earlier');
    expect(await listed()).toEqual(['a harmadik kép', 'az első kép', 'a második kép']);
    await move('later');
    expect(await listed()).toEqual(['az első kép', 'a harmadik kép', 'a második kép']);
  });

  test('takes one off and puts it back, at the end', async () => {
    const first = await added('az első kép');
    await added('a második kép');
    await removePhoto(database(), editor, { owner, id: first }, now);
    // A second press changes nothing.
    await removePhoto(database(), editor, { owner, id: first }, new Date(now.getTime() + 1000));
    expect([await listed(), await listed(true)]).toEqual([['a második kép'], ['az első kép']]);
    expect(await findVisiblePhoto(database(), anonymous, first)).toBeNull();
    await restorePhoto(database(), editor, { owner, id: first }, now);
    expect([await listed(), await listed(true)]).toEqual([['a második kép', 'az első kép'], []]);
    expect((await findVisiblePhoto(database(), anonymous, first))?.id).toBe(first);
  });

  test('deletes for good only what was taken off', async () => {
    const id = await added('az első kép');
    expect(await forgetPhoto(database(), editor, { owner, id }, now)).toEqual({
      ok: false,
      reason: 'not_found'
    });
    await removePhoto(database(), editor, { owner, id }, now);
    await forgetPhoto(database(), editor, { owner, id }, now);
    expect(await countPhotos(database())).toEqual({ photos: 0, bytes: 0 });
  });

  test('meets an end: a record has so many photos, also when two are put up at once', async () => {
    for (let count = 1; count < mostPhotos; count++) await added(`kép a helyről: ${count}.`);
    const both = await Promise.all(
      ['az utolsó', 'az utolsó utáni'].map((alt) =>
        addPhoto(database(), editor, { owner, photo, texts: texts(alt) }, now)
      )
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listed()).toHaveLength(mostPhotos);
    const [one] = await listPhotos(database(), recordOf(owner));
    await removePhoto(database(), editor, { owner, id: one!.id }, now);
    await added('ami a helyére került');
    expect(await restorePhoto(database(), editor, { owner, id: one!.id }, now)).toEqual({
      ok: false,
      reason: 'too_many'
    });
  });
});

describe('whoever has nothing to do with the record', () => {
  test('finds no page for its photos and changes none', async () => {
    const id = await added('az első kép');
    const strangers: Actor[] = [
      anonymous,
      await personWith([{ kind: 'member', organisation: house }]),
      await personWith([])
    ];
    for (const stranger of strangers) {
      expect(await findOwner(database(), stranger, { path: 'venues', slug: hall })).toBeNull();
      const record = (await owner.of.find(database(), stranger, { slug: hall }))!;
      expect(record.mayChange).toBe(false);
      const theirs: Owner = { of: owner.of, record };
      const tries = [
        addPhoto(database(), stranger, { owner: theirs, photo, texts: texts('idegen kép') }, now),
        describePhoto(database(), stranger, { owner: theirs, id, texts: texts('idegen szöveg') }, now),
        movePhoto(database(), stranger, { owner: theirs, id, where: 'later' }, now),
        removePhoto(database(), stranger, { owner: theirs, id }, now),
        restorePhoto(database(), stranger, { owner: theirs, id }, now),
        forgetPhoto(database(), stranger, { owner: theirs, id }, now)
      ];
      for (const tried of await Promise.all(tries)) expect(tried).toEqual({ ok: false, reason: 'not_found' });
    }
    expect(await listed()).toEqual(['az első kép']);
  });

  test('changes no photo through a record of their own', async () => {
    const id = await added('az első kép');
    const own = await findOwner(database(), editor, {
      path: 'organisations',
      slug: (
        await database()
          .selectFrom('organisation')
          .select('slug')
          .where('id', '=', house as never)
          .executeTakeFirstOrThrow()
      ).slug
    });
    expect(await removePhoto(database(), editor, { owner: own!, id }, now)).toEqual({
      ok: false,
      reason: 'not_found'
    });
  });
});

describe('the page of the record', () => {
  const sections = async (actor: Actor) =>
    gatherSections(database(), rankedDomains, 'venue', {
      id: owner.record.id,
      slug: hall,
      actor,
      words: await wordsIn('hu'),
      now
    });
  const photosIn = async (actor: Actor) => (await sections(actor)).find(({ title }) => title === 'Képek');

  test('says nothing of photos to visitors where there is none, and asks those who may for one', async () => {
    expect(await photosIn(anonymous)).toBeUndefined();
    expect((await photosIn(editor))?.actions).toEqual([
      { href: `/kepek/helyszinek/${hall}`, label: 'Kép hozzáadása' }
    ]);
  });

  test('shows them with what they show, their caption and their maker', async () => {
    const id = await added('A nagyterem a színpadról', {
      caption: 'Felújítás után',
      credit: 'Fényes Flóra',
      licence: 'cc_by'
    });
    const section = await photosIn(anonymous);
    expect(section?.actions).toBeUndefined();
    expect(section?.pictures).toEqual([
      {
        sizes: [
          { src: `/photos/${id}/400`, width: 400, height: 300 },
          { src: `/photos/${id}/800`, width: 640, height: 480 }
        ],
        alt: 'A nagyterem a színpadról',
        caption: 'Felújítás után · Készítette: Fényes Flóra, CC BY 4.0',
        colour: '#336699'
      }
    ]);
  });
});

describe('what happened', () => {
  test.each(['hu', 'en'] as const)('reads in the history of the record, in %s', async (locale) => {
    let minute = 0;
    const then = (): Date => new Date(now.getTime() + ++minute * 60_000);
    const db = database();
    const described = texts('a nagyterem', { licence: 'cc0' });
    const id = await added('az első kép');
    await describePhoto(db, editor, { owner, id, texts: described }, then());
    // The same once more is no change.
    await describePhoto(db, editor, { owner, id, texts: described }, then());
    await addPhoto(db, editor, { owner, photo, texts: texts('a második kép') }, then());
    await movePhoto(db, editor, { owner, id, where: 'later' }, then());
    await removePhoto(db, editor, { owner, id }, then());
    await restorePhoto(db, editor, { owner, id }, then());
    await removePhoto(db, editor, { owner, id }, then());
    await forgetPhoto(db, editor, { owner, id }, then());
    const { entries } = await gatherHistory(
      database(),
      { domains: rankedDomains, namePeople: async () => new Map() },
      { object: owner.record.id, words: await wordsIn(locale), page: 1 }
    );
    const told = entries.map(({ sentence }) => sentence).reverse();
    expect(told).toEqual(
      locale === 'hu'
        ? [
            'Feltöltött egy képet: „az első kép”.',
            'Módosította egy kép szövegeit: „a nagyterem”.',
            'Feltöltött egy képet: „a második kép”.',
            'Áthelyezett egy képet: „a nagyterem”.',
            'Levett egy képet: „a nagyterem”.',
            'Visszatett egy képet: „a nagyterem”.',
            'Levett egy képet: „a nagyterem”.',
            'Véglegesen törölt egy levett képet.'
          ]
        : [
            'Put up a photo: “az első kép”.',
            'Changed the texts of a photo: “a nagyterem”.',
            'Put up a photo: “a második kép”.',
            'Moved a photo: “a nagyterem”.',
            'Took a photo off: “a nagyterem”.',
            'Put a photo back: “a nagyterem”.',
            'Took a photo off: “a nagyterem”.',
            'Deleted for good a photo that had been taken off.'
          ]
    );
    const changed = entries.find(({ changes }) => changes.length > 0)!;
    expect(changed.changes.map(({ before, after }) => [before, after])).toEqual([
      ['az első kép', 'a nagyterem'],
      [null, 'CC0']
    ]);
  });
});

describe('in time', () => {
  test('photos that were taken off are forgotten after thirty days, others stay', async () => {
    const gone = await added('az első kép');
    await added('a második kép');
    await removePhoto(database(), editor, { owner, id: gone }, now);
    const tables = { photo: declaredTables['photo']! };
    const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
    await forgetByDeclaration(database(), tables, days(29));
    expect(await listed(true)).toEqual(['az első kép']);
    await forgetByDeclaration(database(), tables, days(31));
    expect([await listed(), await listed(true)]).toEqual([['a második kép'], []]);
    expect((await countPhotos(database())).bytes).toBe(6);
  });

  test('photos go after the record that they show, and no others do', async () => {
    await added('a nagyterem');
    const lost = await added('egy megszűnt helyszín');
    await sql`update photo set record_id = gen_random_uuid() where id = ${lost}`.execute(database());
    expect(await forgetStrayPhotos(database())).toBe(1);
    expect(await listed()).toEqual(['a nagyterem']);
    expect(await findPhoto(database(), lost)).toBeNull();
  });

  test('who put it up is forgotten with the account, and a name in what is said of it as well', async () => {
    const id = await added('Képes Klára a színpadon', { credit: 'Képes Klára' });
    if (editor.kind !== 'person') throw new Error('no person');
    await eraseByDeclaration(database(), declaredTables, {
      id: editor.id,
      name: editor.name,
      emails: [`klara${people}@kepes.example`]
    } as never);
    const row = await database()
      .selectFrom('photo')
      .select(['person_id', 'alt', 'credit'])
      .where('id', '=', id as never)
      .executeTakeFirstOrThrow();
    expect(row.person_id).toBeNull();
    expect(`${row.alt} ${row.credit}`).not.toContain('Klára');
  });
});
