// An offer or need as other programs read it: what everyone may see, no more.
import type { Offering } from './queries.server.ts';

/** Days are local ones, both included; kilometres as the crow flies. @param url of its page */
export function offeringJson(offering: Offering, url: string): Readonly<Record<string, unknown>> {
  const { organisation, expert, settlement } = offering;
  return {
    id: offering.id,
    url,
    side: offering.side,
    category: offering.category,
    title: offering.title,
    text: offering.text,
    organisation: organisation && { id: organisation.id, name: organisation.name },
    expert: expert && { name: expert.name },
    settlement: { name: settlement.name, county: settlement.county },
    location: settlement.point && { lat: settlement.point.lat, lon: settlement.point.lon },
    withinKilometres: offering.reachKm,
    from: offering.from,
    until: offering.until,
    weekdays: offering.weekdays,
    quantity: offering.quantity,
    unit: offering.unit,
    conditions: offering.conditions,
    price: offering.price,
    inReturn: offering.inReturn,
    inReturnCategories: offering.inReturnCategories,
    topics: offering.topics,
    audiences: offering.audiences,
    ...(offering.category === 'course'
      ? {
          course: {
            curriculum: offering.curriculum,
            level: offering.level,
            minutes: offering.minutes,
            sessions: offering.sessions,
            groupSize: offering.groupSize
          }
        }
      : {}),
    updatedAt: offering.updatedAt.toISOString()
  };
}
