import { redirect } from '@sveltejs/kit';
import { theHouse } from '../../../../the-house.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { administratorOnly } from '../../../administrator.ts';
import { momentOf } from '../mail-view.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import {
  countInboundMails,
  listInboundMails,
  removeInboundMail
} from '#lib/platform/mail/inbound-queries.server.ts';
import { inboundStates } from '#lib/platform/mail/incoming.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  administratorOnly(locals);
  const { db, locale } = locals;
  const words = await wordsIn(locale);
  const asked = url.searchParams.get('state');
  const state = inboundStates.find((one) => one === asked) ?? null;
  const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1), 10_000);
  const { mails, hasNext } = await listInboundMails(db, { state, page });
  const counts = await countInboundMails(db);
  const { settings, receiver } = theHouse();
  const { imap, smtp, replyAddress } = settings.receiving;
  const trouble = receiver?.trouble() ?? null;
  return {
    receives: imap !== null || smtp !== null || counts.size > 0,
    replyAddress,
    trouble: trouble && {
      sentence: words.t('mail.inbound.troubleSince', {
        sentence: words.t(`mail.inbound.fault.${trouble.fault}`),
        at: words.time(trouble.until)
      }),
      text: trouble.text
    },
    state,
    states: inboundStates.flatMap((one) => {
      const count = counts.get(one) ?? 0;
      return count > 0 || one === state ? [{ state: one, count }] : [];
    }),
    page,
    hasNext,
    mails: mails.map((mail) => ({
      id: mail.id,
      subject: mail.subject || words.t('mail.inbound.noSubject'),
      from: mail.from_name || mail.from_email || words.t('mail.inbound.noSender'),
      email: mail.from_email,
      state: mail.state,
      reason: mail.reason && words.t(`mail.inbound.reason.${mail.reason}`),
      text: mail.state === 'aside' ? mail.text : '',
      received: momentOf(words, mail.received_at)
    }))
  };
};

export const actions: Actions = {
  remove: async ({ locals, request, cookies, url }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const removed = await removeInboundMail(locals.db, String((await request.formData()).get('id') ?? ''));
    setFlash(cookies, words.t(removed ? 'mail.inbound.removed' : 'mail.inbound.notRemoved'));
    redirect(
      303,
      words.href(url.searchParams.has('state') ? '/admin/mail/incoming?state=aside' : '/admin/mail/incoming')
    );
  }
};
