// The course catalogue as a booklet of A5 pages: what is learnt, for whom, how long, for how much.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { conditionsSaid, courseFacts, whenSaid } from '../offering-words.ts';
import type { Offering } from '../queries.server.ts';

export function courseBooklet(
  courses: readonly Offering[],
  { words, origin, now }: { words: Words; origin: string; now: Date }
): Pick<Sheet, 'template' | 'data'> {
  const { t } = words;
  const address = `${origin}${words.href('/exchange/courses')}`;
  return {
    template: 'src/lib/domains/exchange/print/booklet.typ',
    data: {
      language: words.locale,
      title: t('exchange.courses.title'),
      house: printable(t('house.name')),
      heading: t('exchange.courses.title'),
      territory: t('exchange.courses.count', { count: courses.length }),
      contents: t('exchange.courses.contents'),
      curriculum: t('exchange.page.curriculum'),
      courses: courses.map((course) => ({
        title: printable(course.title),
        who: printable(
          [course.organisation?.name ?? course.expert?.name, course.settlement.name]
            .filter(Boolean)
            .join(', ')
        ),
        text: printable(course.text ?? ''),
        facts: [
          ...courseFacts(words, course),
          [t('exchange.fact.conditions'), conditionsSaid(words, course)],
          [t('exchange.fact.when'), whenSaid(words, course)]
        ].flatMap(([term, text]) => (term && text ? [[printable(term), printable(text)]] : [])),
        lines: (course.curriculum ?? '')
          .split(/\n+/)
          .map((line) => printable(line))
          .filter(Boolean)
      })),
      foot: {
        qr: qrDrawing(address),
        address: shortened(decodeURI(address).replace(/^https?:\/\//, ''), 80),
        fresh: t('exchange.courses.title'),
        printed: t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
      }
    } satisfies JsonValue
  };
}
