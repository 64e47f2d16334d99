import { error } from '@sveltejs/kit';
import { findObjectOfHistory, readHistory, restorableVerbs } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const object = await findObjectOfHistory(db, actor, { kind: params.kind, address: params.id });
  if (!object) error(404, words.t('house.error.notFound'));
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1), 1_000);
  const { entries, hasNext } = await readHistory(db, { object: object.id, words, page });
  const verbs = await restorableVerbs(db, actor, { kind: params.kind, object: object.id, words });
  return {
    object,
    entries: entries.map((entry) => ({
      ...entry,
      restore:
        verbs.includes(entry.verb) && entry.changes.length > 0
          ? words.href(`/history/${params.kind}/${params.id}/restore?change=${entry.id}`)
          : null
    })),
    hasNext,
    page
  };
};
