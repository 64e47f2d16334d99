import { error, redirect } from '@sveltejs/kit';
import { theHouse } from '../../../../the-house.server.ts';
import { wordsIn } from '../../../../../words.ts';
import { administratorOnly } from '../../../administrator.ts';
import { sizeText } from '../../sizes.ts';
import { momentOf, previewOf, subjectOf } from '../mail-view.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findMail, retryMail } from '#lib/platform/mail/queries.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  administratorOnly(locals);
  const { db, origin, locale, now } = locals;
  const words = await wordsIn(locale);
  const mail = await findMail(db, params.id);
  if (!mail) error(404);
  const moment = (at: Date | null): string | null => at && momentOf(words, at);
  // Where mails really leave, what they say is between the house and its reader.
  const readable = theHouse().post === null;
  return {
    mail: {
      id: mail.id,
      locale: mail.locale,
      subject: await subjectOf(mail),
      name: mail.name,
      email: mail.email,
      kind: mail.kind,
      state: mail.state,
      attempts: mail.attempts,
      error: mail.last_error,
      created: moment(mail.created_at),
      sent: moment(mail.sent_at),
      next: mail.state === 'waiting' ? moment(mail.next_try_at > now ? mail.next_try_at : now) : null,
      forgotten: mail.content === null,
      canRetry: mail.content !== null && ['waiting', 'kept', 'failed', 'bounced'].includes(mail.state)
    },
    readable,
    attachments: [
      ...(mail.content?.attachments ?? []).map(({ name, text }) => ({
        name,
        size: sizeText(words, new TextEncoder().encode(text).length)
      })),
      ...(mail.content?.files ?? []).map(() => ({
        name: words.t('mail.admin.madeFile'),
        size: words.t('mail.admin.madeLater')
      }))
    ].map((each, index) => ({
      ...each,
      href: readable ? words.href(`/admin/mail/${mail.id}/attachments/${index}`) : null
    })),
    text: readable ? ((await previewOf(mail, origin))?.text ?? null) : null
  };
};

export const actions: Actions = {
  default: async ({ locals, params, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const retried = await retryMail(locals.db, params.id, locals.now);
    setFlash(cookies, words.t(retried ? 'mail.admin.retried' : 'mail.admin.notRetried'));
    redirect(303, words.href('/admin/mail'));
  }
};
