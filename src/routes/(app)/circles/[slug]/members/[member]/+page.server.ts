import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { memberSaid } from '#lib/domains/circles/circle-words.ts';
import { handleMemberChange, memberToChange } from '#lib/domains/circles/member-form.server.ts';
import { leaveCircle } from '#lib/domains/circles/members.server.ts';
import type { Circle, Member } from '#lib/domains/circles/model.ts';
import { hearsOf, runsCircle, seatsOf } from '#lib/domains/circles/policy.ts';
import { findMember } from '#lib/domains/circles/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../../../history.ts';
import { wordsIn } from '../../../../../../words.ts';
import { circleFor } from '../../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const { circle, member, runs } = await seatFor(db, actor, params, words);
  return {
    circle: { slug: circle.slug, name: circle.name },
    said: memberSaid(member),
    office: member.office,
    runs,
    values: await memberToChange(db, member)
  };
};

export const actions: Actions = {
  save: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle, member, runs } = await seatFor(db, actor, params, words);
    const form = await request.formData();
    if (!runs) form.set('organisation', (await memberToChange(db, member))['organisation'] ?? '');
    const done = await handleMemberChange(db, actor, { form, before: member }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done) {
      const { values, errors, meanwhile } = done;
      const since = meanwhile && { object: circle.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      const shown = { values, errors, conflicts: meanwhile?.conflicts ?? [], entries, refused: false };
      return meanwhile || errors.length > 0 ? fail(meanwhile ? 409 : 400, shown) : shown;
    }
    setFlash(cookies, words.t(done.saved.merged ? 'meanwhile.merged' : 'circles.member.saved'));
    redirect(303, words.href(`/circles/${circle.slug}/members`));
  },
  leave: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { circle, member } = await seatFor(db, actor, params, words);
    const left = await leaveCircle(db, actor, member.id, now);
    if (!left.ok && left.reason === 'not_found') error(404, words.t('house.error.notFound'));
    if (!left.ok)
      return fail(409, {
        values: await memberToChange(db, member),
        errors: [],
        conflicts: [],
        entries: null,
        refused: true
      });
    setFlash(cookies, words.t('circles.member.leftNow'));
    redirect(303, words.href(circle.publicPage ? `/circles/${circle.slug}` : '/circles'));
  }
};

/** Theirs, or of a circle that they run. */
async function seatFor(
  db: Database,
  actor: Actor,
  { slug, member: id }: { slug: string; member: string },
  words: Words
): Promise<{ circle: Circle; member: Member; runs: boolean }> {
  const { circle, offices } = await circleFor(db, actor, { slug, words, may: hearsOf });
  const member = await findMember(db, id);
  const runs = runsCircle(actor, offices);
  const own = seatsOf(actor, offices).some((seat) => seat.id === id);
  if (!member || member.circleId !== circle.id || member.leftOn !== null || !(runs || own))
    error(404, words.t('house.error.notFound'));
  return { circle, member, runs };
}
