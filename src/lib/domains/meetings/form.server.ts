// What the forms of meetings show and answer: names looked up, saved, or shown again with what is wrong.
import { dayOf, defaultZone, addLocalMinutes, weekdayOf } from '#lib/core/time.ts';
import { choiceIn } from '#lib/core/recurrence-choice.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { findByName, labelsOf } from '#lib/domains/registry/names.server.ts';
import { answerByToken, answerInAccount, type Answer, type AnswerTaken } from './answer.server.ts';
import {
  meetingZone,
  readAnswerForm,
  readMeetingForm,
  readSeriesForm,
  textsOf,
  type AnswerDraft,
  type FieldError,
  type MeetingDraft
} from './input.ts';
import type { Invitee } from './invitees.server.ts';
import { callMeeting, changeMeeting } from './operations.server.ts';
import { findMeetingById, findSeries, type FullMeeting, type FullSeries } from './queries.server.ts';
import { previewSeries, printOf, setSeries } from './series.server.ts';
import type { SeriesChange } from './series.ts';

export interface Shown {
  readonly values: Record<string, string>;
  readonly errors: readonly FieldError[];
}

/** A single meeting begins as the circle's last ones were. */
export async function emptyMeeting(
  db: Database,
  { circle, day, time }: { circle: string; day: string | null; time: string | null }
): Promise<Record<string, string>> {
  const series = await findSeries(db, circle);
  const starts = time ?? series?.starts.slice(11) ?? '16:00';
  return {
    title: series?.title ?? '',
    date: day ?? '',
    time: starts,
    end_time: addLocalMinutes(`2000-01-01T${starts}`, series?.minutes ?? 120).slice(11),
    quorum: series?.quorum ? String(series.quorum) : '',
    remote: series?.remote ?? '',
    public: 'yes'
  };
}

/** @param starts the local time that the form offers: its own, or one that was found for it */
export async function meetingToChange(
  db: Database,
  meeting: FullMeeting,
  starts = meeting.starts
): Promise<Record<string, string>> {
  const begun = await begunFrom(db, meeting);
  return { ...(await meetingValues(db, { ...meeting, starts })), [begunField]: begunText(begun) };
}

async function meetingValues(db: Database, meeting: FullMeeting): Promise<Record<string, string>> {
  const { starts } = meeting;
  const [label] = meeting.venue ? await labelsOf(db, 'venue', [meeting.venue.id]) : [];
  return {
    title: meeting.title,
    date: starts.slice(0, 10),
    time: starts.slice(11),
    end_time: addLocalMinutes(starts, meeting.minutes).slice(11),
    venue: label?.label ?? '',
    settlement: meeting.venue ? '' : (meeting.settlement?.name ?? ''),
    place: meeting.place ?? '',
    remote: meeting.remote ?? '',
    quorum: meeting.quorum ? String(meeting.quorum) : '',
    public: meeting.public ? 'yes' : ''
  };
}

async function begunFrom(db: Database, meeting: FullMeeting): Promise<Begun> {
  const values = Object.entries(await meetingValues(db, meeting));
  return {
    at: meeting.updatedAt,
    // A box that is not ticked is not sent.
    fields: new Map(values.map(([field, text]) => [field, field === 'public' && text === '' ? [] : [text]]))
  };
}

export async function handleNewMeeting(
  db: Database,
  actor: Actor,
  { form, circle }: { form: FormData; circle: string },
  now: Date
): Promise<{ saved: { number: number } } | Shown | { hidden: true }> {
  const draft = await draftFrom(db, form, now);
  if (!draft.ok) return { values: textsOf(form), errors: draft.errors };
  const made = await actOnce(db, actor, { form, now }, (tx) =>
    callMeeting(tx, actor, { circle, draft: draft.value }, now)
  );
  if (made.ok) return { saved: { number: made.value.number } };
  return made.reason === 'past'
    ? { values: textsOf(form), errors: [{ field: 'date', code: 'past' }] }
    : { hidden: true };
}

