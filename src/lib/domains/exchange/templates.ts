// The examples that a new offer or need begins with: half of what people give each other is one of these.
import type { Field } from '#lib/domains/experts/model.ts';
import type { Category, Side } from './model.ts';

export interface Template {
  /** `category_side_word`; the message `exchange.template.<key>` is its title. */
  readonly key: string;
  readonly category: Category;
  readonly side: Side;
  /** What it is about, that people who leave the text empty find one another all the same. */
  readonly topics: readonly Field[];
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

/** Of some examples, by their keys; a hall or a tent is about nothing. */
const topics: Readonly<Record<string, readonly Field[]>> = {
  people_need_leader: ['education'],
  people_need_bookkeeper: ['finance_grants'],
  people_need_substitute: ['libraries_museums'],
  people_offer_photographer: ['media'],
  knowledge_offer_grants: ['finance_grants'],
  knowledge_offer_history: ['local_history'],
  knowledge_offer_it: ['it'],
  knowledge_offer_law: ['law'],
  knowledge_offer_website: ['it'],
  knowledge_offer_experience: ['community'],
  knowledge_need_grants: ['finance_grants'],
  knowledge_need_history: ['local_history'],
  knowledge_need_accounting: ['finance_grants'],
  knowledge_need_museum: ['local_history', 'libraries_museums'],
  knowledge_need_teacher: ['it'],
  programme_offer_dance: ['dance', 'folk_art'],
  programme_offer_choir: ['music'],
  programme_offer_puppet: ['theatre', 'children_youth'],
  programme_offer_playhouse: ['dance', 'music'],
  programme_offer_crafts: ['folk_art', 'children_youth'],
  programme_offer_exhibition: ['visual_arts'],
  programme_offer_storytelling: ['literature', 'children_youth'],
  programme_offer_concert: ['music'],
  programme_need_children: ['children_youth'],
  course_offer_computer: ['it'],
  course_offer_english: ['languages'],
  course_offer_weaving: ['folk_art'],
  course_offer_first_aid: ['health'],
  course_offer_folk_dance: ['dance', 'folk_art'],
  course_offer_gardening: ['agriculture'],
  course_offer_preserving: ['food'],
  course_offer_memoir: ['literature'],
  course_offer_grants: ['finance_grants'],
  course_need_computer: ['it'],
  course_need_language: ['languages'],
  course_need_craft: ['folk_art']
};

export const templates: readonly Template[] = Object.entries(keys).flatMap(([category, sides]) =>
  Object.entries(sides).flatMap(([side, all]) =>
    all.map((word) => {
      const key = `${category}_${side}_${word}`;
      return { key, category: category as Category, side: side as Side, topics: topics[key] ?? [] };
    })
  )
);

export function templateOf(key: string): Template | null {
  return templates.find((each) => each.key === key) ?? null;
}
