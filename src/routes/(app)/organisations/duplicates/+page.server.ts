import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { listSuspected, rememberNotSame } from '#lib/domains/registry/duplicates.server.ts';
import { mergeables, undoDays } from '#lib/domains/registry/merge-schema.server.ts';
import { undoMerge } from '#lib/domains/registry/merge-undo.server.ts';
import { likenessText, listMerges, showPairs } from '#lib/domains/registry/merge-view.server.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { canJudgeDuplicates, canMerge } from '#lib/domains/registry/policy.ts';
import { findRecord } from '#lib/domains/registry/merge.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  if (!canJudgeDuplicates(actor)) error(404, words.t('house.error.notFound'));
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1), 1_000);
  const { rows, total, pages } = await listSuspected(db, actor, page);
  return {
    pairs: (await showPairs(db, words, rows)).map(({ asked, shown }) => ({
      ...shown,
      likeness: likenessText(words, asked)
    })),
    merges: await listMerges(db, actor, now),
    undoDays,
    total,
    page,
    pages
  };
};

export const actions: Actions = {
  notSame: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const [kind, first, second] = ['kind', 'first', 'second'].map((name) => String(form.get(name) ?? ''));
    if (!kind || !first || !second || !isOneOf(mergeables, kind) || !isUuid(first) || !isUuid(second))
      error(404, words.t('house.error.notFound'));
    const [one, other] = [await findRecord(db, kind, first), await findRecord(db, kind, second)];
    if (!one || !other || first === second || !canMerge(actor, one, other))
      error(404, words.t('house.error.notFound'));
    await rememberNotSame(db, actor, { kind, ids: [[first, second]] }, now);
    setFlash(cookies, words.t('registry.merge.judged', { first: one.name, second: other.name }));
    redirect(303, words.href(`/organisations/duplicates${pageOf(url)}`));
  },
  undo: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    const id = String((await request.formData()).get('id') ?? '');
    const undone = isUuid(id) ? await undoMerge(db, actor, id, now) : null;
    if (!undone?.ok) error(404, words.t('house.error.notFound'));
    const { name, missing, changed } = undone.value;
    const what = [
      ...changed.map((field) =>
        words.t('registry.merge.changedField', { field: words.lookUp(`registry.form.${field}`) ?? field })
      ),
      ...(missing.length > 0
        ? [
            words.t('registry.merge.changedRows', {
              count: missing.reduce((sum, { count }) => sum + count, 0)
            })
          ]
        : [])
    ];
    setFlash(
      cookies,
      what.length > 0
        ? words.t('registry.merge.undoneBut', { name, what: what.join('; ') })
        : words.t('registry.merge.undone', { name })
    );
    redirect(303, words.href(`/organisations/duplicates${pageOf(url)}`));
  }
};

function pageOf(url: URL): string {
  const page = url.searchParams.get('page');
  return page && /^\d{1,4}$/.test(page) ? `?page=${page}` : '';
}