export async function handleMeetingChange(
  db: Database,
  actor: Actor,
  { form, meeting }: { form: FormData; meeting: FullMeeting },
  now: Date
): Promise<
  | { saved: { told: number; merged: boolean } }
  | (Shown & { meanwhile: { conflicts: readonly string[]; since: Date } | null })
  | { hidden: true }
> {
  const over = await saveOver<{ told: number } | Shown | null>(form, {
    groups: [
      ['date', 'time', 'end_time'],
      ['venue', 'settlement', 'place']
    ],
    current: async () => begunFrom(db, (await findMeetingById(db, meeting.id)) ?? meeting),
    save: async (sent, from) => {
      const draft = await draftFrom(db, sent, now);
      if (!draft.ok) return { values: textsOf(sent), errors: draft.errors };
      const reason =
        String(sent.get('reason') ?? '')
          .trim()
          .slice(0, 500) || null;
      const done = await changeMeeting(db, actor, { id: meeting.id, draft: draft.value, reason, from }, now);
      if (done.ok) return { told: done.value.told };
      if (done.reason === 'changed_meanwhile') return done.reason;
      return done.reason === 'past'
        ? { values: textsOf(sent), errors: [{ field: 'date', code: 'past' }] }
        : null;
    }
  });
  if (!('answer' in over))
    return {
      ...{ values: textsOf(over.form), errors: [] },
      meanwhile: { conflicts: over.conflicts, since: over.since }
    };
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  return 'told' in answer ? { saved: { told: answer.told, merged } } : { ...answer, meanwhile: null };
}

async function draftFrom(
  db: Database,
  form: FormData,
  now: Date
): Promise<{ ok: true; value: MeetingDraft } | { ok: false; errors: FieldError[] }> {
  const read = readMeetingForm(form, dayOf(now, meetingZone));
  if (!read.ok) return read;
  const { venueName, settlementName, ...typed } = read.value;
  const venue = venueName === '' ? null : await findByName(db, 'venue', venueName);
  if (venue && !venue.ok) return { ok: false, errors: [{ field: 'venue', code: 'venue_unknown' }] };
  const settlement = venue ? null : await settlementNamed(db, settlementName);
  if (settlement === undefined)
    return { ok: false, errors: [{ field: 'settlement', code: 'settlement_unknown' }] };
  return {
    ok: true,
    value: {
      ...typed,
      zone: meetingZone,
      venue: venue?.value.id ?? null,
      settlement,
      place: venue ? null : typed.place
    }
  };
}

/** Null where nothing was typed, undefined where there is no such place. */
async function settlementNamed(db: Database, name: string): Promise<string | null | undefined> {
  if (name === '') return null;
  const found = (await loadSettlementFinder(db)).find({ name });
  return found.ok ? found.value.id : undefined;
}

/** The form of the rule as it stands now, or as most circles begin. */
export async function ruleToChange(db: Database, series: FullSeries | null): Promise<Record<string, string>> {
  const choice = series ? choiceIn(series.rule) : null;
  const [label] = series?.venue ? await labelsOf(db, 'venue', [series.venue]) : [];
  const starts = series?.starts ?? '2000-01-04T16:00';
  return {
    kind: choice?.kind === 'weekly' ? 'weekly' : 'monthly',
    months: choice?.kind === 'monthly_weekday' ? String(choice.every) : '3',
    weeks: choice?.kind === 'weekly' ? String(choice.every) : '2',
    nth: choice?.kind === 'monthly_weekday' ? String(choice.nth) : '1',
    weekday: String(choice?.kind === 'monthly_weekday' ? choice.weekday : weekdayOf(starts.slice(0, 10))),
    from: '',
    time: starts.slice(11),
    end_time: addLocalMinutes(starts, series?.minutes ?? 120).slice(11),
    title: series?.title ?? '',
    hosting: series?.hosting ?? 'rotating',
    venue: label?.label ?? '',
    quorum: series?.quorum ? String(series.quorum) : '',
    remote: series?.remote ?? '',
    invite_days: String(series?.inviteDays ?? 21),
    public: series === null || series.public ? 'yes' : ''
  };
}

