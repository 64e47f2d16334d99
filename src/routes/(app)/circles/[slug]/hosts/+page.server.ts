import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { askHost, proposeHosts, setHost } from '#lib/domains/meetings/hosts.server.ts';
import { hostReasons } from '#lib/domains/meetings/host-words.ts';
import { decidingRoles } from '#lib/domains/meetings/model.ts';
import { canCall, canSeeInside } from '#lib/domains/meetings/policy.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  const { circle, offices } = await circleFor(db, actor, { slug: params.slug, words, may: canSeeInside });
  const members = await listMembers(db, circle.id);
  const nameOf = (id: string): string => {
    const member = members.find((each) => each.id === id);
    return member?.organisation?.name ?? member?.name ?? '–';
  };
  const proposals = await proposeHosts(db, { circle: circle.id }, now);
  return {
    circle: { slug: circle.slug, name: circle.name },
    runs: canCall(actor, offices),
    members: members
      .filter(({ office }) => decidingRoles.includes(office))
      .map(({ id }) => ({ value: id, label: nameOf(id) })),
    proposals: proposals.map(({ meeting, member, reasons, kilometres, ask }) => ({
      meeting: { id: meeting.id, number: meeting.number, title: meeting.title, starts: meeting.starts },
      member: member && {
        id: member.id,
        name: nameOf(member.id),
        settlement: member.settlement?.name ?? null
      },
      settled: meeting.host !== null && meeting.host.id === member?.id,
      asked: ask === 'asked',
      reachable: Boolean(member?.email),
      kilometres: Math.round(kilometres),
      reasons: meeting.host ? [] : hostReasons(words, reasons, nameOf)
    })),
    placeless: members.filter(
      ({ office, settlement }) => decidingRoles.includes(office) && settlement?.lat == null
    ).length
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: canCall });
    const form = await request.formData();
    const meeting = String(form.get('meeting') ?? '');
    const member = String(form.get('member') ?? '');
    const act = form.get('act');
    const done =
      act === 'ask'
        ? await askHost(db, actor, { meeting, member }, now)
        : await setHost(db, actor, { meeting, member: member || null }, now);
    if (!done.ok && done.reason !== 'unreachable') error(404, words.t('house.error.notFound'));
    setFlash(
      cookies,
      !done.ok
        ? words.t('meetings.hosts.unreachable')
        : 'name' in done.value
          ? words.t('meetings.hosts.wasAsked', { who: done.value.name })
          : words.t('meetings.hosts.wasSet')
    );
    redirect(303, words.href(`/circles/${circle.slug}/hosts`));
  }
};
