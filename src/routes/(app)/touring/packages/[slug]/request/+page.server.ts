import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { requestDraft } from '#lib/domains/touring/form.server.ts';
import { readStranger, textsOf, type FieldError } from '#lib/domains/touring/input.ts';
import { findPackageBySlug, type TouringPackage } from '#lib/domains/touring/queries.server.ts';
import { askAsStranger, askForPackage } from '#lib/domains/touring/requests.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const pack = await askedPackage(locals, params.slug);
  return {
    pack: { slug: pack.slug, title: pack.title },
    known: await hasAddress(locals),
    once: newOnceKey(locals.now),
    values: {
      settlement: (url.searchParams.get('settlement') ?? '').slice(0, 200),
      venue: (url.searchParams.get('hall') ?? '').slice(0, 200)
    } as Record<string, string>
  };
};

export const actions: Actions = {
  default: async ({ locals, params, request, cookies, getClientAddress }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const pack = await askedPackage(locals, params.slug);
    const form = await request.formData();
    const values = textsOf(form);
    const known = await hasAddress(locals);
    const draft = await requestDraft(db, form);
    const stranger = known ? null : readStranger(form);
    const errors: FieldError[] = [
      ...(draft.ok ? [] : draft.errors),
      ...(stranger && !stranger.ok ? stranger.errors : [])
    ];
    if (!draft.ok || (stranger && !stranger.ok)) return fail(400, { values, errors, refused: null });
    const asked = stranger
      ? await actOnce(db, actor, { form, now }, (tx) =>
          askAsStranger(
            tx,
            {
              ...{ pack: pack.id, draft: draft.value, stranger: stranger.value, locale },
              address: getClientAddress()
            },
            now
          )
        )
      : await actOnce(db, actor, { form, now }, (tx) =>
          askForPackage(tx, actor, { pack: pack.id, draft: draft.value, locale }, now)
        );
    if (!asked.ok) {
      const refused = asked.reason === 'too_many_tries' ? ('tooMany' as const) : ('gone' as const);
      return fail(refused === 'tooMany' ? 429 : 409, { values, errors: [], refused });
    }
    if (stranger) return { sent: true as const };
    setFlash(cookies, words.t('touring.ask.done', { title: pack.title }));
    redirect(303, words.href(`/touring/packages/${pack.slug}`));
  }
};

type Locals = RequestEvent['locals'];

/** Whoever has an account without an address asks as others do who have none. */
async function hasAddress({ db, actor, now }: Locals): Promise<boolean> {
  return actor.kind === 'person' && (await findAccount(db, actor.id, now)).email !== null;
}

async function askedPackage({ db, actor, locale }: Locals, slug: string): Promise<TouringPackage> {
  const pack = await findPackageBySlug(db, actor, slug);
  if (pack?.state !== 'open') error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return pack;
}
