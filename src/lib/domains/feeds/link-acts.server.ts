// What the links in the mails about feeds may do: try again, perhaps at another address; stop; let go; keep what was withdrawn.
import type { Actor } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone, LinkPage } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findDeciders } from '#lib/domains/people/team.server.ts';
import { keepEvents, letGo } from './decisions.server.ts';
import { faultText } from './fault-words.ts';
import { readAddress } from './input.ts';
import { gonePurpose, keepPurpose, mendPurpose } from './mails.server.ts';
import { pause, resume } from './pausing.server.ts';
import { findFeed, type Feed } from './queries.server.ts';

export const mendByLink: LinkAct = {
  purpose: mendPurpose,
  async show(db, link, words) {
    const feed = await feedOf(db, link);
    if (!feed) return null;
    const title = words.t('feeds.link.mendTitle', { feed: feed.name });
    if (feed.state !== 'failed')
      return { title, lead: words.t('feeds.link.settled'), facts: factsOf(feed, words), choices: [] };
    return {
      title,
      lead: words.t('feeds.link.mendLead'),
      facts: factsOf(feed, words),
      choices: [
        { value: 'again', label: words.t('feeds.link.again') },
        { value: 'stop', label: words.t('feeds.link.stop') }
      ],
      fields: [
        {
          ...{ name: 'address', type: 'url', value: feed.address },
          ...{ label: words.t('feeds.form.address'), hint: words.t('feeds.link.addressHint') }
        }
      ]
    } satisfies LinkPage;
  },
  async act(tx, link, { choice, fields }, { now, words }) {
    const keeper = await keeperOf(tx, link);
    if (!keeper || keeper.feed.state !== 'failed') return settled(words);
    if (choice === 'stop') {
      await pause(tx, keeper.actor, keeper.feed, now);
      return { sentence: words.t('feeds.link.stopped'), href: null };
    }
    const address = readAddress(fields?.['address'] ?? keeper.feed.address);
    if (!address) return { mistakes: { address: words.t('feeds.form.error.not_an_address') } };
    await resume(tx, keeper.actor, { feed: keeper.feed, address }, now);
    return { sentence: words.t('feeds.link.resumed'), href: null };
  }
};

export const goneByLink: LinkAct = {
  purpose: gonePurpose,
  async show(db, link, words) {
    const feed = await feedOf(db, link);
    if (!feed) return null;
    const title = words.t('feeds.link.goneTitle', { feed: feed.name });
    if (feed.state !== 'held' || feed.fault !== 'half_gone')
      return { title, lead: words.t('feeds.link.settled'), facts: factsOf(feed, words), choices: [] };
    return {
      title,
      lead: words.t('feeds.link.goneLead'),
      facts: factsOf(feed, words),
      choices: [
        { value: 'wait', label: words.t('feeds.held.wait') },
        { value: 'gone', label: words.t('feeds.held.accept') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words }) {
    const keeper = await keeperOf(tx, link);
    if (!keeper || keeper.feed.state !== 'held' || keeper.feed.fault !== 'half_gone') return settled(words);
    if (choice === 'gone') await letGo(tx, keeper.actor, keeper.feed, now);
    return { sentence: words.t(choice === 'gone' ? 'feeds.link.letGo' : 'feeds.link.waiting'), href: null };
  }
};

/** Its subject names the events that one reading withdrew. */
export const keepByLink: LinkAct = {
  purpose: keepPurpose,
  async show(db, link, words) {
    const feed = await feedOf(db, link);
    if (!feed) return null;
    return {
      title: words.t('feeds.link.keepTitle'),
      lead: words.t('feeds.link.keepLead'),
      facts: [
        { term: words.t('feeds.link.events'), text: words.list(await titlesOf(db, feed, idsIn(link))) }
      ],
      choices: [{ value: 'keep', label: words.t('feeds.withdrawn.keep') }]
    };
  },
  async act(tx, link, _answer, { now, words }) {
    const keeper = await keeperOf(tx, link);
    if (!keeper) return settled(words);
    const count = await keepEvents(tx, keeper.actor, { feed: keeper.feed, externalIds: idsIn(link) }, now);
    return { sentence: words.t('feeds.withdrawn.kept', { count }), href: null };
  }
};

function settled(words: Words): LinkDone {
  return { sentence: words.t('feeds.link.settled'), href: null };
}

function feedOf(db: Database, { subject }: CapabilityLink): Promise<Feed | null> {
  return findFeed(db, (subject as { feed: string }).feed);
}

function idsIn({ subject }: CapabilityLink): readonly string[] {
  return (subject as { items?: readonly string[] }).items ?? [];
}

async function titlesOf(db: Database, feed: Feed, externalIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('event')
    .select('title')
    .where('source', '=', `feed:${feed.id}`)
    .where('external_id', 'in', externalIds.length > 0 ? [...externalIds] : [''])
    .orderBy('starts')
    .execute();
  return rows.map(({ title }) => `«${title}»`);
}

/** Who has left the organisation in the meantime does nothing any more, even with an old mail. */
async function keeperOf(tx: Database, link: CapabilityLink): Promise<{ feed: Feed; actor: Actor } | null> {
  const feed = await feedOf(tx, link);
  if (!feed || !link.person) return null;
  const { id, settlementId: settlement } = feed.organisation;
  const deciders = await findDeciders(tx, { id, settlement });
  const member = await tx
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .select('person.name')
    .where('person.id', '=', link.person)
    .where('role.organisation_id', '=', id)
    .where('role.kind', 'in', ['owner', 'editor'])
    .executeTakeFirst();
  const name = member?.name ?? deciders.find((each) => each.id === link.person)?.name;
  if (name === undefined) return null;
  return {
    feed,
    actor: { kind: 'person', id: link.person, name, roles: [{ kind: 'editor', organisation: id }] }
  };
}

function factsOf(feed: Feed, words: Words): { term: string; text: string }[] {
  return [
    { term: words.t('feeds.fact.organisation'), text: feed.organisation.name },
    { term: words.t('feeds.form.address'), text: feed.address },
    ...(feed.fault ? [{ term: words.t('feeds.fact.fault'), text: faultText(words, feed.fault) }] : []),
    ...(feed.lastSuccessAt
      ? [{ term: words.t('feeds.fact.lastSuccess'), text: words.date(feed.lastSuccessAt, 'full') }]
      : [])
  ];
}
