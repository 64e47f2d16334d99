import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { domains } from '../../../generated/domains.ts';
import { wordsIn } from '../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { closeRecord } from '#lib/domains/registry/closing.server.ts';
import { isOneOf } from '#lib/domains/registry/model.ts';
import { canAddOrganisation } from '#lib/domains/registry/policy.ts';
import { listVacant } from '#lib/domains/upkeep/caretakers.server.ts';
import { confirmRecord } from '#lib/domains/upkeep/confirm.server.ts';
import { territoryOf } from '#lib/domains/upkeep/policy.ts';
import { putRecordOff } from '#lib/domains/upkeep/put-off.server.ts';
import { reasons } from '#lib/domains/upkeep/todo.ts';
import { listTodos } from '#lib/domains/upkeep/todo.server.ts';
import { findUpkept } from '#lib/domains/upkeep/upkept.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';

const pageSize = 20;

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  if (!territoryOf(actor)) error(404, words.t('house.error.notFound'));
  const asked = url.searchParams.get('reason') ?? '';
  const reason = isOneOf(reasons, asked) ? asked : null;
  const place = url.searchParams.get('place');
  const all = await listTodos(db, { domains, actor, words, now });
  const places = new Map(
    all.flatMap(({ settlement }) => (settlement ? [[settlement.id, settlement.name]] : []))
  );
  const here = place === null ? all : all.filter(({ settlement }) => settlement?.id === place);
  const shown = reason === null ? here : here.filter((todo) => todo.reasons.includes(reason));
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1)));
  return {
    reason,
    place: place !== null && places.has(place) ? place : null,
    places: [...places]
      .map(([value, label]) => ({ value: value ?? '', label: label ?? '' }))
      .sort((a, b) => words.compare(a.label, b.label)),
    counts: reasons
      .map((each) => ({ reason: each, count: here.filter((todo) => todo.reasons.includes(each)).length }))
      .filter(({ count }) => count > 0),
    total: here.length,
    todos: shown.slice((page - 1) * pageSize, page * pageSize),
    page,
    pages,
    vacant: await listVacant(db, actor),
    seesProof: canAddOrganisation(actor)
  };
};

export const actions: Actions = {
  confirm: (event) =>
    act(event, async ({ db, actor, now }, key) => {
      const done = await confirmRecord(db, actor, { domains, ...key, how: 'form' }, now);
      return done.ok ? { name: done.value.name, said: 'upkeep.todo.confirmed' } : null;
    }),
  putOff: (event) =>
    act(event, async ({ db, actor, now }, key) => {
      const done = await putRecordOff(db, actor, { domains, ...key }, now);
      return done.ok ? { name: done.value.name, said: 'upkeep.todo.setAside' } : null;
    }),
  close: (event) =>
    act(event, async ({ db, actor, now }, { kind, id }) => {
      if (kind !== 'organisation' && kind !== 'venue') return null;
      const closing = { on: null, reason: null, successor: null };
      const done = await closeRecord(db, actor, { kind, id, ...closing }, now);
      return done.ok ? { name: done.value.name, said: 'registry.closed.done' } : null;
    })
};

interface Done {
  readonly name: string;
  readonly said: 'upkeep.todo.confirmed' | 'upkeep.todo.setAside' | 'registry.closed.done';
}

/** From the list one goes on with the list, from the page of a record back to it. */
async function act(
  { locals, request, cookies, url }: RequestEvent,
  carryOut: (locals: App.Locals, key: { kind: string; id: string }) => Promise<Done | null>
): Promise<never> {
  const words = await wordsIn(locals.locale);
  const form = await request.formData();
  const key = { kind: String(form.get('kind') ?? ''), id: String(form.get('id') ?? '') };
  const done = isUuid(key.id) ? await carryOut(locals, key) : null;
  if (!done) error(404, words.t('house.error.notFound'));
  setFlash(cookies, words.t(done.said, { name: done.name }));
  if (form.get('from') === 'list')
    redirect(303, words.href(`/upkeep${url.search.replace(/^\?\/\w*&?/, '?').replace(/^\?$/, '')}`));
  const [record] = await findUpkept(locals.db, domains, [key]);
  redirect(303, words.href(record ? record.of.page(record.slug) : '/upkeep'));
}
