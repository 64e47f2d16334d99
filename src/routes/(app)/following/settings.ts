// What the page behind a mailed link and the page of an account share: the list of what is followed, and what its buttons do.
import { choiceFacts } from '#lib/domains/following/following-words.ts';
import { readChoice } from '#lib/domains/following/input.ts';
import { firstDay } from '#lib/domains/following/model.ts';
import { changeFollowing, endAll, endFollowing } from '#lib/domains/following/operations.server.ts';
import { listFollowings, type Following, type Holder } from '#lib/domains/following/queries.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export async function loadFollowings(db: Database, holder: Holder, words: Words, now: Date) {
  return (await listFollowings(db, holder)).map((following) => shown(following, words, now));
}

function shown(following: Following, words: Words, now: Date) {
  const { id, kind, name, slug, open, km, audiences, themes, rhythm, weekday, remind } = following;
  const page = {
    settlement: 'settlements',
    organisation: 'organisations',
    event: 'events',
    circle: 'circles'
  }[kind];
  const [, ...facts] = choiceFacts(words, following);
  return {
    ...{ id, kind, name, facts, km, audiences, themes, remind },
    when: rhythm && weekday ? { rhythm, weekday } : null,
    href: open ? `/${page}/${slug}` : null,
    next: rhythm && weekday ? firstDay(now, { rhythm, weekday }) : null
  };
}

export type ShownFollowing = ReturnType<typeof shown>;

export type Done = 'saved' | 'stopped' | 'all' | 'gone';

/** @param form with `intent` change, stop or all, and `following`; what a mail program sends by itself ends the one of the address */
export async function actOnFollowings(
  db: Database,
  holder: Holder,
  { form, of, now }: { form: FormData; of: string | null; now: Date }
): Promise<Done> {
  const intent = form.has('List-Unsubscribe') ? 'stop' : form.get('intent');
  const id = String(form.get('following') ?? of ?? '');
  if (intent === 'all') {
    await endAll(db, holder, now);
    return 'all';
  }
  if (intent === 'stop') return (await endFollowing(db, holder, id, now)).ok ? 'stopped' : 'gone';
  const change = { id, choice: readChoice(form), remind: form.get('remind') === 'yes' };
  return (await changeFollowing(db, holder, change, now)).ok ? 'saved' : 'gone';
}
