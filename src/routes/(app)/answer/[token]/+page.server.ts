import { error, fail } from '@sveltejs/kit';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';
import { browserOf, enter } from '../../sign-in/cookies.ts';
import type { Actions, PageServerLoad } from './$types';
import { openSession } from '#lib/domains/people/session.server.ts';
import {
  findCapabilityLink,
  giveBackCapabilityLink,
  useCapabilityLink
} from '#lib/platform/capability-links.server.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkField } from '#lib/platform/domain.ts';

// Opening the page only shows what the link would do: mail programs follow links by themselves.
export const load: PageServerLoad = async ({ locals: { db, now, locale }, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const link = await findCapabilityLink(db, params.token, now);
  if (!link.ok) return { page: null, refused: link.reason };
  const page = await actOf(link.value.purpose)?.show(db, link.value, await wordsIn(locale), domains);
  return page ? { page, refused: null } : { page: null, refused: 'link_unknown' as const };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, now, locale } = event.locals;
    const form = await event.request.formData();
    const words = await wordsIn(locale);
    const outcome = await inTransaction(db, async (tx) => {
      const link = await findCapabilityLink(tx, event.params.token, now);
      if (!link.ok) return { refused: link.reason };
      const act = actOf(link.value.purpose);
      const page = await act?.show(tx, link.value, words, domains);
      const chosen = form.has('List-Unsubscribe') ? page?.oneClick : form.get('choice');
      const choice = page?.choices.find(({ value }) => value === chosen)?.value;
      if (!act || choice === undefined) error(400, words.t('house.answer.noChoice'));
      if (!(await useCapabilityLink(tx, link.value.id, now))) return { refused: 'link_used' as const };
      const note = form.get('note');
      const answer = {
        choice,
        note: typeof note === 'string' && note.trim() ? note.trim().slice(0, 2000) : null,
        fields: filledIn(form, page?.fields ?? [])
      };
      const done = await act.act(tx, link.value, answer, { now, words, domains });
      if ('mistakes' in done) {
        await giveBackCapabilityLink(tx, link.value.id);
        return { mistakes: done.mistakes, filled: { ...answer.fields, note: answer.note ?? '' } };
      }
      const opened = done.enter ? await openSession(tx, done.enter, browserOf(event), now) : null;
      return { done, opened };
    });
    if (outcome.mistakes) return fail(400, { mistakes: outcome.mistakes, filled: outcome.filled });
    if (outcome.refused) return { refused: outcome.refused };
    if (outcome.opened) return enter(event, outcome.opened, outcome.done.href ?? '/');
    return { done: { sentence: outcome.done.sentence, href: outcome.done.href } };
  }
};

function actOf(purpose: string): LinkAct | undefined {
  return domains.flatMap((domain) => domain.linkActs ?? []).find((act) => act.purpose === purpose);
}

function filledIn(form: FormData, fields: readonly LinkField[]): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const text = form.get(name);
      return [name, typeof text === 'string' ? text.slice(0, 2000) : ''];
    })
  );
}
