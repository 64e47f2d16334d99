// Puts the circles of the sample region into the database.
import { fold } from '#lib/core/hungarian.ts';
import type { Id } from '#lib/core/ids.ts';
import { addDays, addMonths, dayMs, defaultZone, instantOf } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { insertMember } from './member-rows.server.ts';
import { sampleCircles, type SampleCircle } from './sample.ts';

interface Context extends SampleContext {
  readonly organisations: ReadonlyMap<string, string>;
  readonly settlement: (name: string) => string | null;
}

export async function loadSampleCircles(db: Database, context: SampleContext): Promise<void> {
  const { organisations } = await sampleIds(db);
  const finder = await loadSettlementFinder(db);
  for (const circle of sampleCircles)
    await loadCircle(db, circle, {
      ...context,
      organisations,
      settlement: (name) => {
        const found = finder.find({ name });
        return found.ok ? found.value.id : null;
      }
    });
}

async function loadCircle(db: Database, circle: SampleCircle, context: Context): Promise<void> {
  const { now, today } = context;
  const id = newId<'circle'>(now);
  const region = await db
    .selectFrom('micro_region')
    .select('id')
    .where('slug', '=', circle.region)
    .executeTakeFirst();
  await db
    .insertInto('circle')
    .values({
      id,
      slug: circle.key,
      name: circle.name,
      folded: fold([circle.name, circle.purpose].join(' ')),
      purpose: circle.purpose,
      about: circle.about,
      settlement_id: context.settlement(circle.settlement) as Id<'settlement'> | null,
      micro_region_id: region?.id ?? null,
      county: null,
      founded_on: addMonths(today, -circle.foundedMonthsAgo),
      state: 'active',
      public_page: circle.openings.publicPage,
      shows_members: circle.openings.showsMembers,
      shows_agenda: circle.openings.showsAgenda,
      shows_decisions: circle.openings.showsDecisions,
      shows_tasks: circle.openings.showsTasks,
      takes_questions: circle.openings.takesQuestions,
      source: fromSample,
      created_at: now,
      updated_at: now
    })
    .execute();
  const members = await loadMembers(db, id, circle, context);
  await loadCharter(db, id, { circle, members }, context);
  await loadQuestions(db, id, circle, context);
}

async function loadMembers(
  db: Database,
  circle: Id<'circle'>,
  { members }: SampleCircle,
  { now, today, organisations, settlement }: Context
): Promise<Id<'circle_member'>[]> {
  const ids: Id<'circle_member'>[] = [];
  for (const member of members)
    ids.push(
      await insertMember(
        db,
        {
          circle,
          office: member.office,
          organisation: member.organisation ? (organisations.get(member.organisation) ?? null) : null,
          person: null,
          name: member.name,
          email: member.email,
          settlement: member.settlement ? settlement(member.settlement) : null,
          seats: member.seats ?? null,
          locale: 'hu',
          joinedOn: addMonths(today, -member.months)
        },
        now
      )
    );
  return ids;
}

/** Signed in the weeks after it was written, or after they came. */
async function loadCharter(
  db: Database,
  circleId: Id<'circle'>,
  { circle, members }: { circle: SampleCircle; members: readonly Id<'circle_member'>[] },
  { today }: Context
): Promise<void> {
  if (!circle.charter) return;
  const at = (day: string): Date => instantOf(`${day}T18:00`, defaultZone);
  const publishedOn = addDays(addMonths(today, -circle.foundedMonthsAgo), 14);
  const charter = newId<'circle_charter'>(at(publishedOn));
  const { aims, valuesText, sharing } = circle.charter;
  await db
    .insertInto('circle_charter')
    .values({
      id: charter,
      circle_id: circleId,
      version: 1,
      ...{ aims, values_text: valuesText, sharing },
      created_by: null,
      created_at: at(publishedOn),
      updated_at: at(publishedOn),
      published_at: at(publishedOn)
    })
    .execute();
  const signatures = circle.members.flatMap(({ signed, months, name }, index) => {
    const member = members[index];
    const joined = addMonths(today, -months);
    const day = addDays(joined > publishedOn ? joined : publishedOn, 3 + (index % 9));
    return signed && member
      ? [
          {
            charter_id: charter,
            member_id: member,
            name,
            signed_at: at(day),
            how: signed,
            entered_by: null
          }
        ]
      : [];
  });
  await db.insertInto('circle_signature').values(signatures).execute();
}

async function loadQuestions(
  db: Database,
  circle: Id<'circle'>,
  { questions }: SampleCircle,
  { now }: Context
): Promise<void> {
  for (const { kind, text, name, daysAgo, answer } of questions) {
    const askedAt = new Date(now.getTime() - daysAgo * dayMs);
    await db
      .insertInto('circle_question')
      .values({
        id: newId<'circle_question'>(askedAt),
        circle_id: circle,
        ...{ kind, text, name, email: null, person_id: null, locale: 'hu' },
        state: answer ? 'answered' : 'open',
        answer: answer ?? null,
        answered_by: null,
        answered_at: answer ? new Date(askedAt.getTime() + 6 * dayMs) : null,
        public: answer !== undefined,
        created_at: askedAt,
        updated_at: askedAt
      })
      .execute();
  }
}
