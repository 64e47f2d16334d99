import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readChoice, readEmail, textsOf, type FieldError } from '#lib/domains/following/input.ts';
import { confirmHours, type Target } from '#lib/domains/following/model.ts';
import { askToFollow, follow } from '#lib/domains/following/operations.server.ts';
import { findAbout, settlementNamed, type About } from '#lib/domains/following/target.server.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const about = await findAbout(db, actor, url.searchParams);
  if (!about) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const account = actor.kind === 'person' ? await findAccount(db, actor.id, now) : null;
  return {
    about,
    choice: readChoice(url.searchParams),
    account: account && { email: account.email },
    hours: confirmHours,
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  default: async ({ locals: { db, actor, now, locale }, url, request, cookies, getClientAddress }) => {
    const words = await wordsIn(locale);
    const about = await findAbout(db, actor, url.searchParams);
    if (!about) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const values = textsOf(form);
    const choice = readChoice(form);
    const refuse = (status: number, errors: readonly FieldError[], refused: 'tooMany' | null = null) =>
      fail(status, { values, choice, errors, refused });
    const read = await targetIn(db, about, form);
    const email = actor.kind === 'person' ? null : readEmail(form);
    const errors: FieldError[] = [
      ...('error' in read ? [read.error] : []),
      ...(actor.kind !== 'person' && email === null ? [{ field: 'email', code: 'email_wrong' as const }] : [])
    ];
    if ('error' in read || errors.length > 0) return refuse(400, errors);
    if (actor.kind === 'person') {
      const done = await follow(db, actor, { target: read.target, locale }, now);
      setFlash(
        cookies,
        words.t(
          done.ok
            ? 'following.new.saved'
            : done.reason === 'too_many'
              ? 'following.new.tooManyFollowed'
              : 'following.new.noAddress'
        )
      );
      redirect(303, words.href('/account/following'));
    }
    const asked = { email: email ?? '', locale, target: read.target, address: getClientAddress() };
    const done = await actOnce(db, actor, { form, now }, (tx) => askToFollow(tx, asked, now));
    if (!done.ok) return refuse(429, [], 'tooMany');
    return { sent: true as const };
  }
};

async function targetIn(
  db: Database,
  about: About,
  form: FormData
): Promise<{ target: Target } | { error: FieldError }> {
  const { kind, id } = about;
  const { rhythm, weekday, km, audiences, themes } = readChoice(form);
  if (kind === 'event' && id) return { target: { kind, event: id, remind: form.get('remind') === 'yes' } };
  if (kind === 'circle' && id) return { target: { kind, circle: id } };
  if (kind === 'organisation' && id) return { target: { kind, organisation: id, rhythm, weekday } };
  const named = await settlementNamed(db, String(form.get('settlement') ?? ''));
  if ('error' in named) return named;
  return {
    target: { kind: 'settlement', settlement: named.id, km, audiences, themes, rhythm, weekday }
  };
}
