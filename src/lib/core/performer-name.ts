// Tells whether two programmes name the same performer, and whether a name is that of a group or of one person.
import { fold } from './hungarian.ts';

/**
 * What the name comes down to: its words without titles, accents, capitals and marks, in the order of the alphabet. «Dr. Kiss
 * Anna», «Kiss Anna dr.» and «Anna Kiss» are one; «id. Kiss János» and «ifj. Kiss János» are two. Null for names that may be
 * anybody's: «helyi zenekar», «meglepetés vendég».
 */
export function performerKey(name: string): string | null {
  const tokens = wordsOf(name).filter((word) => !titles.has(word));
  if (tokens.every((word) => anybody.has(word) || isGroupWord(word))) return null;
  // «Csillag zenekar» is often only «Csillag»; «szegvári zenekar» is not «szegvári».
  const told = tokens.filter((word) => !dropped.has(word));
  const enough = told.length > 1 || (told[0] !== undefined && !told[0].endsWith('i'));
  const key = [...new Set(enough ? told : tokens)].sort().join(' ');
  return key.length < 4 ? null : key;
}

/** Choirs, bands, companies, clubs. */
export function isGroupName(name: string): boolean {
  return wordsOf(name).some(isGroupWord);
}

function isGroupWord(word: string): boolean {
  return wholeGroups.has(word) || groups.some((group) => word.includes(group));
}

function wordsOf(name: string): string[] {
  return (
    fold(name)
      .replace(/ph\. ?d\.?/g, 'phd')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** «id.» and «ifj.» are none: they tell father from son. */
const titles = new Set([
  ...['dr', 'drs', 'prof', 'professzor', 'phd', 'dla', 'csc', 'dsc', 'habil', 'doktor', 'ozv', 'vitez'],
  ...['mr', 'mrs', 'ms', 'doctor', 'professor']
]);

const dropped = new Set(['zenekar', 'egyuttes', 'band', 'a', 'az', 'es', 'the', 'and']);

/** Words that leave open who comes. */
const anybody = new Set([
  ...[
    'helyi',
    'vendeg',
    'vendegek',
    'vendegeloado',
    'meglepetes',
    'meglepetesvendeg',
    'sztarvendeg',
    'es',
    'a',
    'az'
  ],
  ...[
    'eloado',
    'eloadok',
    'fellepo',
    'fellepok',
    'kozremukodo',
    'kozremukodok',
    'muvesz',
    'muveszek',
    'zenesz',
    'zeneszek'
  ],
  ...[
    'zenekar',
    'zenekarok',
    'egyuttes',
    'egyuttesek',
    'korus',
    'korusok',
    'enekkar',
    'tanccsoport',
    'tanccsoportok'
  ],
  ...[
    'csoport',
    'csoportok',
    'iskola',
    'iskolas',
    'iskolasok',
    'ovoda',
    'ovodas',
    'ovodasok',
    'diak',
    'diakok',
    'diakjai'
  ],
  ...[
    'tanulo',
    'tanuloi',
    'tanulok',
    'gyerek',
    'gyerekek',
    'gyermek',
    'gyermekek',
    'novendek',
    'novendekek',
    'pedagogus'
  ],
  ...[
    'pedagogusok',
    'tanar',
    'tanarok',
    'lelkesz',
    'plebanos',
    'polgarmester',
    'konyvtaros',
    'onkentes',
    'onkentesek'
  ],
  ...[
    'szakember',
    'szakemberek',
    'szakerto',
    'nepi',
    'falu',
    'falusi',
    'kozseg',
    'varos',
    'tobb',
    'sok',
    'mas',
    'tovabbi'
  ],
  ...[
    'amator',
    'muvhaz',
    'klub',
    'tagjai',
    'tagok',
    'dj',
    'mc',
    'guest',
    'guests',
    'local',
    'band',
    'bands',
    'choir'
  ],
  ...['speaker', 'artist', 'artists', 'various', 'students', 'children', 'school', 'surprise', 'tba', 'the']
]);

const groups = [
  ...[
    'zenekar',
    'egyuttes',
    'korus',
    'enekkar',
    'dalkor',
    'csoport',
    'tarsulat',
    'szinhaz',
    'babszinhaz',
    'citerakor'
  ],
  ...[
    'szinjatszo',
    'egyesulet',
    'szovetseg',
    'alapitvany',
    'nepdalkor',
    'olvasokor',
    'quartet',
    'kvartett',
    'orchestra'
  ],
  ...[
    'ensemble',
    'choir',
    'iskola',
    'ovoda',
    'muvelodesi',
    'tanchaz',
    'banda',
    'brigad',
    'csapat',
    'testulet'
  ]
];
const wholeGroups = new Set([
  'band',
  'trio',
  'duo',
  'kor',
  'klub',
  'project',
  'theatre',
  'theater',
  'club',
  'group'
]);
