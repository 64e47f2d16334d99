import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { offeringDraft, usualOwner, valuesOf } from '#lib/domains/exchange/form.server.ts';
import { textsOf, withAnswerTaken } from '#lib/domains/exchange/input.ts';
import {
  bareOffering,
  categories,
  pathOf,
  sides,
  type Category,
  type Side
} from '#lib/domains/exchange/model.ts';
import { createOffering } from '#lib/domains/exchange/operations.server.ts';
import { canEnterOfferings } from '#lib/domains/exchange/policy.ts';
import { recordKinds, recordOffered } from '#lib/domains/exchange/register.server.ts';
import { templateOf, templates } from '#lib/domains/exchange/templates.ts';
import { findOwnExpert } from '#lib/domains/experts/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const words = await wordsIn(locale);
  await mustEnter(db, actor, words);
  const asked = url.searchParams;
  const side: Side = sides.find((each) => each === asked.get('side')) ?? 'offer';
  const category: Category | null = categories.find((each) => each === asked.get('category')) ?? null;
  const owner = await usualOwner(db, actor);
  const base = { once: newOnceKey(now), side, category, organisations: owner.choices, templates };

  const kind = recordKinds.find((each) => asked.has(each));
  const offered = kind ? await recordOffered(db, actor, { kind, slug: asked.get(kind) ?? '' }) : null;
  if (offered) {
    const { facts, organisation, settlement, record, name } = offered;
    const values: Record<string, string> = { ...valuesOf(facts, { organisation, settlement }), record };
    return { ...base, values, chosen: true, from: { kind: kind ?? 'venue', name } };
  }
  const template = templateOf(asked.get('template') ?? '');
  if (template) {
    const title = words.t(`exchange.template.${template.key}` as 'exchange.template.venue_offer_hall');
    const facts = {
      ...bareOffering,
      side: template.side,
      category: template.category,
      topics: template.topics,
      title,
      settlement: ''
    };
    return { ...base, values: valuesOf(facts, owner), chosen: true, from: null };
  }
  if (asked.has('blank') && category) {
    const facts = { ...bareOffering, side, category, title: '', settlement: '' };
    return { ...base, values: valuesOf(facts, owner), chosen: true, from: null };
  }
  return { ...base, values: null, chosen: false, from: null };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, request, cookies }) => {
    const words = await wordsIn(locale);
    await mustEnter(db, actor, words);
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [] };
    const draft = await offeringDraft(db, actor, form, null);
    if (!draft.ok) return fail(400, { values: textsOf(form), errors: draft.errors });
    const facts = draft.value;
    const saved = await actOnce(db, actor, { form, now }, (tx) => createOffering(tx, actor, { facts }, now));
    if (!saved.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('exchange.form.saved', { title: facts.title }));
    redirect(303, words.href(pathOf(saved.value)));
  }
};

async function mustEnter(db: Database, actor: Actor, words: Words): Promise<void> {
  if (canEnterOfferings(actor) || (await findOwnExpert(db, actor))) return;
  error(404, words.t('house.error.notFound'));
}
