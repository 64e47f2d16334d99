import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { readGiftForm, shownAgain } from '#lib/domains/projects/input.ts';
import { listPurposes } from '#lib/domains/projects/gift-purposes.server.ts';
import {
  addGift,
  askForThanks,
  recordThanks,
  removeGift,
  sendThanks
} from '#lib/domains/projects/supporter-operations.server.ts';
import { listGifts, whenDeclined } from '#lib/domains/projects/supporters.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { keptSupporterAsked } from '../../../../project-pages.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { supporter, words } = await keptSupporterAsked({ locals, params });
  const { db, actor, now } = locals;
  return {
    supporter,
    gifts: await listGifts(db, [supporter.id]),
    declinedAt: await whenDeclined(db, supporter.id),
    purposes: await listPurposes(db, actor, supporter, { words, now }),
    values: { day: dayOf(now, defaultZone), kind: supporter.gives[0] ?? 'goods' } as Record<string, string>,
    once: newOnceKey(now)
  };
};

type Event = {
  readonly locals: App.Locals;
  readonly params: { readonly slug: string };
  readonly request: Request;
  readonly cookies: Cookies;
};

export const actions: Actions = {
  gift: async ({ locals, params, request, cookies }) => {
    const { supporter, words } = await keptSupporterAsked({ locals, params });
    const { db, actor, now } = locals;
    const form = await request.formData();
    const purposes = (await listPurposes(db, actor, supporter, { words, now })).map(({ value }) => value);
    const read = readGiftForm(form, { purposes, today: dayOf(now, defaultZone) });
    if (!read.ok) return fail(400, { values: shownAgain(form), errors: read.errors, problem: null });
    const done = await actOnce(db, actor, { form, now }, (tx) =>
      addGift(tx, actor, { supporter: supporter.id, facts: read.value }, now)
    );
    if (!done.ok && done.reason === 'too_many')
      return fail(409, { values: shownAgain(form), errors: [], problem: words.t('projects.gift.too_many') });
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('projects.gift.added'));
    redirect(303, words.href(`/supporters/${supporter.slug}/keep`));
  },
  removeGift: (event) =>
    act(event, 'projects.gift.removed', ({ db, actor, now }, supporter, form) =>
      removeGift(db, actor, { supporter, gift: String(form.get('gift') ?? '') }, now)
    ),
  ask: (event) =>
    act(event, 'projects.thanks.asked', ({ db, actor, now }, id) =>
      askForThanks(db, actor, { id, by: nameOf(actor) }, now)
    ),
  record: async (event) => {
    const { words } = await keptSupporterAsked(event);
    return act(event, 'projects.thanks.recorded', ({ db, actor, now }, id, form) =>
      recordThanks(
        db,
        actor,
        {
          id,
          word: {
            how: form.get('how') === 'paper' ? 'paper' : 'spoken',
            amounts: form.get('amounts') === 'yes'
          },
          wording: words.t('projects.thanksLink.wording')
        },
        now
      )
    );
  },
  withdraw: (event) =>
    act(event, 'projects.thanks.withdrawn', ({ db, actor, now }, id) =>
      recordThanks(db, actor, { id, word: null, wording: '' }, now)
    ),
  send: (event) =>
    act(event, 'projects.gift.sent', ({ db, actor, now }, id, form) =>
      sendThanks(db, actor, { id, gift: String(form.get('gift') ?? ''), by: nameOf(actor) }, now)
    )
};

async function act(
  { locals, params, request, cookies }: Event,
  told:
    | 'projects.gift.removed'
    | 'projects.gift.sent'
    | 'projects.thanks.asked'
    | 'projects.thanks.recorded'
    | 'projects.thanks.withdrawn',
  run: (
    locals: App.Locals,
    id: string,
    form: FormData
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>
) {
  const { supporter, words } = await keptSupporterAsked({ locals, params });
  const done = await run(locals, supporter.id, await request.formData());
  if (done.ok) {
    setFlash(cookies, words.t(told));
    redirect(303, words.href(`/supporters/${supporter.slug}/keep`));
  }
  const problem = words.lookUp(`projects.thanks.${done.reason}`);
  if (!problem) error(404, words.t('house.error.notFound'));
  return fail(409, { values: null, errors: [], problem });
}

function nameOf(actor: Actor): string {
  return actor.kind === 'person' ? (actor.onBehalfOf?.name ?? actor.name) : 'Kaláka';
}
