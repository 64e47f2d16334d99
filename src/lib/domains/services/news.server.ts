// Tells those who look after a settlement, or its county, what people there asked and nobody answers.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { plain } from '#lib/platform/mail/content.ts';
import { notify, told, type Recipient } from '#lib/platform/notifications/notify.server.ts';

/** In a mail; the page has all of them. */
const mostTold = 10;

/** Questions of one settlement that come soon after each other are told as one. */
export async function tellOfNeed(db: Database, activity: Activity, now: Date): Promise<void> {
  const need = await db
    .selectFrom('unmet_need')
    .leftJoin('settlement', 'settlement.id', 'unmet_need.settlement_id')
    .select(['unmet_need.state', 'settlement.id as settlement', 'settlement.name', 'settlement.county'])
    .where('unmet_need.id', '=', activity.object_id as Id<'unmet_need'>)
    .executeTakeFirst();
  // Answered or taken in the meantime, there is nothing to tell.
  if (!need || need.state !== 'open') return;
  await notify(
    db,
    {
      activity,
      batch: `services.need ${need.settlement ?? 'anywhere'}`,
      recipients: await findWhoTends(db, need),
      async prepare(tx, window) {
        const questions = await tx
          .selectFrom('unmet_need')
          .innerJoin('activity', 'activity.object_id', 'unmet_need.id')
          .select(['unmet_need.id', 'unmet_need.question'])
          .distinct()
          .where('activity.verb', '=', activity.verb)
          .where('activity.person_id', 'is', null)
          .where('activity.at', '>=', window.from)
          .where('activity.at', '<', window.until)
          .where('unmet_need.settlement_id', 'is not distinct from', need.settlement)
          .orderBy('unmet_need.id')
          .execute();
        const count = questions.length;
        return () => ({
          kind: 'services.need',
          text: need.name
            ? told('services.notify.needs', { count, place: need.name })
            : told('services.notify.needsAnywhere', { count }),
          details: questions.slice(0, mostTold).map(({ question }) => ({ text: plain(question) })),
          href: '/services/needs?state=open'
        });
      }
    },
    now
  );
}

/** The settlement's caretakers, and the coordinators of its county and of the country: those who see it on the page. */
async function findWhoTends(
  db: Database,
  { settlement, county }: { settlement: Id<'settlement'> | null; county: string | null }
): Promise<Recipient[]> {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('role')
          .select('role.id')
          .whereRef('role.person_id', '=', 'person.id')
          .where(
            sql<boolean>`((role.kind = 'caretaker' and role.settlement_id = ${settlement})
              or (role.kind = 'coordinator' and (role.county is null or role.county = ${county})))`
          )
      )
    )
    .orderBy('id')
    .execute();
}
