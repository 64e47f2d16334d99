import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { decidingOffices } from '#lib/domains/circles/model.ts';
import { seatsOf } from '#lib/domains/circles/policy.ts';
import {
  listVoices,
  sendMinutes,
  settleCorrection,
  voiceMinutes
} from '#lib/domains/minutes/minutes.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { maySeeMinutes, meetingAsked, minutesFor } from '../../../../../../minutes-pages.server.ts';

export const load: PageServerLoad = async (event) => {
  const { db, actor, now } = event.locals;
  const { found, words, key } = await meetingAsked(event, maySeeMinutes);
  const { circle, meeting, minutes, offices, runs, hears, seat } = found;
  const { view, record } = await minutesFor(db, found, words);
  const own = seat ?? seatsOf(actor, offices).find(({ role }) => decidingOffices.includes(role))?.id ?? null;
  const decides = offices.members.some(({ id, role }) => id === own && decidingOffices.includes(role));
  const voices = hears && minutes ? await listVoices(db, meeting.id, minutes.version) : [];
  const nameOf = new Map(record.attendees.map(({ member, name }) => [member, name]));
  return {
    circle: { slug: circle.slug, name: circle.name, silenceDays: circle.silenceDays },
    meeting: { id: meeting.id, number: meeting.number, title: meeting.title, startsAt: meeting.startsAt },
    view,
    key,
    runs,
    begun: meeting.startsAt <= now,
    // Whoever writes minutes may have typed them on this machine.
    keptBy: runs && actor.kind === 'person' ? actor.id : null,
    there: record.attendees.filter(({ presence }) => presence === 'present' || presence === 'remote').length,
    minutes: minutes && {
      state: minutes.state,
      version: minutes.version,
      sentAt: minutes.sent_at,
      silentUntil: minutes.silent_until,
      approvedAt: minutes.approved_at,
      changed: minutes.changed
    },
    mayVoice: decides && minutes?.state === 'sent' && !voices.some(({ member }) => member === own),
    approvals: voices.filter(({ voice }) => voice === 'approved').length,
    corrections: hears
      ? voices
          .filter(({ voice }) => voice === 'correction')
          .map(({ member, note, settled }) => ({ member, note, settled, who: nameOf.get(member) ?? '–' }))
      : []
  };
};

export const actions: Actions = {
  async send(event) {
    const { db, actor, now } = event.locals;
    const { found, words } = await meetingAsked(event, ({ runs }) => runs);
    const sent = await sendMinutes(db, actor, found, now);
    if (!sent.ok && sent.reason === 'not_yours') error(404, words.t('house.error.notFound'));
    if (!sent.ok) return fail(422, { error: words.t(`minutes.page.refused.${sent.reason}`) });
    const { mails, silentUntil } = sent.value;
    setFlash(
      event.cookies,
      words.t('minutes.page.sent', { count: mails, day: words.date(silentUntil, 'until') })
    );
    redirect(303, event.url.pathname);
  },
  async voice(event) {
    const { db, actor, now } = event.locals;
    const { found, words, key } = await meetingAsked(event, ({ hears }) => hears);
    const form = await event.request.formData();
    const voice = form.get('voice') === 'correction' ? 'correction' : 'approved';
    const note = String(form.get('note') ?? '').trim() || null;
    const done = await voiceMinutes(db, actor, { ...found, voice, note }, now);
    if (!done.ok && done.reason === 'not_yours') error(404, words.t('house.error.notFound'));
    if (!done.ok && done.reason === 'note_missing')
      return fail(422, { noteError: words.t('minutes.link.noteMissing') });
    setFlash(
      event.cookies,
      words.t(
        !done.ok
          ? 'minutes.link.approved'
          : voice === 'approved'
            ? 'minutes.link.thanks'
            : 'minutes.link.corrected'
      )
    );
    redirect(303, event.url.pathname + (key ? `?key=${encodeURIComponent(key)}` : ''));
  },
  async settle(event) {
    const { db, actor, now } = event.locals;
    const { found } = await meetingAsked(event, ({ runs }) => runs);
    const form = await event.request.formData();
    await settleCorrection(db, actor, { ...found, member: String(form.get('member') ?? '') }, now);
    redirect(303, event.url.pathname);
  }
};
