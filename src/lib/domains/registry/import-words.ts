// Understands the words that lists use for sectors, kinds and yes or no; where a list has none, the name of a thing tells its kind.
import { fold } from '#lib/core/hungarian.ts';
import english from './messages.en.json' with { type: 'json' };
import hungarian from './messages.hu.json' with { type: 'json' };
import {
  isOneOf,
  organisationKinds,
  sectors,
  venueKinds,
  type OrganisationKind,
  type Sector,
  type VenueKind
} from './model.ts';

/** A word of a list as one of ours; null when it is none. */
export function sectorFrom(text: string): Sector | null {
  return ownWord(sectors, 'sector', text) ?? wordFrom(sectors, sectorWords, text);
}

export function organisationKindFrom(text: string): OrganisationKind | null {
  return ownWord(organisationKinds, 'kind', text) ?? wordFrom(organisationKinds, organisationWords, text);
}

export function venueKindFrom(text: string): VenueKind | null {
  return ownWord(venueKinds, 'venueKind', text) ?? wordFrom(venueKinds, venueWords, text);
}

/** 'other' when the name says nothing. */
export function organisationKindOfName(name: string): OrganisationKind {
  return organisationWords.find(([word]) => says(name, word))?.[1] ?? 'other';
}

export function venueKindOfName(name: string): VenueKind {
  return venueWords.find(([word]) => says(name, word))?.[1] ?? 'other';
}

export function sectorOfKind(kind: OrganisationKind): Sector {
  return sectorOf[kind] ?? 'public';
}

/** null when the word is neither yes nor no. */
export function yesOrNo(text: string): boolean | null {
  const word = fold(text);
  if (['1', 'i', 'igen', 'van', 'y', 'yes', 'true', 'igaz', 'x', '+'].includes(word)) return true;
  if (['0', 'n', 'nem', 'nincs', 'no', 'false', 'hamis', '-'].includes(word)) return false;
  return null;
}

type WordTable<Word> = readonly (readonly [folded: string, meaning: Word])[];

const sectorWords: WordTable<Sector> = [
  ['kozintezmeny', 'public'],
  ['onkormanyzati', 'public'],
  ['allami', 'public'],
  ['civil', 'civic'],
  ['nonprofit', 'civic'],
  ['egyhaz', 'church'],
  ['vallalkozas', 'business'],
  ['uzleti', 'business'],
  ['piaci', 'business'],
  ['informalis', 'informal'],
  ['nem bejegyzett', 'informal']
];

/** The first that is found in a name decides, so what is more exact stands before what is less. */
const organisationWords: WordTable<OrganisationKind> = [
  ['muvelodesi', 'community_house'],
  ['kozossegi haz', 'community_house'],
  ['kulturhaz', 'community_house'],
  ['faluhaz', 'village_house'],
  ['telehaz', 'village_house'],
  ['konyvtar', 'library'],
  ['muzeum', 'museum'],
  ['tajhaz', 'museum'],
  ['ovoda', 'kindergarten'],
  ['bolcsode', 'kindergarten'],
  ['nemzetisegi onkormanyzat', 'minority_government'],
  ['onkormanyzat', 'municipality'],
  ['polgarmesteri hivatal', 'municipality'],
  ['town_hall', 'municipality'],
  ['town hall', 'municipality'],
  ['egyhazkozseg', 'parish'],
  ['gyulekezet', 'parish'],
  ['plebania', 'parish'],
  ['iskola', 'school'],
  ['gimnazium', 'school'],
  ['kollegium', 'school'],
  ['tuzolto', 'volunteer_fire_brigade'],
  ['fire', 'volunteer_fire_brigade'],
  ['nyugdijas', 'senior_club'],
  ['idosek', 'senior_club'],
  ['csaladsegito', 'family_support'],
  ['gyermekjolet', 'family_support'],
  ['falugondnok', 'social_service'],
  ['gondozas', 'social_service'],
  ['szocialis', 'social_service'],
  ['egeszseg', 'health_service'],
  ['orvosi', 'health_service'],
  ['vedono', 'health_service'],
  ['ifjusagi', 'youth_club'],
  ['neptanc', 'folk_group'],
  ['nepdal', 'folk_group'],
  ['hagyomanyorzo', 'folk_group'],
  ['enekkar', 'cultural_group'],
  ['korus', 'cultural_group'],
  ['zenekar', 'cultural_group'],
  ['szintarsulat', 'cultural_group'],
  ['sport', 'sports_club'],
  ['alapitvany', 'foundation'],
  ['egyesulet', 'association'],
  ['egylet', 'association'],
  ['klub', 'association'],
  ['club', 'association'],
  ['szovetseg', 'association'],
  ['pinceszet', 'winery'],
  ['gazdasag', 'farm'],
  ['radio', 'media'],
  ['televizio', 'media'],
  ['hirmondo', 'media'],
  [' kft', 'business'],
  [' bt', 'business'],
  [' zrt', 'business'],
  ['vallalkozas', 'business'],
  ['egyeb', 'other']
];

