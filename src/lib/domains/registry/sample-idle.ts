// Invented buildings of the sample region that stand empty, with what they could become.
import type { BySettlement, VenueRow } from './sample-shape.ts';
import { unfurnished, type Furnishing } from './venue-facts.ts';

// prettier-ignore
export const idleVenues: BySettlement<VenueRow> = {
  'Ózd': [['ozd-regi-mozi', 'Volt Gyári Mozi', 'ozd-muvhaz', 'Vasvár köz 3.', 'cinema', 240, false, { note: 'A kulcs a művelődési házban van, előre egyeztetve megnézhető.' }]],
  'Putnok': [['putnok-raktar', 'Régi magtár', 'putnok-muvhaz', 'Serényi út végén', 'other', 150, false]],
  'Kunszentmiklós': [['kunszent-oskola', 'Bösztöri kisiskola', 'kunszent-muvhaz', 'Bösztör tanya 12.', 'school', 40, false, { note: 'Földúton közelíthető meg, eső után autóval nehezen.' }]],
  'Szentes': [['szentes-ovoda', 'Volt Nagyörvény utcai óvoda', 'szentes-muvhaz', 'Nagyörvény köz 11.', 'other', 60, true]],
  'Szegvár': [['szegvar-kovacsmuhely', 'Kovácsműhely', 'szegvar-muvhaz', 'Kórógy sor 30.', 'other', 25, false]]
};

const empty: Furnishing = { ...unfurnished, idle: true };

/** By key of the venue. */
export const idleFurnishings: Readonly<Record<string, Furnishing>> = {
  'ozd-regi-mozi': {
    ...empty,
    power: 'three_phase',
    heating: 'none',
    features: ['stage', 'toilet', 'parking'],
    condition: 'poor',
    couldBecome:
      'Koncertterem, próbahelyek vagy helytörténeti kiállítás. A tető rendben van, a fűtést újra kell építeni.'
  },
  'putnok-raktar': {
    ...empty,
    power: 'normal',
    heating: 'none',
    features: ['garden', 'parking'],
    condition: 'fair',
    couldBecome: 'Termelői piac, bútorjavító műhely vagy nyári színpad.'
  },
  'kunszent-oskola': {
    ...empty,
    power: 'normal',
    heating: 'partly',
    features: ['garden', 'kitchen'],
    condition: 'fair',
    couldBecome: 'Tanyasi tábor, erdei iskola, vendégház a tájat járóknak.'
  },
  'szentes-ovoda': {
    ...empty,
    power: 'normal',
    heating: 'all_year',
    features: ['kitchen', 'toilet', 'accessible_toilet', 'garden', 'parking'],
    condition: 'good',
    couldBecome: 'Családok közös háza, idősek nappali klubja, kismamáknak közös munkahely.'
  },
  'szegvar-kovacsmuhely': {
    ...empty,
    power: 'three_phase',
    heating: 'none',
    features: ['garden'],
    condition: 'poor',
    couldBecome: 'Mesterség-bemutató hely vagy barkácsműhely a falu fiataljainak.'
  }
};
