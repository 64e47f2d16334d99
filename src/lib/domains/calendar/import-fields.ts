// The columns that lists of events usually have, by the names that people and programs give them.
import { isZone } from '#lib/core/time.ts';
import type { ImportField } from '#lib/platform/domain.ts';

const known = {
  title: {
    aliases: [
      'cím',
      'esemény címe',
      'program címe',
      'rendezvény címe',
      'esemény',
      'rendezvény',
      'program',
      'esemény neve',
      'rendezvény neve',
      'program neve',
      'megnevezés',
      'név',
      'name',
      'event',
      'event name'
    ],
    example: 'Szüreti felvonulás'
  },
  date: { aliases: ['dátum', 'nap', 'kezdő nap', 'kezdő dátum', 'day'], example: '2027-09-04' },
  start: {
    aliases: [
      'kezdés',
      'kezdete',
      'kezdet',
      'kezdési idő',
      'kezdés ideje',
      'időpont',
      'mikor',
      'óra',
      'time',
      'start date',
      'startdate',
      'start time',
      'begin',
      'first date',
      'dtstart'
    ],
    example: '18:00'
  },
  end_date: {
    aliases: ['záró nap', 'utolsó nap', 'záró dátum', 'végdátum', 'last day'],
    example: '2027-09-05'
  },
  end: {
    aliases: [
      'vége',
      'vég',
      'befejezés',
      'befejezés ideje',
      'zárás',
      'meddig',
      'end date',
      'enddate',
      'end time',
      'last date',
      'dtend'
    ],
    example: '20:00'
  },
  minutes: { aliases: ['időtartam', 'időtartam perc', 'perc', 'hossz', 'duration'], example: '90' },
  all_day: { aliases: ['egész nap', 'egész napos', 'allday'], example: 'nem' },
  zone: { aliases: ['időzóna', 'timezone', 'time zone', 'tzid'], example: 'Europe/Budapest' },
  rule: { aliases: ['ismétlődés', 'rrule', 'recurrence'], example: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20271214' },
  exdates: { aliases: ['kivéve', 'kimarad', 'exdate', 'except'], example: '2027-10-26' },
  rdates: { aliases: ['további alkalmak', 'rdate', 'additional dates'], example: '2027-12-18' },
  overrides: { aliases: ['áthelyezett alkalmak'], example: '' },
  settlement: {
    aliases: ['település', 'település neve', 'helység', 'város', 'község', 'city', 'town'],
    example: 'Szegvár'
  },
  postal_code: { aliases: ['irányítószám', 'irsz', 'zip', 'postcode'], example: '6635' },
  country: { aliases: ['ország', 'országkód'], example: 'Magyarország' },
  place: {
    aliases: [
      'helyszín',
      'helyszín neve',
      'hely',
      'hol',
      'terem',
      'venue',
      'location',
      'location name',
      'where'
    ],
    example: 'Szélmalom Művelődési Ház'
  },
  lat: { aliases: ['szélesség', 'földrajzi szélesség', 'latitude'], example: '46.586' },
  lon: { aliases: ['hosszúság', 'földrajzi hosszúság', 'lng', 'longitude'], example: '20.223' },
  organiser: {
    aliases: [
      'szervező',
      'szervezők',
      'szervező neve',
      'rendező',
      'szervezet',
      'organizer',
      'organisers',
      'organisation'
    ],
    example: 'Szélmalom Művelődési Ház'
  },
  create_organisers: { aliases: [], example: 'nem' },
  audiences: {
    aliases: ['közönség', 'célközönség', 'célcsoport', 'korosztály', 'kinek', 'audience'],
    example: 'családok'
  },
  themes: { aliases: ['téma', 'témák', 'műfaj', 'theme', 'topic'], example: 'koncert' },
  categories: {
    aliases: [
      'kategória',
      'kategóriák',
      'jelleg',
      'típus',
      'type',
      'címke',
      'címkék',
      'category',
      'tags',
      'keywords'
    ],
    example: 'koncert'
  },
  performers: {
    aliases: [
      'közreműködő',
      'közreműködők',
      'előadó',
      'előadók',
      'fellépő',
      'fellépők',
      'előadóművész',
      'szereplő',
      'szereplők',
      'művész',
      'performer',
      'artist',
      'artists',
      'speaker',
      'speakers'
    ],
    example: 'Csillagszem zenekar; Kiss Anna – mesemondó'
  },
  tradition: { aliases: ['hagyomány', 'ünnep'], example: 'szüret' },
  attendance: {
    aliases: ['várható létszám', 'létszám', 'résztvevők', 'várható közönség', 'fő'],
    example: '120'
  },
  status: { aliases: ['állapot', 'státusz'], example: 'végleges' },
  summary: {
    aliases: ['rövid leírás', 'összefoglaló', 'ajánló', 'lead', 'short description'],
    example: 'Zenés felvonulás és bál.'
  },
  description: {
    aliases: ['leírás', 'részletes leírás', 'szöveg', 'long description', 'details'],
    example: ''
  },
  price: { aliases: ['belépő', 'jegyár', 'ár', 'részvételi díj', 'admission'], example: 'ingyenes' },
  website: { aliases: ['honlap', 'weboldal', 'web', 'link', 'url'], example: 'https://szelmalomhaz.example' },
  uid: { aliases: ['azonosító', 'kód', 'sorszám', 'id', 'external_id', 'identifier'], example: '1024' },
  sequence: { aliases: [], example: '' }
} as const satisfies Record<string, { aliases: readonly string[]; example: string }>;

export type EventField = keyof typeof known;

export const eventFields = Object.keys(known) as EventField[];

export const eventImportFields: readonly (ImportField & { readonly key: EventField })[] = eventFields.map(
  (key) => ({
    key,
    ...known[key],
    required: key === 'title',
    label: `calendar.import.field.${key}`,
    ...(key === 'zone' ? { isValue: isZone } : {})
  })
);
