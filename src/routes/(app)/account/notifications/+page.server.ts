import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { personOnly } from '../person.ts';
import { textIn } from '../../sign-in/input.ts';
import { wordsIn } from '../../../../words.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findMailFrequency, setMailFrequency } from '#lib/platform/mail/frequency.server.ts';
import { mailFrequencies } from '#lib/platform/mail/schema.server.ts';
import { listNotifications, readAll, readNotification } from '#lib/platform/notifications/queries.server.ts';
import { keptDays } from '#lib/platform/notifications/schema.server.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, now, locale } = event.locals;
  const asked = Math.trunc(Number(event.url.searchParams.get('page')));
  const page = Math.min(Math.max(1, asked || 1), 1_000);
  const [{ notifications, hasNext }, { email }, frequency] = [
    await listNotifications(db, person.id, { words: await wordsIn(locale), page }),
    await findAccount(db, person.id, now),
    await findMailFrequency(db, person.id)
  ];
  return {
    ...{ notifications, hasNext, page, keptDays },
    ...{ frequency, frequencies: mailFrequencies, hasEmail: email !== null },
    now: now.toISOString()
  };
};

export const actions: Actions = {
  open: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const id = textIn(await event.request.formData(), 'notification');
    const href = await readNotification(db, person.id, id, now);
    if (!href) error(404, words.t('house.error.notFound'));
    redirect(303, words.href(href));
  },

  readAll: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const looked = new Date(textIn(await event.request.formData(), 'looked'));
    const until = looked < now ? looked : now;
    await readAll(db, person.id, { until, now });
    setFlash(event.cookies, words.t('notifications.allReadDone'));
    redirect(303, words.href('/account/notifications'));
  },

  frequency: async (event) => {
    const { person } = await personOnly(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const asked = textIn(await event.request.formData(), 'frequency');
    const frequency = mailFrequencies.find((each) => each === asked);
    if (!frequency) error(404, words.t('house.error.notFound'));
    await setMailFrequency(db, person.id, frequency, now);
    setFlash(event.cookies, words.t('notifications.saved'));
    redirect(303, words.href('/account/notifications'));
  }
};
