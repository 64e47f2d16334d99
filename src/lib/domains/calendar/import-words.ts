// What audiences, themes and states are called in other people's tables and calendars, in Hungarian and English.
import { fold } from '#lib/core/hungarian.ts';
import { audiences, themes, type Audience, type Status, type Theme } from './model.ts';

/** Beginnings of folded words; one with a space inside is a beginning of the text from some word on. */
type Stems<Code extends string> = Readonly<Record<Code, readonly string[]>>;

const audienceStems: Stems<Audience> = {
  families: ['csalad', 'famil'],
  children: ['gyerek', 'gyermek', 'ovodas', 'kisiskolas', 'baba', 'child', 'kids', 'toddler', 'bab'],
  youth: ['fiatal', 'ifjus', 'tini', 'tizen', 'kamasz', 'diak', 'youth', 'young', 'teen', 'student'],
  adults: ['felnott', 'adult'],
  seniors: ['nyugdijas', 'idos', 'szepkoru', 'senior', 'szenior', 'elder', 'retired', 'pensioner', 'older'],
  professionals: ['szakem', 'szakmai', 'konyvtaros', 'nepmuvel', 'pedagogus', 'professional', 'expert']
};

const themeStems: Stems<Theme> = {
  music: [
    'zene',
    'zenei',
    'koncert',
    'hangverseny',
    'korus',
    'enek',
    'music',
    'concert',
    'choir',
    'opera',
    'jazz'
  ],
  theatre: ['szinhaz', 'szinjatek', 'szindarab', 'babszin', 'theat', 'drama', 'puppet', 'stand-up'],
  film: ['film', 'mozi', 'cinema', 'movie'],
  exhibition: ['kiallit', 'tarlat', 'megnyito', 'vernissage', 'exhib', 'galler'],
  folk: [
    'nepmuv',
    'nephagy',
    'neptanc',
    'nepzen',
    'nepdal',
    'folklor',
    'folk',
    'hagyomany',
    'tanchaz',
    'tradition'
  ],
  dance: ['tanc', 'bal', 'danc', 'ball', 'ballet', 'balett'],
  craft: ['kezmuv', 'kezimunka', 'alkoto', 'fazekas', 'szov', 'craft', 'handcraft', 'pottery', 'workshop'],
  gastronomy: [
    'gasztro',
    'fozo',
    'fozes',
    'etel',
    'bor',
    'borkost',
    'palinka',
    'food',
    'wine',
    'gastro',
    'cook',
    'culinar',
    'pogacsa'
  ],
  sport: [
    'sport',
    'futas',
    'futo',
    'foci',
    'labdarug',
    'kerekpar',
    'torna',
    'bajnok',
    'run',
    'football',
    'cycling',
    'yoga',
    'joga'
  ],
  literature: ['irodal', 'konyv', 'olvas', 'vers', 'iro', 'kolto', 'litera', 'book', 'reading', 'poetry'],
  learning: [
    'eloadas',
    'ismeretterj',
    'tanfolyam',
    'kepzes',
    'oktatas',
    'tanul',
    'konferencia',
    'lecture',
    'talk',
    'course',
    'learn',
    'train',
    'educat',
    'conference',
    'seminar'
  ],
  local_history: ['helytort', 'tortenel', 'local history', 'histor', 'heritage', 'orokseg'],
  religion: [
    'egyhaz',
    'vallas',
    'mise',
    'istentiszt',
    'bucsu',
    'templom',
    'church',
    'relig',
    'worship',
    'mass'
  ],
  nature: [
    'termeszet',
    'kornyezet',
    'tura',
    'kirandul',
    'nature',
    'hik',
    'environ',
    'ecolog',
    'garden',
    'kert'
  ],
  market: ['vasar', 'piac', 'borze', 'bolhapiac', 'market', 'fair', 'flea'],
  health: ['egeszseg', 'szures', 'veradas', 'health', 'wellness', 'blood'],
  games: ['jatek', 'tarsasjatek', 'sakk', 'kartya', 'kviz', 'game', 'chess', 'quiz'],
  festival: [
    'fesztival',
    'falunap',
    'varosnap',
    'majalis',
    'unnep',
    'szuret',
    'karneval',
    'festival',
    'carnival',
    'village day',
    'celebration'
  ],
  community: [
    'kozosseg',
    'klub',
    'talalkozo',
    'onkentes',
    'falugyules',
    'communit',
    'club',
    'meetup',
    'volunteer',
    'gathering'
  ]
};

