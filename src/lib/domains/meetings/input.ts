// Reads the forms of meetings: a single one, the rule of a series, an answer; what is wrong comes back by field.
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { addDays, daysBetween, defaultZone, isDay, isLocal, type Weekday } from '#lib/core/time.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import { replies, rides, type Reply, type Ride } from './model.ts';
import type { Pattern } from './series.ts';

/** `code` has the message `meetings.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code:
    | 'missing'
    | 'too_long'
    | 'date_wrong'
    | 'time_wrong'
    | 'too_short'
    | 'too_far'
    | 'number_wrong'
    | 'email_wrong'
    | 'venue_unknown'
    | 'settlement_unknown'
    | 'choose'
    | 'ride_consent'
    | 'past';
}

export interface MeetingDraft {
  readonly title: string;
  /** Local wall time in `zone`. */
  readonly starts: string;
  readonly minutes: number;
  readonly zone: string;
  readonly venue: string | null;
  readonly settlement: string | null;
  readonly place: string | null;
  readonly remote: string | null;
  readonly quorum: number | null;
  readonly public: boolean;
  /** Undefined leaves it as it is. */
  readonly host?: string | null;
}

type Wrong = (field: string, code: FieldError['code']) => void;
type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

/** How far ahead anybody calls a meeting, in days. */
const farthest = 800;

/** What was typed of a meeting; the venue and the settlement are names that the caller looks up. */
export interface TypedMeeting extends Omit<MeetingDraft, 'venue' | 'settlement' | 'zone' | 'host'> {
  readonly venueName: string;
  readonly settlementName: string;
}

/** @param today nothing is called for a day before it */
export function readMeetingForm(form: FormData, today: string): Read<TypedMeeting> {
  const { text, errors, wrong } = reader(form);
  const title = short(text, 'title', 200, wrong);
  if (title === '') wrong('title', 'missing');
  const when = readDayAndTime(text, wrong, today);
  const place = short(text, 'place', 200, wrong);
  const remote = short(text, 'remote', 300, wrong);
  const quorum = wholeOrNull(text, 'quorum', 500, wrong);
  if (errors.length > 0 || !when) return { ok: false, errors };
  return {
    ok: true,
    value: {
      title,
      ...when,
      place: place || null,
      remote: remote || null,
      quorum,
      public: form.has('public'),
      venueName: text('venue').slice(0, 300),
      settlementName: text('settlement').slice(0, 200)
    }
  };
}

function readDayAndTime(
  text: (name: string) => string,
  wrong: Wrong,
  today: string
): { starts: string; minutes: number } | null {
  const day = text('date');
  if (day === '') wrong('date', 'missing');
  else if (!isDay(day)) wrong('date', 'date_wrong');
  else if (day < today) wrong('date', 'past');
  else if (daysBetween(today, day) > farthest) wrong('date', 'too_far');
  const starts = `${day}T${clockTime(text('time')) ?? ''}`;
  if (text('time') === '') wrong('time', 'missing');
  else if (clockTime(text('time')) === null) wrong('time', 'time_wrong');
  const minutes = lengthIn(text, wrong);
  return isLocal(starts) && minutes !== null ? { starts, minutes } : null;
}

/** From a start to an end on the same day; two hours where no end was said. */
function lengthIn(text: (name: string) => string, wrong: Wrong): number | null {
  if (text('end_time') === '') return 120;
  const [start, end] = [clockTime(text('time')), clockTime(text('end_time'))];
  if (end === null) wrong('end_time', 'time_wrong');
  if (start === null || end === null) return null;
  const minutes = minuteOfDay(end) - minuteOfDay(start);
  if (minutes >= 15) return minutes;
  wrong('end_time', 'too_short');
  return null;
}

export interface SeriesDraft {
  readonly pattern: Pattern;
  readonly from: string;
  /** 'HH:MM' */
  readonly time: string;
  readonly minutes: number;
  readonly title: string;
  readonly hosting: 'rotating' | 'fixed';
  readonly quorum: number | null;
  readonly remote: string | null;
  readonly inviteDays: number;
  readonly public: boolean;
  readonly venueName: string;
}

