import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { findRecord, mergeRecords } from '#lib/domains/registry/merge.server.ts';
import { mergeables, undoDays, type Mergeable } from '#lib/domains/registry/merge-schema.server.ts';
import { movesText, showPairs } from '#lib/domains/registry/merge-view.server.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { canMerge } from '#lib/domains/registry/policy.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { domains } from '../../../../../generated/domains.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  const asked = await pairAsked(db, actor, url, words);
  const [found] = await showPairs(db, words, [asked]);
  if (!found) error(404, words.t('house.error.notFound'));
  return {
    pair: found.shown,
    moves: [
      await movesText(db, words, asked.kind, asked.first),
      await movesText(db, words, asked.kind, asked.second)
    ] as const,
    undoDays,
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies, url }) => {
    const words = await wordsIn(locale);
    const { kind, first, second } = await pairAsked(db, actor, url, words);
    const form = await request.formData();
    const keep = form.get('keep') === '1' ? 1 : 0;
    const [into, from] = keep === 0 ? [first, second] : [second, first];
    const side = String(1 - keep);
    const taken = [...form].flatMap(([name, value]) =>
      name.startsWith('field-') && value === side ? [name.slice('field-'.length)] : []
    );
    const seenAt = (index: number): Date => new Date(Number(form.get(`seen-${index}`)) || 0);
    const merged = await actOnce(db, actor, { form, now }, (tx) =>
      mergeRecords(
        tx,
        actor,
        { kind, into, from, taken, seen: { into: seenAt(keep), from: seenAt(1 - keep) } },
        { now, house: { domains, words } }
      )
    );
    if (!merged.ok) {
      if (merged.reason === 'hindered')
        return fail(409, { keep, hindrances: merged.hindrances, changed: false });
      if (merged.reason === 'changed_meanwhile') return fail(409, { keep, hindrances: [], changed: true });
      error(404, words.t('house.error.notFound'));
    }
    const record = await findRecord(db, kind, into);
    setFlash(cookies, words.t('registry.merge.done', { name: record?.name ?? merged.value.name }));
    redirect(303, words.href(`/${kind}s/${merged.value.slug}`));
  }
};

/** The pair that the address names, when this actor may judge it. */
async function pairAsked(
  db: Database,
  actor: Actor,
  url: URL,
  words: Words
): Promise<{ kind: Mergeable; first: string; second: string }> {
  const [kind = '', first = '', second = ''] = ['kind', 'first', 'second'].map((name) =>
    String(url.searchParams.get(name) ?? '')
  );
  if (!isOneOf(mergeables, kind) || !isUuid(first) || !isUuid(second) || first === second)
    error(404, words.t('house.error.notFound'));
  const [one, other] = [await findRecord(db, kind, first), await findRecord(db, kind, second)];
  if (!one || !other || !canMerge(actor, one, other)) error(404, words.t('house.error.notFound'));
  return { kind, first, second };
}
