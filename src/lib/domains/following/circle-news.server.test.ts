// Those who follow a circle hear of its meetings once each, and nothing of a circle that is not for everybody.
import { beforeEach, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { insertCircle } from '#lib/domains/circles/operations.server.ts';
import { addPerson } from '#lib/domains/people/operations.server.ts';
import type { Person } from '#lib/platform/actor.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { tellOfCircle } from './circle-news.server.ts';
import { endFollowing, follow } from './operations.server.ts';
import { listFollowings } from './queries.server.ts';
import { findAbout } from './target.server.ts';

const database = useDatabase();
const now = new Date('2026-11-21T10:00:00Z');
let circle = { id: '', slug: '' };
let reader: Person;

beforeEach(async () => {
  circle = await insertCircle(
    database(),
    {
      facts: {
        ...{ name: 'Szegvári Kör', purpose: 'Beszélgetünk.', about: null, settlement: null },
        ...{ territory: { kind: 'settlements', settlements: [] }, foundedOn: '2026-11-01' },
        ...{ publicPage: true, showsMembers: true, showsAgenda: false, showsDecisions: false },
        ...{ showsTasks: false, takesQuestions: true, silenceDays: 8 }
      },
      source: 'entered'
    },
    now
  );
  const id = await addPerson(database(), { name: 'Olvasó Olga', email: 'olga@lako.example', roles: [] }, now);
  reader = { kind: 'person', id, name: 'Olvasó Olga', roles: [] };
  await follow(database(), reader, { target: { kind: 'circle', circle: circle.id }, locale: 'hu' }, now);
});

function activity(verb: string, meeting: string): Activity {
  return {
    ...{ id: newId<'activity'>(now), at: now, person_id: null, on_behalf_of: null, done_as: 'system' },
    ...{ verb, object_kind: 'meeting', object_id: meeting, dispatched: false },
    details: { circle: circle.id }
  };
}

const subjects = async () => {
  const mails = await database().selectFrom('mail').select('content').orderBy('id').execute();
  return mails.map(({ content }) => JSON.stringify(content?.subject));
};

test('one letter for each meeting and its minutes, however often they are told of', async () => {
  const meeting = newId<'meeting'>(now);
  await tellOfCircle(database(), activity('meeting.invited', meeting), now);
  await tellOfCircle(database(), activity('meeting.invited', meeting), now);
  expect(await subjects()).toHaveLength(1);
  await tellOfCircle(database(), activity('minutes.published', meeting), now);
  expect(await subjects()).toHaveLength(2);
});

test('a circle that is not public tells nobody, and is nothing to follow', async () => {
  await database().updateTable('circle').set({ public_page: false }).execute();
  await tellOfCircle(database(), activity('meeting.invited', newId<'meeting'>(now)), now);
  expect(await subjects()).toEqual([]);
  const wanted = new URLSearchParams({ circle: circle.slug });
  expect(await findAbout(database(), reader, wanted)).toBeNull();
});

test('it is listed with what else is followed, and ended there', async () => {
  const holder = { person: reader.id, email: null };
  const [own] = await listFollowings(database(), holder);
  expect(own).toMatchObject({ kind: 'circle', name: 'Szegvári Kör', slug: circle.slug, rhythm: null });
  await endFollowing(database(), holder, own?.id ?? '', now);
  await tellOfCircle(database(), activity('meeting.invited', newId<'meeting'>(now)), now);
  expect(await subjects()).toEqual([]);
});
