// Writes address cards after vCard 4.0 (RFC 6350), for address books on telephones and in mail programs.
import { foldedLine, textValue } from './icalendar-lines.ts';

export interface Card {
  /** A UUID. */
  readonly uid: string;
  readonly name: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Web addresses. */
  readonly urls: readonly string[];
  /** Persons to ask for. */
  readonly contacts: readonly string[];
  readonly address: CardAddress | null;
  readonly categories: readonly string[];
  readonly note: string | null;
  /** In degrees, WGS 84. */
  readonly point: { readonly lat: number; readonly lon: number } | null;
  /** Where the newest version of the card's facts is. */
  readonly source: string;
  readonly revised: Date;
}

export interface CardAddress {
  readonly street: string | null;
  readonly settlement: string;
  readonly county: string | null;
  readonly postalCode: string | null;
  readonly country: string;
}

/** The card of an organisation; texts and lines are written as in iCalendar (RFC 6350 §3.2 and §3.4 say the same). */
export function writeCard(card: Card): string {
  const { address, point } = card;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `UID:urn:uuid:${card.uid}`,
    `FN:${textValue(card.name)}`,
    `ORG:${textValue(card.name)}`,
    ...(address
      ? [
          `ADR;TYPE=work:${[
            '',
            '',
            address.street ?? '',
            address.settlement,
            address.county ?? '',
            address.postalCode ?? '',
            address.country
          ]
            .map(textValue)
            .join(';')}`
        ]
      : []),
    ...card.phones.map((phone) => `TEL;TYPE=work:${textValue(phone)}`),
    ...card.emails.map((email) => `EMAIL;TYPE=work:${textValue(email)}`),
    ...card.urls.map((url) => `URL:${uri(url)}`),
    ...card.contacts.map((person) => `RELATED;TYPE=agent;VALUE=text:${textValue(person)}`),
    ...(point ? [`GEO:geo:${point.lat},${point.lon}`] : []),
    ...(card.categories.length > 0 ? [`CATEGORIES:${card.categories.map(textValue).join(',')}`] : []),
    ...(card.note ? [`NOTE:${textValue(card.note)}`] : []),
    `SOURCE:${uri(card.source)}`,
    `REV:${stamp(card.revised)}`,
    'END:VCARD'
  ];
  return lines.map(foldedLine).join('');
}

/** A URI is taken as it is: what no URI may hold is written in percent. */
function uri(text: string): string {
  return text.replace(/[\u0000-\u0020\u007f"<>\\^`{|}]/g, (letter) => encodeURIComponent(letter));
}

function stamp(instant: Date): string {
  return instant
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '');
}
