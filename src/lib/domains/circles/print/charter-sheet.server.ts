// Makes of a charter a sheet of A4 with a line for every seat that signs; where somebody has signed already, it says so.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable, shortened } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Charter, Signature } from '../charter.server.ts';
import { charterFacts, territorySaid } from '../circle-words.ts';
import { decidingOffices, type Circle, type Member } from '../model.ts';

export function charterSheet(
  {
    circle,
    charter,
    members,
    signatures
  }: {
    circle: Circle;
    charter: Charter;
    /** Null where this reader does not see who sits there: then nobody is named, and there are no lines. */
    members: readonly Member[] | null;
    signatures: readonly Signature[];
  },
  { words, origin, now }: { words: Words; origin: string; now: Date }
): Pick<Sheet, 'template' | 'data'> {
  const address = `${origin}${words.href(`/circles/${circle.slug}`)}`;
  const house = printable(words.t('house.name'));
  const heading = printable(circle.name);
  const version = words.t('circles.page.charterOf', {
    version: charter.version,
    day: charter.publishedAt ? words.date(charter.publishedAt) : ''
  });
  const title = words.t('circles.page.charter');
  return {
    template: 'src/lib/domains/circles/print/charter.typ',
    data: {
      language: words.locale,
      title: `${title} · ${heading}`,
      house,
      heading,
      territory: printable([title, version, territorySaid(words, circle)].filter(Boolean).join(' · ')),
      purpose: printable(circle.purpose),
      parts: charterFacts(words, charter).map(({ term, text }) => ({
        term,
        lines: text
          .split(/\n+/)
          .map((line) => printable(line))
          .filter(Boolean)
      })),
      place: words.t('circles.charter.pdfPlace'),
      signatures: members ? words.t('circles.charter.signatures') : '',
      seats: seatsOf(words, members ?? [], signatures),
      foot: {
        qr: qrDrawing(address),
        address: shortened(decodeURI(address).replace(/^https?:\/\//, ''), 110),
        fresh: words.t('circles.charter.pdfFresh'),
        printed: words.t('calendar.print.printed', { day: words.date(dayOf(now, defaultZone)) })
      }
    } satisfies JsonValue
  };
}

function seatsOf(words: Words, members: readonly Member[], signatures: readonly Signature[]) {
  const signed = new Map(signatures.map((signature) => [signature.memberId, signature]));
  return members
    .filter(({ office }) => decidingOffices.includes(office))
    .map((member) => {
      const signature = signed.get(member.id);
      return {
        name: printable(member.organisation?.name ?? member.name ?? ''),
        who: member.organisation ? printable(signature?.name ?? member.name ?? '') : '',
        signed: signature
          ? words.t('circles.charter.pdfSigned', {
              way: words.t(`circles.charter.way.${signature.how}`),
              day: words.date(signature.signedAt)
            })
          : ''
      };
    });
}
