// What stands in the register is offered by one press: its name, place and price are what the form begins with.
import { findExpertBySlug } from '#lib/domains/experts/queries.server.ts';
import { findEquipmentBySlug } from '#lib/domains/registry/equipment.server.ts';
import { labelsOf } from '#lib/domains/registry/names.server.ts';
import { findVenueBySlug } from '#lib/domains/registry/venue-queries.server.ts';
import { findServiceBySlug } from '#lib/domains/services/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { bareOffering, type Category, type OfferingFacts } from './model.ts';
import { canGiveOfferingTo } from './policy.ts';

export const recordKinds = ['venue', 'equipment', 'service', 'expert'] as const;
export type RecordKind = (typeof recordKinds)[number];

export interface RecordOffered {
  /** As the form carries it: `venue:slug`. */
  readonly record: string;
  readonly name: string;
  readonly facts: OfferingFacts;
  readonly organisation: string;
  readonly settlement: string;
}

/** Null when it is not there, or not this actor's to offer. */
export async function recordOffered(
  db: Database,
  actor: Actor,
  { kind, slug }: { readonly kind: RecordKind; readonly slug: string }
): Promise<RecordOffered | null> {
  const found = await recordOf(db, actor, kind, slug);
  if (!found || (found.organisation !== null && !canGiveOfferingTo(actor, found.organisation))) return null;
  const [owner] = found.organisation ? await labelsOf(db, 'organisation', [found.organisation]) : [];
  const { id, name, category, text, price, organisation, settlement, quantity } = found;
  return {
    record: `${kind}:${slug}`,
    name,
    organisation: owner?.label ?? '',
    settlement: settlement.name,
    facts: {
      ...bareOffering,
      side: 'offer',
      category,
      title: name,
      text,
      price,
      conditions: price ? 'cost' : 'agreed',
      quantity,
      organisation,
      settlement: settlement.id,
      venue: kind === 'venue' ? id : null,
      equipment: kind === 'equipment' ? id : null,
      service: kind === 'service' ? id : null
    }
  };
}

/** The ids that the form's hidden word stands for; nothing where it is somebody else's. */
export async function recordFrom(
  db: Database,
  actor: Actor,
  text: string
): Promise<Pick<OfferingFacts, 'venue' | 'equipment' | 'service'>> {
  const [kind = '', slug = ''] = text.slice(0, 200).split(':');
  const known = recordKinds.find((each) => each === kind);
  const offered = known ? await recordOffered(db, actor, { kind: known, slug }) : null;
  const { venue = null, equipment = null, service = null } = offered?.facts ?? {};
  return { venue, equipment, service };
}

interface Found {
  readonly id: string;
  readonly name: string;
  readonly category: Category;
  readonly text: string | null;
  readonly price: string | null;
  readonly quantity: number | null;
  readonly organisation: string | null;
  readonly settlement: { readonly id: string; readonly name: string };
}

async function recordOf(db: Database, actor: Actor, kind: RecordKind, slug: string): Promise<Found | null> {
  if (kind === 'venue') {
    const venue = await findVenueBySlug(db, slug);
    if (!venue || venue.closed) return null;
    const { id, name, settlement } = venue;
    return {
      ...{ id, name, settlement, category: 'venue', quantity: null },
      text: venue.note,
      price: venue.furnishing.price,
      organisation: venue.organisation?.id ?? null
    };
  }
  if (kind === 'equipment') {
    const thing = await findEquipmentBySlug(db, slug);
    if (!thing) return null;
    const { id, name, settlement, note, price, quantity } = thing;
    const category = thing.kind === 'vehicle' ? 'transport' : 'equipment';
    return {
      id,
      name,
      settlement,
      category,
      text: note,
      price,
      quantity,
      organisation: thing.owner.id
    };
  }
  if (kind === 'service') {
    const service = await findServiceBySlug(db, slug);
    const home = service?.places[0]?.settlement ?? service?.organisation.settlement ?? null;
    if (!service || !home) return null;
    const { id, name, description, costs, organisation } = service;
    const price =
      costs
        .map(({ label }) => label)
        .join('; ')
        .slice(0, 300) || null;
    return {
      ...{ id, name, settlement: home, category: 'people', text: description, price, quantity: null },
      organisation: organisation.id
    };
  }
  const expert = await findExpertBySlug(db, actor, slug);
  const [first] = expert?.organisations ?? [];
  if (!expert) return null;
  return {
    ...{ id: expert.id, name: expert.headline ?? expert.name, settlement: expert.settlement },
    ...{ category: 'knowledge', text: expert.introduction, price: expert.conditionNote, quantity: null },
    organisation: first && canGiveOfferingTo(actor, first.id) ? first.id : null
  };
}