/** First what it would move, then, with what was shown posted again, done. */
export async function handleRule(
  db: Database,
  actor: Actor,
  { form, circle }: { form: FormData; circle: string },
  now: Date
): Promise<
  | { saved: SeriesChange }
  | (Shown & { preview: SeriesChange; shown: string; again: boolean })
  | Shown
  | { hidden: true }
> {
  const read = readSeriesForm(form, dayOf(now, defaultZone));
  const values = textsOf(form);
  if (!read.ok) return { values, errors: read.errors };
  const draft = read.value;
  const venue =
    draft.hosting === 'fixed' && draft.venueName ? await findByName(db, 'venue', draft.venueName) : null;
  if (venue && !venue.ok) return { values, errors: [{ field: 'venue', code: 'venue_unknown' }] };
  const agreed = form.get('act') === 'set' ? form.get('shown') : null;
  if (typeof agreed === 'string') {
    const done = await setSeries(
      db,
      actor,
      { circle, draft, venue: venue?.value.id ?? null, shown: agreed },
      now
    );
    if (done.ok) return { saved: done.value.change };
    if (done.reason !== 'changed_meanwhile') return { hidden: true };
  }
  const preview = await previewSeries(db, { circle, draft }, now);
  return { values, errors: [], preview, shown: printOf(preview), again: typeof agreed === 'string' };
}

/** The form of an answer as it stands. */
export function answerToChange(invitee: Invitee, rideFrom: string | null): Record<string, string> {
  const { reply, remote, substitute, ride, seats, ridePhone, rideConsent, comment, member } = invitee;
  return {
    reply: substitute ? 'substitute' : reply === 'accepted' && remote ? 'remote' : (reply ?? ''),
    substitute_name: substitute?.name ?? '',
    substitute_email: substitute?.email ?? '',
    ride: ride ?? '',
    seats: seats ? String(seats) : '',
    ride_from: rideFrom ?? '',
    ride_phone: ridePhone ?? member.phone ?? '',
    ride_consent: rideConsent ? 'yes' : '',
    comment: comment ?? ''
  };
}

type Answered = { taken: AnswerTaken } | Shown;

export async function handleAnswerByLink(
  db: Database,
  { form, token }: { form: FormData; token: string },
  now: Date
): Promise<Answered> {
  const read = readAnswerForm(form);
  if (!read.ok) return { values: textsOf(form), errors: read.errors };
  const answer = await answerFrom(db, read.value);
  if (!answer) return { values: textsOf(form), errors: [{ field: 'ride_from', code: 'settlement_unknown' }] };
  const seen = Number(form.get('seen'));
  const version = form.has('seen') && Number.isSafeInteger(seen) && seen >= 0 ? seen : null;
  return { taken: await answerByToken(db, { token, answer, seen: version }, now) };
}

/** As the secretary was told, or for one's own seat. */
export async function handleAnswerInAccount(
  db: Database,
  actor: Actor,
  { form, meeting, member }: { form: FormData; meeting: string; member: string },
  now: Date
): Promise<Answered> {
  const read = readAnswerForm(form);
  if (!read.ok) return { values: textsOf(form), errors: read.errors };
  const answer = await answerFrom(db, read.value);
  if (!answer) return { values: textsOf(form), errors: [{ field: 'ride_from', code: 'settlement_unknown' }] };
  return { taken: await answerInAccount(db, actor, { meeting, member, answer }, now) };
}

async function answerFrom(db: Database, draft: AnswerDraft): Promise<Answer | null> {
  const from = await settlementNamed(db, draft.rideFromName);
  if (from === undefined) return null;
  const { reply, remote, comment, substitute, ride, seats, ridePhone, rideConsent } = draft;
  return {
    reply,
    remote,
    comment,
    substitute,
    travel: { ride, seats, from, phone: ridePhone, consent: rideConsent }
  };
}
