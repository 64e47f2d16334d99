// Makes of a meeting its minutes or its agenda on paper, and of a circle's year a report.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { FullMeeting } from '#lib/domains/meetings/queries.server.ts';
import type { MinutesView } from './minutes-view.ts';
import { clock, placeText } from './meeting-words.ts';
import type { AgendaItem } from './agenda.server.ts';
import { beginnings } from './model.ts';

const template = 'src/lib/domains/minutes/print/minutes.typ';

export interface PrintContext {
  readonly words: Words;
  readonly origin: string;
  readonly now: Date;
}

interface Content {
  readonly heading: string;
  readonly territory: string;
  /** Where the same is on the web: a path as the routes are named. */
  readonly path: string;
  readonly facts?: readonly { readonly term: string; readonly text: string }[];
  readonly summary?: string;
  readonly decisions?: readonly { readonly mark: string; readonly text: string; readonly voices: string }[];
  readonly tasks?: readonly { readonly text: string; readonly who: string; readonly due: string }[];
  readonly items?: readonly {
    readonly mark: string;
    readonly title: string;
    readonly note: string;
    readonly text: string;
  }[];
  readonly end?: string;
  readonly signers?: readonly string[];
}

export function minutesSheet(meeting: FullMeeting, view: MinutesView, context: PrintContext): Sheet {
  const { words } = context;
  return sheetOf(
    {
      heading: words.t(view.state === 'approved' ? 'minutes.page.title' : 'minutes.page.draftTitle'),
      territory: `${meeting.circle.name} · ${words.date(meeting.startsAt, 'full')}`,
      path: `/circles/${meeting.circle.slug}/meetings/${meeting.number}/minutes`,
      facts: [
        {
          term: words.t('minutes.page.when'),
          text: `${words.date(meeting.startsAt, 'full')} ${words.time(meeting.startsAt)}`
        },
        { term: words.t('minutes.page.where'), text: placeText(meeting) },
        { term: words.t('minutes.page.there'), text: view.there },
        ...(view.excused ? [{ term: words.t('minutes.page.excused'), text: view.excused }] : [])
      ].filter(({ text }) => text !== ''),
      summary: view.summary,
      decisions: view.decisions,
      tasks: view.tasks,
      items: view.items.map(({ title, text, note }, index) => ({ mark: `${index + 1}.`, title, text, note })),
      end: view.next,
      signers: view.inside ? view.signers : []
    },
    context
  );
}

export function agendaSheet(
  meeting: FullMeeting,
  items: readonly AgendaItem[],
  context: PrintContext
): Sheet {
  const { words } = context;
  const begins = beginnings(items, meeting.starts);
  return sheetOf(
    {
      heading: words.t('minutes.agenda.title'),
      territory: `${meeting.circle.name} · ${meeting.title}`,
      path: `/circles/${meeting.circle.slug}/meetings/${meeting.number}/agenda`,
      facts: [
        {
          term: words.t('minutes.page.when'),
          text: `${words.date(meeting.startsAt, 'full')} ${words.time(meeting.startsAt)}`
        },
        { term: words.t('minutes.page.where'), text: placeText(meeting) }
      ].filter(({ text }) => text !== ''),
      items: items.map(({ title, detail, lead, minutesPlanned }, index) => ({
        mark: clock(begins[index] ?? 0),
        title,
        note: [lead?.name, minutesPlanned ? words.t('minutes.minutes', { count: minutesPlanned }) : null]
          .filter(Boolean)
          .join(', '),
        text: detail ?? ''
      }))
    },
    context
  );
}

/** Anything else of a circle that is printed in the same way. */
export function sheetOf(content: Content, { words, origin, now }: PrintContext): Sheet {
  const address = `${origin}${words.href(content.path)}`;
  const house = printable(words.t('house.name'));
  const long = (text: string): string => printable(text, { lines: true });
  const data = {
    language: words.locale,
    title: [content.heading, content.territory, house].map((text) => printable(text)).join(' · '),
    house,
    heading: shortened(printable(content.heading), 120),
    territory: shortened(printable(content.territory), 200),
    foot: {
      qr: qrDrawing(address),
      address: shortened(address.replace(/^https?:\/\//, ''), 110),
      fresh: words.t('minutes.page.fresh'),
      printed: words.t('minutes.page.printed', { day: words.date(dayOf(now, defaultZone)) })
    },
    facts: (content.facts ?? []).map(({ term, text }) => ({ term: printable(term), text: long(text) })),
    summary: long(content.summary ?? ''),
    decisions: (content.decisions ?? []).map(({ mark, text, voices }) => ({
      mark: printable(mark),
      text: long(text),
      voices: printable(voices)
    })),
    tasks: (content.tasks ?? []).map(({ text, who, due }) => ({
      text: long(text),
      who: printable(who),
      due: printable(due)
    })),
    items: (content.items ?? []).map(({ mark, title, note, text }) => ({
      mark: printable(mark),
      title: printable(title),
      note: printable(note),
      text: long(text)
    })),
    end: long(content.end ?? ''),
    signers: (content.signers ?? []).map((who) => printable(who)),
    words: {
      decisions: words.t('minutes.page.decisions'),
      tasks: words.t('minutes.page.tasks'),
      items: words.t('minutes.page.items'),
      columns: [words.t('minutes.page.what'), words.t('minutes.page.who'), words.t('minutes.page.due')]
    }
  };
  return { template, data: data as JsonValue, as: 'pdf' };
}
