import type { PageServerLoad } from './$types';
import { personOnly } from './person.ts';
import { sectionsOf } from './sections.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { countUnread } from '#lib/platform/notifications/queries.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, now, locale } = event.locals;
  const account = await findAccount(db, person.id, now);
  return {
    name: account.name,
    sections: sectionsOf(
      account,
      { person: person.id, unread: await countUnread(db, person.id) },
      await wordsIn(locale)
    )
  };
};