export function readSeriesForm(form: FormData, today: string): Read<SeriesDraft> {
  const { text, errors, wrong } = reader(form);
  const weekly = text('kind') === 'weekly';
  const every = Number(text(weekly ? 'weeks' : 'months'));
  if (!(Number.isInteger(every) && every >= 1 && every <= 52)) wrong(weekly ? 'weeks' : 'months', 'choose');
  const weekday = Number(text('weekday'));
  if (!(Number.isInteger(weekday) && weekday >= 1 && weekday <= 7)) wrong('weekday', 'choose');
  const nth = Number(text('nth'));
  if (!weekly && ![1, 2, 3, 4, -1].includes(nth)) wrong('nth', 'choose');
  const from = text('from') || addDays(today, 1);
  if (!isDay(from)) wrong('from', 'date_wrong');
  else if (from < today) wrong('from', 'past');
  else if (daysBetween(today, from) > farthest) wrong('from', 'too_far');
  const time = clockTime(text('time'));
  if (text('time') === '') wrong('time', 'missing');
  else if (time === null) wrong('time', 'time_wrong');
  const minutes = lengthIn(text, wrong);
  const title = short(text, 'title', 200, wrong);
  if (title === '') wrong('title', 'missing');
  const remote = short(text, 'remote', 300, wrong);
  const quorum = wholeOrNull(text, 'quorum', 500, wrong);
  const inviteDays = text('invite_days') === '' ? 21 : Number(text('invite_days'));
  if (!(Number.isInteger(inviteDays) && inviteDays >= 3 && inviteDays <= 90))
    wrong('invite_days', 'number_wrong');
  if (errors.length > 0 || time === null || minutes === null) return { ok: false, errors };
  const day = weekday as Weekday;
  return {
    ok: true,
    value: {
      pattern: weekly
        ? { kind: 'weekly', every, weekday: day }
        : { kind: 'monthly', every, nth, weekday: day },
      from,
      time,
      minutes,
      title,
      hosting: text('hosting') === 'fixed' ? 'fixed' : 'rotating',
      quorum,
      remote: remote || null,
      inviteDays,
      public: form.has('public'),
      venueName: text('venue').slice(0, 300)
    }
  };
}

/** What somebody answers on the page behind their link. */
export interface AnswerDraft {
  readonly reply: Reply;
  readonly remote: boolean;
  readonly comment: string | null;
  readonly substitute: { readonly name: string; readonly email: string | null } | null;
  readonly ride: Ride | null;
  readonly seats: number | null;
  readonly rideFromName: string;
  readonly ridePhone: string | null;
  readonly rideConsent: boolean;
}

export function readAnswerForm(form: FormData): Read<AnswerDraft> {
  const { text, errors, wrong } = reader(form);
  const chosen = text('reply');
  // «I take part from afar» is a way of coming; «somebody comes for me» is not coming oneself.
  const reply =
    chosen === 'remote'
      ? 'accepted'
      : chosen === 'substitute'
        ? 'declined'
        : replies.find((each) => each === chosen);
  if (!reply) wrong('reply', 'choose');
  const name = short(text, 'substitute_name', 200, wrong);
  const email = text('substitute_email').toLowerCase();
  if (chosen === 'substitute' && name === '') wrong('substitute_name', 'missing');
  if (chosen === 'substitute' && email !== '' && !isEmail(email)) wrong('substitute_email', 'email_wrong');
  const ride =
    reply === 'accepted' && chosen !== 'remote' ? rides.find((each) => each === text('ride')) : undefined;
  const seats = ride === 'offers' ? wholeOrNull(text, 'seats', 60, wrong) : null;
  // Nobody could be told of whom they travel with.
  if (ride && !form.has('ride_consent')) wrong('ride', 'ride_consent');
  const comment = paragraphs(String(form.get('comment') ?? '')).slice(0, 2000);
  const ridePhone = short(text, 'ride_phone', 40, wrong);
  if (errors.length > 0 || !reply) return { ok: false, errors };
  return {
    ok: true,
    value: {
      reply,
      remote: chosen === 'remote',
      comment: comment || null,
      substitute: chosen === 'substitute' ? { name, email: email || null } : null,
      ride: ride ?? null,
      seats: ride === 'offers' ? (seats ?? 1) : null,
      rideFromName: ride ? text('ride_from').slice(0, 200) : '',
      ridePhone: ride && ridePhone ? ridePhone : null,
      rideConsent: ride !== undefined && form.has('ride_consent')
    }
  };
}

/** Everything that was typed, to show the form again. */
export function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  );
}

function reader(form: FormData) {
  const errors: FieldError[] = [];
  return {
    errors,
    wrong: ((field, code) => void errors.push({ field, code })) as Wrong,
    text: (name: string): string => oneLine(String(form.get(name) ?? ''))
  };
}

function short(text: (name: string) => string, name: string, most: number, wrong: Wrong): string {
  const written = text(name);
  if (written.length > most) wrong(name, 'too_long');
  return written;
}

function wholeOrNull(
  text: (name: string) => string,
  name: string,
  most: number,
  wrong: Wrong
): number | null {
  if (text(name) === '') return null;
  const number = Number(text(name));
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  wrong(name, 'number_wrong');
  return null;
}

/** «9», «9.30», «09:30» → '09:30'; null when it is no time of day. */
function clockTime(text: string): string | null {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  if (!parts) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hour < 24 && minute < 60
    ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    : null;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The zone in which every circle here meets. */
export const meetingZone = defaultZone;
