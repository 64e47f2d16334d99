// What the account's front page lists: each section with what it holds now. A new page of the account adds its section here.
import type { Account } from '#lib/domains/people/account.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export interface Section {
  readonly path: string;
  readonly title: string;
  /** What is so now, in a few words. */
  readonly state: string;
}

interface Entry {
  readonly slug: string;
  readonly name: string;
  readonly headline: string | null;
}

export function sectionsOf(
  account: Account,
  {
    person,
    unread,
    following,
    expert
  }: { person: string; unread: number; following: number; expert: Entry | null },
  words: Words
): readonly Section[] {
  const { t } = words;
  return [
    { path: '/account/name', title: t('people.account.ownName.title'), state: account.name },
    {
      path: '/account/email',
      title: t('people.account.email.title'),
      state: account.email ?? t('people.account.email.none')
    },
    {
      path: '/account/passkeys',
      title: t('people.account.passkeys.title'),
      state: account.passkeys
        ? t('people.account.passkeys.count', { count: account.passkeys })
        : t('people.account.passkeys.none')
    },
    {
      path: '/account/password',
      title: t('people.account.password.title'),
      state: t(account.passwordSince ? 'people.account.password.set' : 'people.account.password.none')
    },
    {
      path: '/account/sessions',
      title: t('people.account.sessions.title'),
      state: t('people.account.sessions.count', { count: account.sessions })
    },
    {
      path: '/account/notifications',
      title: t('notifications.title'),
      state: t('notifications.count', { count: unread })
    },
    {
      path: '/account/following',
      title: t('following.account.title'),
      state: t('following.account.count', { count: following })
    },
    { path: '/account/roles', title: t('people.roles.title'), state: t('people.roles.lead') },
    {
      path: `/history/account/${person}`,
      title: t('people.history.own'),
      state: t('people.history.ownState')
    },
    {
      path: '/account/language',
      title: t('people.account.language.title'),
      state: t(`people.account.language.${account.locale}`)
    },
    {
      path: expert ? `/experts/${expert.slug}` : '/experts/new',
      title: t('experts.account.title'),
      state: expert?.headline ?? expert?.name ?? t('experts.account.none')
    },
    { path: '/account/privacy', title: t('privacy.data.title'), state: t('privacy.data.section') }
  ];
}
