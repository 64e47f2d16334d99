// The paper on which people without a computer say what they give or look for: A4, one number for each sheet.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { categories, conditions } from '../model.ts';

export function formSheets(
  numbers: readonly string[],
  { words, origin, now, place }: { words: Words; origin: string; now: Date; place: string }
): Pick<Sheet, 'template' | 'data'> {
  const { t } = words;
  const address = `${origin}${words.href('/exchange')}`;
  return {
    template: 'src/lib/domains/exchange/print/form.typ',
    data: {
      language: words.locale,
      title: t('exchange.sheet.title'),
      house: printable(t('house.name')),
      heading: t('exchange.sheet.title'),
      territory: printable(place),
      lead: printable(t('exchange.sheet.lead', { where: t('exchange.sheet.whereDefault') })),
      numbers: [...numbers],
      number: t('exchange.sheet.number'),
      sideAsked: t('exchange.sheet.side'),
      sides: [t('exchange.new.offer'), t('exchange.new.need')],
      categoryAsked: t('exchange.sheet.category'),
      categories: categories.map((each) => t(`exchange.category.${each}`)),
      conditionsAsked: t('exchange.sheet.conditions'),
      conditions: conditions.map((each) => t(`exchange.conditions.${each}`)),
      lines: [
        { asked: t('exchange.sheet.what'), rows: 1 },
        { asked: t('exchange.sheet.more'), rows: 3 },
        { asked: t('exchange.sheet.when'), rows: 1 }
      ],
      back: t('exchange.sheet.inReturn'),
      pairs: [
        [t('exchange.sheet.name'), t('exchange.sheet.where')],
        [t('exchange.sheet.phone'), t('exchange.sheet.email')]
      ],
      organisation: t('exchange.sheet.organisation'),
      consent: printable(t('exchange.sheet.consent')),
      sign: t('exchange.sheet.sign'),
      foot: {
        qr: qrDrawing(address),
        address: shortened(decodeURI(address).replace(/^https?:\/\//, ''), 110),
        fresh: t('exchange.list.title'),
        printed: t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
      }
    } satisfies JsonValue
  };
}
