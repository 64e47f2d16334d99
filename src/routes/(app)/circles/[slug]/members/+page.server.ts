import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Shown } from '#lib/domains/circles/form.server.ts';
import {
  handleNewMember,
  handlePasted,
  handlePlaces,
  organisationsAround
} from '#lib/domains/circles/member-form.server.ts';
import { forgetMember } from '#lib/domains/circles/members.server.ts';
import { memberSaid } from '#lib/domains/circles/circle-words.ts';
import { runsCircle, seatsOf, seesInside } from '#lib/domains/circles/policy.ts';
import { listMembers, listPastMembers } from '#lib/domains/circles/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  const { circle, offices } = await circleFor(db, actor, { slug: params.slug, words, may: seesInside });
  const runs = runsCircle(actor, offices);
  const own = new Set(seatsOf(actor, offices).map(({ id }) => id));
  const members = await listMembers(db, circle.id);
  return {
    circle: { slug: circle.slug, name: circle.name },
    runs,
    members: members.map(({ id, office, organisation, name, email, phone, joinedOn, settlement }) => ({
      ...{ id, office, organisation, name, email, phone, joinedOn },
      settlement: settlement?.name ?? null,
      mayChange: runs || own.has(id)
    })),
    past: runs
      ? (await listPastMembers(db, circle.id)).map((member) => ({
          id: member.id,
          said: memberSaid(member) || words.t('circles.member.nameless'),
          leftOn: member.leftOn ?? '',
          known: member.name !== null || member.ownEmail !== null
        }))
      : [],
    around: runs ? await organisationsAround(db, circle) : [],
    // Each form has a key of its own: three may stand open at once.
    once: [newOnceKey(now), newOnceKey(now), newOnceKey(now)] as const
  };
};

export const actions: Actions = {
  add: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const form = await request.formData();
    const done = await handleNewMember(db, actor, { form, circle: circle.id, locale }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) return answer('add', done);
    setFlash(cookies, words.t('circles.member.added', { count: 1 }));
    redirect(303, words.href(`/circles/${circle.slug}/members`));
  },
  paste: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const form = await request.formData();
    const done = await handlePasted(db, actor, { form, circle: circle.id, locale }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) return answer('paste', done);
    setFlash(cookies, addedSaid(words, done));
    redirect(303, words.href(`/circles/${circle.slug}/members`));
  },
  around: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const form = await request.formData();
    const done = await handlePlaces(db, actor, { form, circle: circle.id, locale }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) return answer('around', done);
    setFlash(cookies, addedSaid(words, done));
    redirect(303, words.href(`/circles/${circle.slug}/members`));
  },
  forget: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const id = String((await request.formData()).get('member') ?? '');
    const done = await forgetMember(db, actor, { circle: circle.id, id }, now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('circles.member.forgotten'));
    redirect(303, words.href(`/circles/${circle.slug}/members`));
  }
};

function answer(which: 'add' | 'paste' | 'around', { values, errors }: Shown) {
  const shown = { which, values, errors };
  return errors.length > 0 ? fail(400, shown) : shown;
}

function addedSaid(words: Words, { added, taken }: { added: number; taken: readonly string[] }): string {
  return (
    words.t('circles.member.added', { count: added }) +
    words.t('circles.member.takenToo', { count: taken.length })
  );
}
