// The words by which audiences, themes and states are known in other people's tables and calendars, Hungarian and English.
import type { Audience, Status, Theme } from './model.ts';

/** Beginnings of folded words; one with a space inside is a beginning of the text from some word on. */
export type Stems<Code extends string> = Readonly<Record<Code, readonly string[]>>;

export const audienceStems: Stems<Audience> = {
  families: ['csalad', 'famil'],
  children: ['gyerek', 'gyermek', 'ovodas', 'kisiskolas', 'baba', 'child', 'kids', 'toddler', 'bab'],
  youth: ['fiatal', 'ifjus', 'tini', 'tizen', 'kamasz', 'diak', 'youth', 'young', 'teen', 'student'],
  adults: ['felnott', 'adult'],
  seniors: ['nyugdijas', 'idos', 'szepkoru', 'senior', 'szenior', 'elder', 'retired', 'pensioner', 'older'],
  professionals: ['szakem', 'szakmai', 'konyvtaros', 'nepmuvel', 'pedagogus', 'professional', 'expert']
};

export const themeStems: Stems<Theme> = {
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
    'ital',
    'drink',
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
export const everyone = [
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
export const wholeWords: ReadonlySet<string> = new Set([
  'bal',
  'ball',
  'bab',
  'bor',
  'ital',
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

export const statusWords: Readonly<Record<Status, readonly string[]>> = {
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
    'meghirdetve',
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
