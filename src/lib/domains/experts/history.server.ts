// How what happens to an expert's entry reads in its history, and what those who kept or own it are told.
import type { Id } from '#lib/core/ids.ts';
import type { Activity } from '#lib/platform/activity.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { HistoryObject, Told } from '#lib/platform/domain.ts';
import { factIn, textsIn } from '#lib/platform/history-fields.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { notify, told, type News } from '#lib/platform/notifications/notify.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canKeepExpert } from './policy.ts';
import { findExpert, findExpertBySlug } from './queries.server.ts';

export const expertHistory: HistoryObject = {
  kind: 'expert',
  path: 'experts',
  async find(db, actor, address) {
    const found = await findExpertBySlug(db, actor, address);
    if (!found || !canKeepExpert(actor, found)) return null;
    return { id: found.id, name: found.name, href: `/experts/${found.slug}` };
  }
};

/** Which fields changed, not what was in them: that goes when the person changes it. */
export async function tellOfExperts(
  _db: Database,
  activities: readonly Activity[],
  words: Words
): Promise<ReadonlyMap<string, Told>> {
  return new Map(
    activities.map(({ id, verb, details }): [string, Told] => {
      const changed = textsIn(changedIn(details)).map(
        (field) => words.lookUp(`experts.form.${field}`) ?? field
      );
      const sentence =
        changed.length > 0
          ? words.t('experts.history.updatedFields', { fields: changed.join(', ') })
          : words.lookUp(`experts.history.${verb}`);
      return [id, { sentence: sentence ?? words.t('history.something'), changes: [] }];
    })
  );
}

/** Who entered somebody hears whether they agreed; whoever has an account, what others change in their entry. */
export async function tellOfExpert(db: Database, activity: Activity, now: Date): Promise<void> {
  const expert = await findExpert(db, activity.object_id);
  const changed = activity.verb === 'expert.updated' || activity.verb === 'expert.withdrawn';
  const whom = changed
    ? (expert?.person ?? null)
    : (expert?.keptBy?.id ?? factIn(activity.details, 'keeper'));
  if (!whom || whom === activity.person_id || (!expert && activity.verb !== 'expert.refused')) return;
  const recipients = await db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', '=', whom as Id<'person'>)
    .execute();
  const news: News = {
    kind: `experts.${activity.verb}`,
    text: expert
      ? told(`experts.notify.${changed ? 'changed' : 'agreed'}`, { name: expert.name })
      : told('experts.notify.refused', {}),
    details: [],
    href: expert ? `/experts/${expert.slug}` : '/experts'
  };
  await notify(
    db,
    {
      activity,
      batch: `${activity.verb} ${activity.object_id}`,
      recipients,
      prepare: async () => () => news
    },
    now
  );
}

function changedIn(details: JsonValue): JsonValue {
  return typeof details === 'object' && details !== null && !Array.isArray(details)
    ? ((details as Readonly<Record<string, JsonValue>>)['changed'] ?? null)
    : null;
}
