// Puts the sample region's services into the database, with the offices that offer some of them.
import type { Id } from '#lib/core/ids.ts';
import { isOneOf, fromSample, organisationKinds } from '#lib/domains/registry/model.ts';
import { sampleMicroRegions } from '#lib/domains/places/sample.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { sampleOrganisations, sampleVenues } from '#lib/domains/registry/sample.ts';
import { writeOrganisations } from '#lib/domains/registry/write-organisations.server.ts';
import { writeVenues } from '#lib/domains/registry/write-venues.server.ts';
import type { Weekday } from '#lib/core/time.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { hoursFrom } from './hours.ts';
import { bareService, type ServiceOpening } from './model.ts';
import { sampleOffices } from './sample-organisations.ts';
import * as texts from './sample-texts.ts';
import type { SampleText } from './sample-texts.ts';
import { writeServices, type ServiceDraft } from './write.server.ts';

interface Giver {
  readonly key: string;
  readonly settlement: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly venue: string | null;
}

/** Expects a database with the sample's register, and without its services. */
export async function loadSampleServices(tx: Database, { now }: SampleContext): Promise<void> {
  const finder = await loadSettlementFinder(tx);
  const settlementNamed = (name: string): { id: string; name: string } => {
    const found = finder.find({ name });
    if (!found.ok) throw new Error(`The sample region has no settlement «${name}»`);
    return found.value;
  };
  await writeOffices(tx, now, settlementNamed);
  const ids = await sampleIds(tx);
  const drafts = sampleServices().map(({ giver, text, key }): ServiceDraft => {
    const organisation = ids.organisations.get(giver.key);
    if (!organisation) throw new Error(`The sample region has no organisation «${giver.key}»`);
    const venue = giver.venue === null ? undefined : ids.venues.get(giver.venue);
    const comesOnly = text.ways && !text.ways.includes('in_person');
    const region = text.for === 'region' ? neighboursOf(giver.settlement) : [giver.settlement];
    return {
      ...bareService,
      ...text.more,
      organisation,
      name: text.name,
      description: text.description,
      audiences: text.audiences,
      ways: text.ways ?? ['in_person'],
      terms: text.terms,
      phones: giver.phone ? [{ number: giver.phone, note: null }] : [],
      email: giver.email,
      venues: venue && !comesOnly ? [venue] : [],
      reach: text.for === 'anybody' ? 'country' : 'settlements',
      settlements: text.for === 'anybody' ? [] : region.map((name) => settlementNamed(name).id),
      openings: openingsOf(text.hours),
      holidaysClosed: !text.hours.includes('0–24'),
      origin: { source: fromSample, externalId: key }
    };
  });
  await writeServices(
    tx,
    drafts.map((draft) => ({ id: newId<'service'>(now), draft, before: null })),
    now
  );
}

/** Which organisation offers what; keys are unique. */
export function sampleServices(): { giver: Giver; text: SampleText; key: string }[] {
  const health = { nurse: texts.nurseTexts, doctor: texts.doctorTexts };
  const offices = { office: texts.officeTexts, family: texts.familyTexts, ...health };
  const all = { ...offices, care: texts.careTexts, jobs: texts.jobTexts };
  const byOffices = sampleOffices.flatMap((office) =>
    all[office.role].map((text) => ({ giver: { ...office, venue: `${office.key}-fogado` }, text }))
  );
  const byKind: Readonly<Record<string, readonly SampleText[]>> = {
    library: texts.libraryTexts,
    village_house: texts.villageTexts,
    community_house: texts.houseTexts,
    parish: texts.parishTexts,
    senior_club: texts.seniorTexts,
    youth_club: texts.youthTexts
  };
  const byOthers = sampleOrganisations.flatMap(({ key, kind, settlement, phone, email }, index) => {
    const own = [
      ...(byKind[kind] ?? []),
      ...(kind === 'school' && !key.endsWith('zeneiskola') ? texts.schoolTexts : []),
      ...(texts.singleTexts[key] ?? [])
    ];
    const venue = sampleVenues.find((each) => each.organisation === key && each.kind !== 'outdoor')?.key;
    const giver: Giver = {
      key,
      settlement,
      // Whoever helps can be rung; the area code 00 does not exist.
      phone: phone ?? `06-00-490-${String(1000 + index)}`,
      email: email ?? null,
      venue: venue ?? null
    };
    return own.map((text) => ({ giver, text }));
  });
  return [...byOffices, ...byOthers].map((each, index) => ({
    ...each,
    key: `${each.giver.key}-${index}`
  }));
}

/** «1,3 8–12 13–16; 5 8–12» */
export function openingsOf(hours: string): ServiceOpening[] {
  return hours
    .split(';')
    .filter((part) => part.trim() !== '')
    .flatMap((part) => {
      const [days = '', ...times] = part.trim().split(' ');
      const read = hoursFrom(times.join(', '));
      if (!read) throw new Error(`The sample has no such hours: «${part}»`);
      return days
        .split(',')
        .flatMap((each) => {
          const [first = 0, last = first] = each.split('–').map(Number);
          return Array.from({ length: last - first + 1 }, (_, n) => (first + n) as Weekday);
        })
        .flatMap((weekday) => read.map((each) => ({ venue: null, weekday, ...each })));
    });
}

async function writeOffices(
  tx: Database,
  now: Date,
  settlementNamed: (name: string) => { id: string; name: string }
): Promise<void> {
  const offices = sampleOffices.map((office) => ({ ...office, id: newId<'organisation'>(now) }));
  await writeOrganisations(
    tx,
    offices.map(({ id, key, name, sector, kind, settlement, street, summary, phone, email }) => ({
      id,
      before: null,
      draft: {
        name,
        sector,
        kind: isOneOf(organisationKinds, kind) ? kind : 'other',
        settlement: settlementNamed(settlement),
        street,
        summary,
        contacts: [
          { kind: 'phone', value: phone, visibility: 'public' },
          { kind: 'email', value: email, visibility: 'public' }
        ],
        origin: { source: fromSample, externalId: key }
      }
    })),
    now
  );
  await writeVenues(
    tx,
    offices.map(({ id, key, name, settlement, street }) => ({
      id: newId<'venue'>(now),
      before: null,
      draft: {
        ...emptyVenue,
        name: `${name}, ügyfélfogadó`,
        organisation: id as Id<'organisation'>,
        settlement: settlementNamed(settlement),
        street,
        origin: { source: fromSample, externalId: `${key}-fogado` }
      }
    })),
    now
  );
}

const emptyVenue = {
  kind: 'other',
  capacity: null,
  accessible: true,
  point: null,
  note: null
} as const;

/** The settlements of the micro-region to which one belongs. */
function neighboursOf(settlement: string): readonly string[] {
  const region = sampleMicroRegions.find(({ settlements }) => settlements.includes(settlement));
  if (!region) throw new Error(`The sample region has no settlement «${settlement}»`);
  return region.settlements;
}
