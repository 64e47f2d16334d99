// Puts the visits of the sample region into the database.
import type { Id } from '#lib/core/ids.ts';
import { addDays } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { prompts, type Prompt } from './model.ts';
import { writeVisit } from './operations.server.ts';
import { sampleVisits } from './sample.ts';

export async function loadSampleVisits(db: Database, { now, today }: SampleContext): Promise<void> {
  const { organisations: ids } = await sampleIds(db);
  const organisations = await findOrganisationsByIds(db, [...ids.values()]);
  const finder = await loadSettlementFinder(db);
  const people = new Map(
    (await db.selectFrom('person').select(['id', 'email']).where('email', 'is not', null).execute()).map(
      ({ id, email }) => [email ?? '', id]
    )
  );
  const keyed = (key: string): Id<'organisation'> => {
    const id = ids.get(key);
    if (!id) throw new Error(`The sample region has no «${key}»`);
    return id;
  };
  for (const visit of sampleVisits) {
    const organisation = visit.organisation === null ? null : keyed(visit.organisation);
    const found = visit.settlement ? finder.find({ name: visit.settlement }) : null;
    // Somebody may have taken over the name of an invented colleague, or taken their place.
    const went = visit.went.flatMap((email) => people.get(email) ?? []);
    const [author = null] = went;
    const id = newId<'acquaintance_visit'>(now);
    await writeVisit(
      db,
      {
        id,
        draft: {
          day: addDays(today, -visit.daysAgo),
          kind: visit.kind,
          organisation,
          settlement: organisation
            ? (organisations.get(organisation)?.settlement?.id ?? null)
            : found?.ok
              ? found.value.id
              : null,
          subject: visit.subject ?? null,
          sender: keyed(visit.sender),
          visitors: went,
          met: visit.met,
          texts: Object.fromEntries(prompts.map((prompt) => [prompt, visit.texts[prompt] ?? null])) as Record<
            Prompt,
            string | null
          >,
          note: visit.note ?? null,
          level: visit.level,
          step: visit.step
            ? { text: visit.step.text, day: addDays(today, visit.step.inDays), person: author }
            : null
        },
        author,
        source: fromSample
      },
      now
    );
    if (visit.step?.done)
      await db.updateTable('acquaintance_visit').set({ step_done_at: now }).where('id', '=', id).execute();
  }
}
