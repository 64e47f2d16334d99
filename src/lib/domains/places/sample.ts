// The places of the sample region: three real micro-regions and their settlements, written from public facts and rounded.

/** A named group of settlements; `settlements` holds names of `sampleSettlements`. */
export interface SampleMicroRegion {
  readonly name: string;
  readonly slug: string;
  readonly county: string;
  readonly settlements: readonly string[];
}

/** Population is rounded; `lat`/`lon` are the inhabited centre (WGS 84, three decimals), not the middle of the outskirts. */
export interface SampleSettlement {
  /** Five digits with leading zeros. */
  readonly kshCode: string;
  readonly name: string;
  readonly legalStatus: 'község' | 'nagyközség' | 'város';
  readonly county: string;
  /** Name of the járás as KSH writes it, without the word "járás". */
  readonly district: string;
  readonly population: number;
  readonly lat: number;
  readonly lon: number;
  readonly postalCodes: readonly string[];
}

type Row = readonly [
  kshCode: string,
  name: string,
  legalStatus: SampleSettlement['legalStatus'],
  district: string,
  population: number,
  lat: number,
  lon: number,
  ...postalCodes: string[]
];

// prettier-ignore
const ozd: readonly Row[] = [
  ['14331', 'Arló', 'nagyközség', 'Ózdi', 3500, 48.176, 20.263, '3663'],
  ['21953', 'Bánréve', 'község', 'Putnoki', 1130, 48.3, 20.358, '3654'],
  ['30669', 'Borsodbóta', 'község', 'Ózdi', 780, 48.213, 20.396, '3658'],
  ['05315', 'Borsodnádasd', 'város', 'Ózdi', 2800, 48.118, 20.251, '3671', '3672'],
  ['30207', 'Borsodszentgyörgy', 'község', 'Ózdi', 1030, 48.189, 20.209, '3623'],
  ['19406', 'Bükkmogyorósd', 'község', 'Ózdi', 115, 48.13, 20.356, '3648'],
  ['28459', 'Csernely', 'község', 'Ózdi', 700, 48.148, 20.341, '3648'],
  ['14289', 'Csokvaomány', 'község', 'Ózdi', 690, 48.169, 20.378, '3647'],
  ['25690', 'Domaháza', 'község', 'Ózdi', 780, 48.184, 20.106, '3627'],
  ['27669', 'Dubicsány', 'község', 'Putnoki', 240, 48.283, 20.494, '3635'],
  ['34272', 'Farkaslyuk', 'község', 'Ózdi', 1950, 48.186, 20.313, '3608'],
  ['09706', 'Gömörszőlős', 'község', 'Putnoki', 70, 48.373, 20.427, '3728'],
  ['25104', 'Hangony', 'község', 'Ózdi', 1380, 48.229, 20.199, '3626'],
  ['08004', 'Hét', 'község', 'Putnoki', 420, 48.282, 20.389, '3655'],
  ['26657', 'Járdánháza', 'község', 'Ózdi', 1650, 48.157, 20.25, '3664'],
  ['12034', 'Kelemér', 'község', 'Putnoki', 430, 48.354, 20.427, '3728'],
  ['32090', 'Királd', 'község', 'Putnoki', 630, 48.243, 20.377, '3657'],
  ['14702', 'Kissikátor', 'község', 'Ózdi', 275, 48.194, 20.13, '3627'],
  ['07038', 'Lénárddaróc', 'község', 'Ózdi', 245, 48.148, 20.372, '3648'],
  ['28033', 'Nekézseny', 'község', 'Ózdi', 610, 48.17, 20.429, '3646'],
  ['14492', 'Ózd', 'város', 'Ózdi', 30600, 48.219, 20.287, '3600', '3604', '3621', '3625', '3651', '3661', '3662'],
  ['27410', 'Putnok', 'város', 'Putnoki', 6300, 48.294, 20.437, '3630'],
  ['15945', 'Sajómercse', 'község', 'Putnoki', 175, 48.246, 20.415, '3656'],
  ['11332', 'Sajónémeti', 'község', 'Putnoki', 410, 48.27, 20.382, '3652'],
  ['23782', 'Sajópüspöki', 'község', 'Putnoki', 465, 48.283, 20.34, '3653'],
  ['27757', 'Sajóvelezd', 'község', 'Putnoki', 680, 48.272, 20.458, '3656'],
  ['02875', 'Sáta', 'község', 'Ózdi', 1060, 48.187, 20.393, '3659'],
  ['32531', 'Serényfalva', 'község', 'Putnoki', 890, 48.306, 20.386, '3729'],
  ['18351', 'Uppony', 'község', 'Ózdi', 270, 48.217, 20.44, '3622']
];

