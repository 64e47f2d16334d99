import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findByUnsubscribeToken, setMailFrequency } from '#lib/platform/mail/frequency.server.ts';
import { mailFrequencies } from '#lib/platform/mail/schema.server.ts';

// Opening the page changes nothing: mail programs follow links by themselves.
export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await findByUnsubscribeToken(locals.db, params.token);
  return { frequency: found?.frequency ?? null, frequencies: mailFrequencies };
};

export const actions: Actions = {
  // The token alone decides, never a cookie: a mail program's one-click POST (RFC 8058) has none. What it sends,
  // `List-Unsubscribe=One-Click`, names no frequency and so means essentials only.
  default: async ({ locals, params, request }) => {
    const found = await findByUnsubscribeToken(locals.db, params.token);
    if (!found) return fail(404, { saved: null });
    const asked = (await request.formData()).get('frequency');
    const frequency = mailFrequencies.find((one) => one === asked) ?? 'essentials';
    await setMailFrequency(locals.db, found.person, frequency, locals.now);
    return { saved: frequency };
  }
};
