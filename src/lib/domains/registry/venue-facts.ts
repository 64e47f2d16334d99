// What one asks about a room before taking it, and of a building that stands empty; and what things can be lent.

export const powers = ['none', 'normal', 'three_phase'] as const;
export type Power = (typeof powers)[number];

export const heatings = ['none', 'partly', 'all_year'] as const;
export type Heating = (typeof heatings)[number];

/** What belongs to the room and cannot be taken away. */
export const features = [
  'stage',
  'sound',
  'lighting',
  'projector',
  'piano',
  'wifi',
  'kitchen',
  'tables',
  'dressing_room',
  'toilet',
  'accessible_toilet',
  'parking',
  'garden'
] as const;
export type Feature = (typeof features)[number];

/** Of a building that stands empty: ready to be used, needing paint, needing a builder, not to be entered. */
export const conditions = ['good', 'fair', 'poor', 'ruin'] as const;
export type Condition = (typeof conditions)[number];

/** What a travelling show asks of a hall. */
export const stageFields = ['width', 'depth', 'height', 'darkening', 'amps', 'loading'] as const;

export interface Furnishing {
  /** Null where nobody has said. */
  readonly power: Power | null;
  readonly heating: Heating | null;
  readonly features: readonly Feature[];
  /** Metres, of the stage or of the floor that can be cleared; null where nobody has said. */
  readonly width: number | null;
  readonly depth: number | null;
  readonly height: number | null;
  /** Whether it can be made dark; null where nobody has said. */
  readonly darkening: boolean | null;
  /** Ampere, of the strongest circuit that a guest may use. */
  readonly amps: number | null;
  /** In words: how one gets in with the things. */
  readonly loading: string | null;
  /** In words: «2000 Ft/óra, helyi egyesületnek ingyen». */
  readonly price: string | null;
  readonly rules: string | null;
  /** Whether one may ask for it here. */
  readonly bookable: boolean;
  /** Stands empty. */
  readonly idle: boolean;
  readonly condition: Condition | null;
  /** What it could become, in words. */
  readonly couldBecome: string | null;
}

export const unfurnished: Furnishing = {
  power: null,
  heating: null,
  features: [],
  width: null,
  depth: null,
  height: null,
  darkening: null,
  amps: null,
  loading: null,
  price: null,
  rules: null,
  bookable: false,
  idle: false,
  condition: null,
  couldBecome: null
};

export const equipmentKinds = [
  'projector',
  'sound',
  'lighting',
  'seating',
  'tables',
  'stage',
  'tent',
  'display',
  'kitchen',
  'games',
  'vehicle',
  'other'
] as const;
export type EquipmentKind = (typeof equipmentKinds)[number];