// prettier-ignore
const kiskunsag: readonly Row[] = [
  ['21148', 'Apostag', 'község', 'Kunszentmiklósi', 2040, 46.882, 18.962, '6088'],
  ['21069', 'Dunaegyháza', 'község', 'Kunszentmiklósi', 1470, 46.838, 18.955, '6323'],
  ['07612', 'Dunavecse', 'város', 'Kunszentmiklósi', 3880, 46.914, 18.973, '6087'],
  ['05856', 'Kunadacs', 'község', 'Kunszentmiklósi', 1350, 46.956, 19.289, '6097'],
  ['31918', 'Kunpeszér', 'község', 'Kunszentmiklósi', 770, 47.061, 19.276, '6096'],
  ['28130', 'Kunszentmiklós', 'város', 'Kunszentmiklósi', 8100, 47.027, 19.127, '6090'],
  ['25061', 'Szabadszállás', 'város', 'Kunszentmiklósi', 5950, 46.876, 19.223, '6080'],
  ['19947', 'Szalkszentmárton', 'község', 'Kunszentmiklósi', 2810, 46.976, 19.012, '6086'],
  ['20525', 'Tass', 'község', 'Kunszentmiklósi', 2830, 47.019, 19.029, '6098']
];

// prettier-ignore
const szentes: readonly Row[] = [
  ['19062', 'Árpádhalom', 'község', 'Szentesi', 385, 46.616, 20.547, '6623'],
  ['07834', 'Derekegyház', 'község', 'Szentesi', 1380, 46.58, 20.357, '6621'],
  ['22992', 'Eperjes', 'község', 'Szentesi', 365, 46.707, 20.55, '6624'],
  ['19974', 'Fábiánsebestyén', 'község', 'Szentesi', 1830, 46.674, 20.46, '6625'],
  ['17233', 'Nagymágocs', 'nagyközség', 'Szentesi', 2680, 46.585, 20.491, '6622'],
  ['29179', 'Nagytőke', 'község', 'Szentesi', 365, 46.755, 20.287, '6612'],
  ['32489', 'Szegvár', 'nagyközség', 'Szentesi', 3980, 46.586, 20.223, '6635'],
  ['14456', 'Szentes', 'város', 'Szentesi', 24900, 46.655, 20.257, '6600']
];

const groups = [
  { name: 'Ózdi kistérség', slug: 'ozd', county: 'Borsod-Abaúj-Zemplén', rows: ozd },
  { name: 'Felső-Kiskunság', slug: 'felso-kiskunsag', county: 'Bács-Kiskun', rows: kiskunsag },
  { name: 'Szentesi kistérség', slug: 'szentes', county: 'Csongrád-Csanád', rows: szentes }
];

/** The three micro-regions where the Hungarian community development model experiments began. */
export const sampleMicroRegions: readonly SampleMicroRegion[] = groups.map(
  ({ name, slug, county, rows }) => ({
    name,
    slug,
    county,
    settlements: rows.map(([, settlement]) => settlement)
  })
);

export const sampleSettlements: readonly SampleSettlement[] = groups.flatMap(({ county, rows }) =>
  rows.map(([kshCode, name, legalStatus, district, population, lat, lon, ...postalCodes]) => ({
    kshCode,
    name,
    legalStatus,
    county,
    district,
    population,
    lat,
    lon,
    postalCodes
  }))
);
