// What the link in the first letter does: the address is its holder's, and they want it; or they never asked.
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone } from '#lib/platform/domain.ts';
import { choiceFacts } from './following-words.ts';
import { confirmFollowing, confirmPurpose, refuseFollowing } from './operations.server.ts';
import { findFollowing, type Following } from './queries.server.ts';

export const confirmByLink: LinkAct = {
  purpose: confirmPurpose,
  async show(db, link, words) {
    const following = await followingOf(db, link);
    if (!following) return null;
    return {
      title: words.t('following.link.title'),
      lead: words.t('following.link.lead'),
      facts: [
        ...choiceFacts(words, following),
        { term: words.t('following.link.agreement'), text: words.t('following.consent.wording') }
      ],
      choices: [
        { value: 'confirm', label: words.t('following.link.confirm') },
        { value: 'refuse', label: words.t('following.link.refuse') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }): Promise<LinkDone> {
    const following = await followingOf(tx, link);
    if (!following) return { sentence: words.t('following.link.gone'), href: '/following/new' };
    if (choice === 'refuse') {
      await refuseFollowing(tx, following.id);
      return { sentence: words.t('following.link.refused'), href: '/' };
    }
    const confirmed = await confirmFollowing(tx, following.id, now);
    return confirmed
      ? { sentence: words.t(`following.link.done.${confirmed.kind}`), href: `/following/${confirmed.token}` }
      : { sentence: words.t('following.link.tooMany'), href: '/events' };
  }
};

async function followingOf(db: Database, { subject }: CapabilityLink): Promise<Following | null> {
  return findFollowing(db, (subject as { following: string }).following);
}
