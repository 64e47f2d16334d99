import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import {
  findObjectOfHistory,
  findRestorable,
  readEntry,
  type ObjectOfHistory,
  type Restorable
} from '../../../../../../history.ts';
import { wordsIn } from '../../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params, url }) => {
  const words = await wordsIn(locale);
  const { object, change, restorable } = await changeAsked(db, actor, { params, url, words });
  const entry = await readEntry(db, { change, words });
  if (!entry) error(404, words.t('house.error.notFound'));
  return {
    object,
    back: `/history/${params.kind}/${params.id}`,
    entry: { at: entry.at, who: entry.who },
    plan: restorable.plan
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, params, url, request, cookies }) => {
    const words = await wordsIn(locale);
    const { object, restorable } = await changeAsked(db, actor, { params, url, words });
    if (restorable.plan.hindrance) return fail(409, { changed: false, late: false });
    const version = new Date(Number((await request.formData()).get('version')) || 0);
    const done = await restorable.apply(now, version);
    if (done === 'changed_meanwhile') return fail(409, { changed: true, late: false });
    if (done === 'too_late') return fail(409, { changed: false, late: true });
    if (done !== 'restored') error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('history.restore.done', { name: object.name }));
    // Its name may be another again, and so its address: that page knows where it is.
    redirect(303, words.href(object.href));
  }
};

async function changeAsked(
  db: Database,
  actor: Actor,
  { params, url, words }: { params: { readonly kind: string; readonly id: string }; url: URL; words: Words }
): Promise<{ object: ObjectOfHistory; change: string; restorable: Restorable }> {
  const { kind, id: address } = params;
  const change = url.searchParams.get('change') ?? '';
  const object = await findObjectOfHistory(db, actor, { kind, address });
  const restorable = object && (await findRestorable(db, actor, { kind, object: object.id, change, words }));
  if (!object || !restorable) error(404, words.t('house.error.notFound'));
  return { object, change, restorable };
}
