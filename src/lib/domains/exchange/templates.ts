// The examples that a new offer or need begins with: half of what people give each other is one of these.
import type { Category, Side } from './model.ts';

export interface Template {
  /** `category_side_word`; the message `exchange.template.<key>` is its title. */
  readonly key: string;
  readonly category: Category;
  readonly side: Side;
}

const keys: Readonly<Record<Category, Readonly<Record<Side, readonly string[]>>>> = {
  venue: {
    offer: ['hall', 'club_room', 'kitchen', 'yard', 'gym', 'exhibition', 'empty', 'office'],
    need: ['workshop_room', 'rehearsal', 'lecture_room', 'storage', 'show_hall']
  },
  equipment: {
    offer: ['sound', 'projector', 'tent', 'benches', 'stage', 'stands', 'pots', 'games'],
    need: ['sound', 'lights', 'chairs', 'tent', 'costumes']
  },
  people: {
    offer: ['volunteers', 'cook', 'technician', 'photographer', 'host', 'students', 'stewards'],
    need: ['volunteers', 'driver', 'leader', 'bookkeeper', 'substitute']
  },
  knowledge: {
    offer: ['grants', 'history', 'it', 'law', 'poster', 'website', 'experience'],
    need: ['grants', 'history', 'accounting', 'museum', 'teacher']
  },
  programme: {
    offer: ['dance', 'choir', 'puppet', 'playhouse', 'crafts', 'exhibition', 'storytelling', 'concert'],
    need: ['falunap', 'children', 'seniors', 'advent']
  },
  course: {
    offer: [
      'computer',
      'english',
      'weaving',
      'first_aid',
      'folk_dance',
      'gardening',
      'preserving',
      'memoir',
      'grants'
    ],
    need: ['computer', 'language', 'craft']
  },
  transport: {
    offer: ['minibus', 'trailer', 'seats', 'truck', 'school_bus', 'bicycles'],
    need: ['minibus', 'props', 'seniors', 'group', 'books']
  },
  goods: {
    offer: ['books', 'furniture', 'computers', 'crops', 'fabric', 'wood', 'plants'],
    need: ['books', 'paint', 'instruments', 'prizes', 'toys']
  },
  other: {
    offer: ['partner', 'guests', 'visit', 'printing', 'newspaper', 'insurance'],
    need: ['partner', 'lodging', 'twin', 'sponsor', 'visit', 'date']
  }
};

export const templates: readonly Template[] = Object.entries(keys).flatMap(([category, sides]) =>
  Object.entries(sides).flatMap(([side, all]) =>
    all.map((key) => ({
      key: `${category}_${side}_${key}`,
      category: category as Category,
      side: side as Side
    }))
  )
);

export function templateOf(key: string): Template | null {
  return templates.find((each) => each.key === key) ?? null;
}
