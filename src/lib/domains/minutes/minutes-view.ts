// What minutes say to this reader: members read all of it; residents what was decided and who does what, without the notes.
import type { Words } from '#lib/platform/words/words.ts';
import type { MinutesState } from './model.ts';
import { decisionMark } from './model.ts';
import { isThere } from './record.ts';
import type { Attendee, Decision, MeetingRecord } from './record.server.ts';
import type { Task } from './task-queries.server.ts';

export interface MinutesView {
  readonly state: MinutesState;
  readonly inside: boolean;
  /** «Tóth Kata, Kis Pál (távolról)», or how many. */
  readonly there: string;
  readonly excused: string;
  readonly summary: string;
  readonly decisions: readonly {
    readonly id: string;
    readonly mark: string;
    readonly text: string;
    /** Who did not agree, when somebody did not. */
    readonly voices: string;
    readonly public: boolean;
  }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly text: string;
    readonly who: string;
    readonly due: string;
    readonly done: boolean;
    readonly public: boolean;
  }[];
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly note: string;
    readonly text: string;
  }[];
  readonly next: string;
  readonly signers: readonly string[];
}

export function viewOf(
  record: MeetingRecord,
  {
    words,
    inside,
    showsMembers,
    showsTasks,
    nextAt
  }: {
    words: Words;
    inside: boolean;
    showsMembers: boolean;
    showsTasks: boolean;
    /** When the next meeting is, where it is known. */
    nextAt: Date | null;
  }
): MinutesView {
  const { minutes, attendees, guests } = record;
  const there = attendees.filter(isThere);
  const names = inside || showsMembers;
  return {
    state: minutes?.state ?? 'draft',
    inside,
    there: names
      ? [
          ...there.map((each) => seatText(each, words)),
          // Guests did not agree to stand on a public page.
          ...(inside ? guests.map(({ name, of }) => (of ? `${name} (${of})` : name)) : []),
          ...(!inside && guests.length > 0 ? [words.t('minutes.page.guests', { count: guests.length })] : [])
        ].join(', ')
      : words.t('minutes.page.countThere', { count: there.length + guests.length }),
    excused: inside
      ? attendees
          .filter(({ presence }) => presence === 'excused')
          .map(({ name }) => name)
          .join(', ')
      : '',
    summary: minutes?.summary ?? '',
    decisions: record.decisions
      .filter((decision) => inside || decision.public)
      .map((decision) => ({
        id: decision.id,
        mark: decisionMark(decision.number, decision.decidedOn) ?? '–',
        text: decision.text,
        voices: voicesText(decision, attendees, words, inside),
        public: decision.public
      })),
    tasks: record.tasks
      .filter((task) => task.state !== 'dropped' && (inside || (showsTasks && task.public)))
      .map((task) => ({
        id: task.id,
        text: task.text,
        who: ownerFor(task, words, names),
        due: task.dueOn ? words.date(task.dueOn, 'long') : '',
        done: task.state === 'done',
        public: task.public
      })),
    items: record.items
      .filter((item) => inside || item.public)
      .map((item) => ({
        id: item.id,
        title: item.title,
        note: item.carried ? words.t('minutes.page.carried') : '',
        text: inside ? item.notes.trim() : ''
      })),
    next: nextText(record, words, nextAt),
    signers: attendees
      .filter(
        ({ office, presence }) => isThere({ presence }) && (office === 'convenor' || office === 'secretary')
      )
      .slice(0, 2)
      .map(
        ({ name, office }) => `${name}, ${words.t(`minutes.office.${office as 'convenor' | 'secretary'}`)}`
      )
  };
}

function seatText({ name, presence, cameBy }: Attendee, words: Words): string {
  const who = cameBy ? words.t('minutes.page.cameBy', { who: cameBy, name }) : name;
  return presence === 'remote' ? words.t('minutes.page.remote', { name: who }) : who;
}

function voicesText(
  { voices }: Decision,
  attendees: readonly Attendee[],
  words: Words,
  inside: boolean
): string {
  const of = (voice: string): string[] =>
    attendees.filter(({ member }) => voices.get(member) === voice).map(({ name }) => name);
  const [agreed, abstained, opposed] = [of('agreed'), of('abstained'), of('opposed')];
  if (abstained.length + opposed.length === 0)
    return agreed.length > 0 ? words.t('minutes.page.allAgreed', { count: agreed.length }) : '';
  const said = (names: readonly string[]): string => (inside ? names.join(', ') : String(names.length));
  return [
    words.t('minutes.page.agreed', { count: agreed.length }),
    ...(abstained.length > 0 ? [words.t('minutes.page.abstained', { who: said(abstained) })] : []),
    ...(opposed.length > 0 ? [words.t('minutes.page.opposed', { who: said(opposed) })] : [])
  ].join('; ');
}

/** On public pages the organisation says who does it, where members are not shown by name. */
export function ownerFor(task: Task, words: Words, names: boolean): string {
  if (!task.owner) return task.ownerName && names ? task.ownerName : words.t('minutes.table.nobodyYet');
  if (names) return task.owner.name;
  return task.owner.organisation ?? words.t('minutes.page.aMember');
}

function nextText({ minutes }: MeetingRecord, words: Words, nextAt: Date | null): string {
  const when = nextAt
    ? `${words.date(nextAt, 'full')} ${words.time(nextAt)}`
    : minutes?.next_starts
      ? `${words.date(minutes.next_starts.slice(0, 10), 'full')} ${minutes.next_starts.slice(11)}`
      : null;
  return [when && words.t('minutes.page.next', { when }), minutes?.next_note].filter(Boolean).join('\n');
}
