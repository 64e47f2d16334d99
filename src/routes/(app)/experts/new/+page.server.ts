import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { expertFacts, organisationChoices } from '#lib/domains/experts/form.server.ts';
import { readAsking, textsOf, withAnswerTaken } from '#lib/domains/experts/input.ts';
import { enterOther, enterSelf } from '#lib/domains/experts/operations.server.ts';
import { canEnterOthers } from '#lib/domains/experts/policy.ts';
import { findOwnExpert } from '#lib/domains/experts/queries.server.ts';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url, cookies }) => {
  const words = await wordsIn(locale);
  const other = url.searchParams.get('for') === 'other';
  if (actor.kind !== 'person' || (other && !canEnterOthers(actor)))
    error(404, words.t('house.error.notFound'));
  const own = other ? null : await findOwnExpert(db, actor);
  if (own) {
    setFlash(cookies, words.t('experts.form.alreadyThere'));
    redirect(303, words.href(`/experts/${own.slug}`));
  }
  return {
    other,
    once: newOnceKey(now),
    today: dayOf(now, defaultZone),
    organisations: await organisationChoices(db, actor, null),
    values: {
      name: other ? '' : (actor.onBehalfOf?.name ?? actor.name),
      standing: 'active',
      languages: 'hu',
      reach: '30',
      conditions: 'agreed',
      visibility: 'public',
      asking: 'mail'
    } as Record<string, string>
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, url, request, cookies }) => {
    const words = await wordsIn(locale);
    const other = url.searchParams.get('for') === 'other';
    if (actor.kind !== 'person' || (other && !canEnterOthers(actor)))
      error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const taken = withAnswerTaken(form);
    if (taken) return { values: textsOf(taken), errors: [], refused: null };
    const facts = await expertFacts(db, form);
    const asking = other ? readAsking(form, dayOf(now, defaultZone)) : null;
    const agreed = other || form.get('agreed') === 'yes';
    const errors = [
      ...(facts.ok ? [] : facts.errors),
      ...(asking && !asking.ok ? asking.errors : []),
      ...(agreed ? [] : [{ field: 'agreed', code: 'consent_missing' as const }])
    ];
    const values = textsOf(form);
    if (!facts.ok || (asking && !asking.ok) || !agreed) return fail(400, { values, errors, refused: null });
    const wording = words.t('experts.consent.wording');
    const name = facts.value.name;
    if (!asking) {
      const saved = await actOnce(db, actor, { form, now }, (tx) =>
        enterSelf(tx, actor, { facts: facts.value, wording }, now)
      );
      const slug = saved.ok ? saved.value.slug : (await findOwnExpert(db, actor))?.slug;
      setFlash(
        cookies,
        saved.ok ? words.t('experts.form.saved', { name }) : words.t('experts.form.alreadyThere')
      );
      redirect(303, words.href(slug ? `/experts/${slug}` : '/experts'));
    }
    const saved = await actOnce(db, actor, { form, now }, (tx) =>
      enterOther(tx, actor, { facts: facts.value, asking: asking.value, wording, locale }, now)
    );
    if (!saved.ok && saved.reason === 'not_yours') error(404, words.t('house.error.notFound'));
    if (!saved.ok)
      return fail(saved.reason === 'already_asked' ? 409 : 429, { values, errors, refused: saved.reason });
    const mailed = asking.value.how === 'mail';
    setFlash(cookies, words.t(mailed ? 'experts.form.asked' : 'experts.form.saved', { name }));
    redirect(303, words.href(`/experts/${saved.value.slug}`));
  }
};
