import { fail, redirect } from '@sveltejs/kit';
import { theHouse } from '../../../the-house.server.ts';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { momentOf, subjectOf } from './mail-view.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { listMarkedAddresses, unmarkAddress } from '#lib/platform/mail/bounces.server.ts';
import { countMails, listMails } from '#lib/platform/mail/queries.server.ts';
import { mailStates, type MailState } from '#lib/platform/mail/schema.server.ts';
import { testMail } from '#lib/platform/mail/test-mail.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  administratorOnly(locals);
  const { db, now, locale } = locals;
  const words = await wordsIn(locale);
  const asked = url.searchParams.get('state');
  const state = mailStates.find((one) => one === asked) ?? null;
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1), 10_000);
  const [{ mails, hasNext }, counts, marked] = [
    await listMails(db, { state, page }),
    await countMails(db),
    await listMarkedAddresses(db)
  ];
  const house = theHouse();
  const trouble = house.mailer?.trouble() ?? null;
  return {
    hasServer: house.post !== null,
    trouble: trouble && {
      sentence: words.t('mail.admin.troubleSince', {
        sentence: words.t(`mail.fault.${trouble.fault}`),
        at: words.time(trouble.until)
      }),
      text: trouble.text
    },
    state,
    states: mailStates.flatMap((one) => {
      const count = counts.get(one) ?? 0;
      return count > 0 || one === state ? [{ state: one, count }] : [];
    }),
    page,
    hasNext,
    mails: await Promise.all(
      mails.map(async (mail) => ({
        id: mail.id,
        subject: await subjectOf(mail),
        to: mail.name || mail.email,
        email: mail.email,
        state: mail.state satisfies MailState,
        created: momentOf(words, mail.created_at),
        next: mail.state === 'waiting' && mail.next_try_at > now ? momentOf(words, mail.next_try_at) : null,
        attempts: mail.attempts,
        error: mail.state === 'sent' ? null : mail.last_error
      }))
    ),
    marked: marked.map(({ at, ...address }) => ({ ...address, at: momentOf(words, at) }))
  };
};

export const actions: Actions = {
  test: async ({ locals, request }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const email = String((await request.formData()).get('email') ?? '').trim();
    const house = theHouse();
    const tested = await testMail(house.post, { email, words, origin: locals.origin });
    if (tested.ok) return { test: { email, sent: true as const } };
    if (tested.reason === 'bad_address')
      return fail(422, { test: { email, wrong: words.t('mail.admin.badAddress') } });
    return fail(502, {
      test: { email, problem: words.t(`mail.fault.${tested.reason}`), text: tested.text ?? null }
    });
  },

  unmark: async ({ locals, request, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    await unmarkAddress(locals.db, String((await request.formData()).get('email') ?? ''));
    setFlash(cookies, words.t('mail.admin.unmarked'));
    redirect(303, words.href('/admin/mail'));
  }
};
