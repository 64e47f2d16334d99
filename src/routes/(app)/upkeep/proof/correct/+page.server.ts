import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { canAddOrganisation } from '#lib/domains/registry/policy.ts';
import { confirmRecord } from '#lib/domains/upkeep/confirm.server.ts';
import { findByCode, quickForm, saveQuick, type ByCode } from '#lib/domains/upkeep/proof-correct.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { domains } from '../../../../../generated/domains.ts';
import { historySince } from '../../../../../history.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db, actor, locale } = locals;
  const words = await wordsIn(locale);
  onlyForKeepers(locals, words);
  const typed = url.searchParams.get('code');
  const found = typed === null ? null : await meant(locals, url);
  const records = found?.ok ? found.records : [];
  const [record] = records.length === 1 ? records : [];
  const id = url.searchParams.get('id');
  return {
    code: typed ?? '',
    query: String(new URLSearchParams({ code: typed ?? '', ...(id ? { id } : {}) })),
    wrong: found && !found.ok ? (typed?.trim() ? found.reason : ('code_missing' as const)) : null,
    choices: records.length > 1 ? records.map(({ kind, id, name }) => ({ kind, id, name })) : [],
    record: record && {
      kind: record.kind,
      name: record.name,
      label: record.of.label,
      page: record.of.page(record.slug),
      full: record.of.form(record.slug)
    },
    form: record ? await quickForm(db, actor, record, words) : null
  };
};

export const actions: Actions = {
  save: async ({ locals, url, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    onlyForKeepers(locals, words);
    const record = await oneMeant(locals, url, words);
    const form = await request.formData();
    const saved = await inTransaction(db, (tx) => saveQuick(tx, actor, { record, form, words }, now));
    if ('hidden' in saved) error(404, words.t('house.error.notFound'));
    if ('errors' in saved) {
      const { values, errors, conflicts, since } = saved;
      const entries = since ? await historySince(db, { object: record.id, words, since }) : null;
      return fail(since ? 409 : 400, { values, errors, conflicts, entries });
    }
    setFlash(cookies, words.t('upkeep.proof.saved', { name: record.name }));
    redirect(303, words.href('/upkeep/proof/correct'));
  },
  confirm: async ({ locals, url, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    onlyForKeepers(locals, words);
    const { kind, id } = await oneMeant(locals, url, words);
    const done = await confirmRecord(db, actor, { domains, kind, id, how: 'paper' }, now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('upkeep.proof.saved', { name: done.value.name }));
    redirect(303, words.href('/upkeep/proof/correct'));
  }
};

function onlyForKeepers({ actor }: App.Locals, words: Words): void {
  if (actor.kind !== 'person' || !canAddOrganisation(actor)) error(404, words.t('house.error.notFound'));
}

/** By the code, and by the id where the code alone would mean several. */
async function meant({ db, actor }: App.Locals, url: URL): Promise<ByCode> {
  const found = await findByCode(db, actor, { domains, typed: url.searchParams.get('code') ?? '' });
  const id = url.searchParams.get('id');
  return found.ok && id ? { ok: true, records: found.records.filter((each) => each.id === id) } : found;
}

async function oneMeant(locals: App.Locals, url: URL, words: Words) {
  const found = await meant(locals, url);
  const [record] = found.ok && found.records.length === 1 ? found.records : [];
  if (!record) error(404, words.t('house.error.notFound'));
  return record;
}
