// The two mailed links about an account's address: «this address is mine» and «I did not want this».
import type { Id } from '#lib/core/ids.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct } from '#lib/platform/domain.ts';
import { confirmEmail, confirmPurpose, takeBackPurpose, takeEmailBack } from './account-email.server.ts';

const confirm: LinkAct = {
  purpose: confirmPurpose,
  async show(db, link, words) {
    const found = await aboutWhom(db, link);
    return (
      found && {
        title: words.t('people.confirmEmail.title'),
        lead: words.t('people.confirmEmail.lead', { name: found.name }),
        facts: [
          { term: words.t('people.confirmEmail.new'), text: found.email },
          ...(found.current ? [{ term: words.t('people.confirmEmail.current'), text: found.current }] : [])
        ],
        choices: [{ value: 'confirm', label: words.t('people.confirmEmail.button') }]
      }
    );
  },
  async act(tx, link, _answer, { now, words }) {
    const found = await aboutWhom(tx, link);
    const done = found && (await confirmEmail(tx, found, now));
    return done?.ok
      ? { sentence: words.t('people.confirmEmail.done'), href: '/account' }
      : { sentence: words.t('people.error.email_taken'), href: null };
  }
};

const takeBack: LinkAct = {
  purpose: takeBackPurpose,
  async show(db, link, words) {
    const found = await aboutWhom(db, link);
    return (
      found && {
        title: words.t('people.takeEmailBack.title'),
        lead: words.t('people.takeEmailBack.lead', { name: found.name }),
        facts: [{ term: words.t('people.takeEmailBack.address'), text: found.email }],
        choices: [{ value: 'take_back', label: words.t('people.takeEmailBack.button') }]
      }
    );
  },
  async act(tx, link, _answer, { now, words }) {
    const found = await aboutWhom(tx, link);
    const done = found && (await takeEmailBack(tx, { ...found, link: link.id }, now));
    return done?.ok
      ? { sentence: words.t('people.takeEmailBack.done'), href: '/sign-in' }
      : { sentence: words.t('people.error.email_taken'), href: null };
  }
};

export const emailLinkActs: readonly LinkAct[] = [confirm, takeBack];

async function aboutWhom(
  db: Database,
  { person, subject }: CapabilityLink
): Promise<{ person: Id<'person'>; name: string; current: string | null; email: string } | null> {
  const { email } = subject as { email: string };
  if (!person) return null;
  const row = await db
    .selectFrom('person')
    .select(['name', 'email'])
    .where('id', '=', person)
    .executeTakeFirst();
  return row ? { person, name: row.name, current: row.email, email } : null;
}
