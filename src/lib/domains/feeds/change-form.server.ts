// Changes what holds for a feed by its form, together with what others changed since the form was opened.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { oneLine } from '#lib/core/text.ts';
import { readNamed, valuesIn, valuesOf, type FeedAnswer, type FormValues } from './form.server.ts';
import { changeFeed } from './operations.server.ts';
import { findFeed, type Feed } from './queries.server.ts';

export type Changed =
  | {
      readonly saved: true;
      /** With changes of others that were taken over. */
      readonly merged: boolean;
    }
  | (FeedAnswer & {
      readonly begun: string;
      readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
    })
  | { readonly hidden: true };

/** A venue is one of a settlement. */
const groups = [['settlement', 'venue']];

export async function changeForm(
  db: Database,
  actor: Actor,
  { feed, form, now }: { feed: Feed; form: FormData; now: Date }
): Promise<Changed> {
  const fresh = async (): Promise<Feed> => (await findFeed(db, feed.id)) ?? feed;
  const over = await saveOver<true | null | FeedAnswer>(form, {
    groups,
    current: async () => begunFrom(await fresh()),
    save: async (sent, from) => {
      sent.set('organisation', feed.organisation.id);
      const read = await readNamed(db, actor, sent);
      if (!read.ok) return { values: valuesIn(sent), errors: read.errors };
      const name = oneLine(String(sent.get('name') ?? '')) || feed.name;
      const saved = await changeFeed(db, actor, { id: feed.id, draft: read.value, name, from }, now);
      if (saved.ok) return true;
      return saved.reason === 'changed_meanwhile' ? saved.reason : null;
    }
  });
  if (!('answer' in over)) {
    const { conflicts, since } = over;
    const begun = String(over.form.get('begun') ?? '');
    return { values: valuesIn(over.form), errors: [], begun, meanwhile: { conflicts, since } };
  }
  const { answer, merged } = over;
  if (answer === null) return { hidden: true };
  if (answer === true) return { saved: true, merged };
  return { ...answer, begun: String(form.get('begun') ?? ''), meanwhile: null };
}

/** What the form of settings began from, for its hidden field. */
export function feedBegun(feed: Feed): string {
  return begunText(begunFrom(feed));
}

function begunFrom(feed: Feed): Begun {
  return { at: feed.updatedAt, fields: fieldsOf(valuesOf(feed)) };
}

function fieldsOf({ texts, audiences, themes, utcIsLocal }: FormValues): Map<string, string[]> {
  return new Map([
    ...Object.entries(texts).map(([field, text]): [string, string[]] => [field, [text]]),
    ['audience', [...audiences]],
    ['theme', [...themes]],
    ['utc_is_local', utcIsLocal ? ['on'] : []]
  ]);
}
