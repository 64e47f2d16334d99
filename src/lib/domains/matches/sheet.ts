// The agreement as one prints it: what, when, where, who brings what, and room for signatures.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Agreement } from './agreement-queries.server.ts';
import { whenText } from './agreement-words.ts';

const template = 'src/lib/domains/matches/print/agreement.typ';

/** @param origin of the house: `https://kalaka.example` */
export function agreementSheet(
  agreement: Agreement,
  { words, origin, now }: { readonly words: Words; readonly origin: string; readonly now: Date }
): Sheet {
  const address = `${origin}${words.href(`/agreements/${agreement.id}`)}`;
  const house = printable(words.t('house.name'));
  const heading = words.t('matches.agreement.title', { number: agreement.number });
  const long = (text: string): string => printable(text, { lines: true });
  const data = {
    language: words.locale,
    title: [heading, house].map((text) => printable(text)).join(' · '),
    house,
    heading: printable(heading),
    territory: shortened(printable(agreement.parties.map(({ name }) => name).join(' – ')), 200),
    foot: {
      qr: qrDrawing(address),
      address: shortened(address.replace(/^https?:\/\//, ''), 110),
      fresh: words.t('matches.agreement.fresh'),
      printed: words.t('matches.agreement.printed', { day: words.date(dayOf(now, defaultZone)) })
    },
    state: words.t(`matches.agreement.lead_${agreement.state}`),
    facts: [
      { term: words.t('matches.agreement.about'), text: long(agreement.what) },
      { term: words.t('matches.agreement.field.when'), text: whenText(words, agreement) },
      ...(agreement.place ? [{ term: words.t('matches.agreement.at'), text: long(agreement.place) }] : [])
    ],
    parties: agreement.parties.map(({ name, gives }) => ({
      name: printable(name),
      gives: long(gives || words.t('matches.agreement.nothingYet'))
    })),
    words: {
      parties: words.t('matches.agreement.parties'),
      signature: words.t('matches.agreement.signature')
    }
  };
  return { template, data: data as JsonValue, as: 'pdf' };
}