const venueWords: WordTable<VenueKind> = [
  ['konyvtar', 'library'],
  ['muzeum', 'museum'],
  ['tajhaz', 'museum'],
  ['sportcsarnok', 'sports_hall'],
  ['tornacsarnok', 'sports_hall'],
  ['tornaterem', 'sports_hall'],
  ['sport', 'sports_hall'],
  ['mozi', 'cinema'],
  ['filmszinhaz', 'cinema'],
  ['galeria', 'gallery'],
  ['muvelodesi', 'hall'],
  ['kulturhaz', 'hall'],
  ['nagyterem', 'hall'],
  ['diszterem', 'hall'],
  ['szinhaz', 'hall'],
  ['town_hall', 'hall'],
  ['town hall', 'hall'],
  ['community_house', 'hall'],
  ['community house', 'hall'],
  ['polgarmesteri hivatal', 'hall'],
  ['onkormanyzat', 'hall'],
  ['faluhaz', 'community_room'],
  ['kozossegi', 'community_room'],
  ['klub', 'club_room'],
  ['club', 'club_room'],
  ['iskola', 'school'],
  ['gimnazium', 'school'],
  ['kollegium', 'school'],
  ['ovoda', 'school'],
  ['kindergarten', 'school'],
  ['templom', 'church'],
  ['plebania', 'church'],
  ['parokia', 'church'],
  ['vendeglo', 'pub'],
  ['kocsma', 'pub'],
  ['presszo', 'pub'],
  ['park', 'park'],
  ['szabadter', 'outdoor'],
  ['szabadteri', 'outdoor'],
  ['strand', 'outdoor'],
  ['gazdasag', 'farm'],
  ['tanya', 'farm'],
  [' ter', 'square'],
  ['fire', 'other'],
  ['egyeb', 'other']
];

const sectorOf: Partial<Record<OrganisationKind, Sector>> = {
  parish: 'church',
  association: 'civic',
  foundation: 'civic',
  sports_club: 'civic',
  senior_club: 'civic',
  folk_group: 'civic',
  cultural_group: 'civic',
  youth_club: 'civic',
  volunteer_fire_brigade: 'civic',
  business: 'business',
  winery: 'business',
  farm: 'business',
  media: 'business',
  other: 'civic'
};

/** As our own pages and exports say it, in either language. */
function ownWord<const Word extends string>(
  codes: readonly Word[],
  list: 'sector' | 'kind' | 'venueKind',
  text: string
): Word | null {
  const folded = fold(text);
  const says = (said: Readonly<Record<string, string>>, code: Word): boolean =>
    fold(said[code] ?? '') === folded;
  return (
    codes.find((code) => says(hungarian.registry[list], code) || says(english.registry[list], code)) ?? null
  );
}

/** The code itself with spaces or underscores, a word of the table, or a text that contains one. */
function wordFrom<const Word extends string>(
  codes: readonly Word[],
  table: WordTable<Word>,
  text: string
): Word | null {
  const folded = fold(text);
  const code = folded.replace(/[ -]/g, '_');
  if (isOneOf(codes, code)) return code;
  return (
    table.find(([word]) => folded === word.trim())?.[1] ??
    table.find(([word]) => says(text, word))?.[1] ??
    null
  );
}

/** A word that begins with a space must begin and end a word of the text; others may stand anywhere in it. */
function says(text: string, word: string): boolean {
  const folded = ` ${fold(text).replace(/[^a-z0-9_]+/g, ' ')} `;
  return word.startsWith(' ') ? folded.includes(`${word} `) : folded.includes(word);
}
