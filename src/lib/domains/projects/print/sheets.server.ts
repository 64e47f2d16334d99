// What is printed of joint projects and supporters: the plan with whom it reaches, and a letter of thanks.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Covered, Gift, Supporter } from '../model.ts';
import { whom } from '../supporter-mails.server.ts';
import type { ProjectView } from '../view.server.ts';

interface Printing {
  readonly words: Words;
  readonly origin: string;
  readonly now: Date;
}

/** Settlements of each kind that a sheet names. */
const mostNamed = 60;

export function projectSheet(
  { project, events, covered }: ProjectView,
  { words, origin, now }: Printing
): Pick<Sheet, 'template' | 'data'> {
  const percent = covered.of > 0 ? Math.round((100 * covered.people) / covered.of) : 0;
  const named = (rows: readonly Covered[]): string =>
    printable(
      rows
        .slice(0, mostNamed)
        .map(({ name, people }) => `${name} (${words.number(people)})`)
        .join(', ')
    );
  return {
    template: 'src/lib/domains/projects/print/project.typ',
    data: {
      language: words.locale,
      title: printable(project.title),
      house: printable(words.t('house.name')),
      heading: printable(project.title),
      territory: printable(`${project.territory} · ${project.lead.name}`),
      lines: (project.text ?? '')
        .split(/\n+/)
        .map((line) => printable(line))
        .filter(Boolean),
      reach: `${words.number(covered.people)} ${words.t('projects.page.figurePeople', { km: project.withinKm })} (${percent}%)`,
      eventsTitle: words.t('projects.sheet.events'),
      events: events.map(({ day, venue, settlement, organisation }) => ({
        when: `${words.date(day, 'full')} ${project.starts}`,
        where: printable(`${venue.name}, ${settlement.name}`),
        who: printable(organisation.name)
      })),
      parts: [
        { term: words.t('projects.sheet.within'), text: named(covered.within) },
        { term: words.t('projects.sheet.without'), text: named(covered.without) }
      ].filter(({ text }) => text !== '' && events.length > 0),
      foot: footOf(`/projects/${project.slug}`, { words, origin, now })
    } satisfies JsonValue
  };
}

export function letterSheet(
  { supporter, gift, by }: { supporter: Supporter; gift: Gift; by: string },
  { words, origin, now }: Printing
): Pick<Sheet, 'template' | 'data'> {
  const today = words.date(dayOf(now, defaultZone));
  return {
    template: 'src/lib/domains/projects/print/letter.typ',
    data: {
      language: words.locale,
      title: `${words.t('projects.letter.title')} · ${printable(supporter.name)}`,
      house: printable(words.t('house.name')),
      heading: words.t('projects.letter.title'),
      territory: printable(whom(supporter)),
      dear: printable(words.t('projects.letter.dear', { name: supporter.contactName ?? supporter.name })),
      lines: [
        words.t('projects.letter.text', { day: words.date(gift.day), whom: whom(supporter) }),
        ...(gift.purpose ? [words.t('projects.letter.project', { title: gift.purpose.title })] : []),
        words.t('projects.letter.close')
      ].map((line) => printable(line)),
      what: printable(gift.what),
      place: printable(words.t('projects.letter.place', { place: supporter.settlement.name, day: today })),
      sign: words.t('projects.letter.sign'),
      by: printable(by),
      whom: printable(whom(supporter)),
      foot: footOf('/supporters', { words, origin, now })
    } satisfies JsonValue
  };
}

function footOf(path: string, { words, origin, now }: Printing) {
  const address = `${origin}${words.href(path)}`;
  return {
    qr: qrDrawing(address),
    address: shortened(decodeURI(address).replace(/^https?:\/\//, ''), 110),
    fresh: words.t('projects.sheet.fresh'),
    printed: words.t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
  };
}
