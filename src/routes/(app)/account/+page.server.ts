import type { PageServerLoad } from './$types';
import { personOnly } from './person.ts';
import { sectionsOf } from './sections.ts';
import { findOwnExpert } from '#lib/domains/experts/queries.server.ts';
import { listFollowings } from '#lib/domains/following/queries.server.ts';
import { findAccount } from '#lib/domains/people/account.server.ts';
import { countUnread } from '#lib/platform/notifications/queries.server.ts';
import { wordsIn } from '../../../words.ts';

export const load: PageServerLoad = async (event) => {
  const { person } = await personOnly(event);
  const { db, actor, now, locale } = event.locals;
  const account = await findAccount(db, person.id, now);
  return {
    name: account.name,
    sections: sectionsOf(
      account,
      {
        person: person.id,
        unread: await countUnread(db, person.id),
        following: (await listFollowings(db, { person: person.id, email: account.email })).length,
        expert: await findOwnExpert(db, actor)
      },
      await wordsIn(locale)
    )
  };
};