/** Words for an audience that is nobody in particular. */
const everyone = [
  'mindenki',
  'barki',
  'minden korosztaly',
  'nagykozonseg',
  'everyone',
  'everybody',
  'all',
  'all ages',
  'public',
  'general'
];

/** Such short words are meant only as they stand: «bál» is a dance, «balett» is said by itself, «Balaton» is neither. */
const wholeWords: ReadonlySet<string> = new Set([
  'bal',
  'ball',
  'bab',
  'bor',
  'iro',
  'run',
  'mass',
  'fair',
  'tura',
  'mise',
  'vers',
  'talk',
  'kert',
  'book',
  'enek',
  'foci',
  'torna',
  'all'
]);

/** The audiences that each piece of a list names («családok, gyerekek»), or the piece that names none. */
export function audiencesFrom(text: string): { ok: true; value: Audience[] } | { ok: false; value: string } {
  return eachFrom(text, audiences, audienceStems);
}

export function themesFrom(text: string): { ok: true; value: Theme[] } | { ok: false; value: string } {
  return eachFrom(text, themes, themeStems);
}

/** What somebody's own categories say about audience and theme; those that say nothing known to us are passed over. */
export function categoriesFrom(text: string): { audiences: Audience[]; themes: Theme[] } {
  const all = pieces(text);
  return {
    audiences: audiences.filter((code) =>
      all.some((piece) => named(piece, audiences, audienceStems).includes(code))
    ),
    themes: themes.filter((code) => all.some((piece) => named(piece, themes, themeStems).includes(code)))
  };
}

/** As names are compared: without accents, capitals and punctuation. */
export function plainText(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const statusWords: Readonly<Record<Status, readonly string[]>> = {
  tentative: [
    'tentative',
    'tervezett',
    'terv',
    'elozetes',
    'fuggoben',
    'planned',
    'plan',
    'draft',
    'provisional'
  ],
  confirmed: [
    'confirmed',
    'megerositett',
    'vegleges',
    'meghirdetett',
    'biztos',
    'kihirdetett',
    'scheduled',
    'announced',
    'eventscheduled'
  ],
  cancelled: [
    'cancelled',
    'canceled',
    'elmarad',
    'elmaradt',
    'torolt',
    'torolve',
    'lemondva',
    'eventcancelled'
  ]
};

export function statusFrom(text: string): Status | null {
  const word = fold(text).replace(/^https?:\/\/schema\.org\//, '');
  const found = Object.entries(statusWords).find(([, words]) => words.includes(word));
  return (found?.[0] as Status | undefined) ?? null;
}

/** Whether a country's name is that of ours, or says nothing. */
export function isHome(country: string): boolean {
  return ['', 'magyarorszag', 'hungary', 'hu', 'hun', 'ungarn', 'hongrie'].includes(plainText(country));
}

function eachFrom<Code extends string>(
  text: string,
  codes: readonly Code[],
  stems: Stems<Code>
): { ok: true; value: Code[] } | { ok: false; value: string } {
  const found = new Set<Code>();
  for (const piece of pieces(text)) {
    if (everyone.includes(piece)) continue;
    const meant = named(piece, codes, stems);
    if (meant.length === 0) return { ok: false, value: piece };
    for (const code of meant) found.add(code);
  }
  return { ok: true, value: codes.filter((code) => found.has(code)) };
}

function pieces(text: string): string[] {
  return fold(text.slice(0, 2000).replaceAll('\n', ';'))
    .split(/[,;|/+]| es | and |&/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

function named<Code extends string>(piece: string, codes: readonly Code[], stems: Stems<Code>): Code[] {
  const plain = piece.replace(/[^a-z0-9_-]+/g, ' ').trim();
  const exact = codes.find((code) => code === plain.replaceAll(' ', '_'));
  if (exact) return [exact];
  const words = plain.split(' ');
  const says = (stem: string): boolean =>
    stem.includes(' ')
      ? ` ${plain}`.includes(` ${stem}`)
      : words.some((word) => (wholeWords.has(stem) ? word === stem : word.startsWith(stem)));
  return codes.filter((code) => stems[code].some(says));
}
