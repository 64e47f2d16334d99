// What planning adds to an event's page, for its organisers: events that could be one with it, and what became of asking.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { isColleague } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { canEditEvent } from '#lib/domains/calendar/policy.ts';
import { findEventBySlug } from '#lib/domains/calendar/queries.server.ts';
import { synergyText } from '#lib/domains/calendar/performer-words.ts';
import { howToReach, type Reach } from './joint-reach.server.ts';
import { findJoinedInto, findPartners, listJoinedTo } from './joint-queries.server.ts';

export async function couldBeOne(
  db: Database,
  { slug, actor, words, now }: SectionContext
): Promise<PageSection | null> {
  const event = isColleague(actor) ? await findEventBySlug(db, slug) : null;
  if (!event || !canEditEvent(actor, event)) return null;
  const joint = (other: string, own = slug): string =>
    words.href(`/planning/joint?event=${own}&other=${other}`);
  const into = event.status === 'cancelled' ? await findJoinedInto(db, event.id) : null;
  if (into)
    return {
      order: 5,
      title: words.t('planning.joint.section.joined'),
      rows: [{ title: into.title, href: words.href(`/events/${into.slug}`) }],
      actions: [{ href: joint(slug, into.slug), label: words.t('planning.joint.section.look') }]
    };
  const partners = await findPartners(db, actor, event, now);
  if (partners.length === 0) return null;
  const reaches = await Promise.all(
    partners.map((hint) => howToReach(db, actor, (hint.a.event === event.id ? hint.b : hint.a).organisers))
  );
  return {
    order: 60,
    title: words.t('planning.joint.section.title'),
    text: [words.t('planning.joint.section.lead')],
    rows: partners.map((hint, index) => {
      const other = hint.a.event === event.id ? hint.b : hint.a;
      return {
        title: other.title,
        href: joint(other.slug),
        day: dayOf(other.startsAt, defaultZone),
        note: [other.settlement, synergyText(words, hint), reachText(words, reaches[index])]
          .filter(Boolean)
          .join(' · ')
      };
    })
  };
}

/** Null where a mail reaches them. */
function reachText(words: Words, reach: Reach | undefined): string | null {
  if (!reach || reach.byMail) return null;
  return reach.contacts.length > 0
    ? words.t('planning.joint.reach.contacts', { contacts: words.list(reach.contacts) })
    : words.t('planning.joint.reach.none');
}

/** To the organisers of a shared event: what it was made of, and the way to take that back. */
export async function madeOfSeveral(
  db: Database,
  { slug, actor, words }: SectionContext
): Promise<PageSection | null> {
  const event = isColleague(actor) ? await findEventBySlug(db, slug) : null;
  if (!event || !canEditEvent(actor, event)) return null;
  const joined = await listJoinedTo(db, event.id);
  if (joined.length === 0) return null;
  return {
    order: 55,
    title: words.t('planning.joint.section.made'),
    text: [words.t('planning.joint.section.madeLead')],
    rows: joined.map((other) => ({
      title: other.title,
      href: words.href(`/planning/joint?event=${slug}&other=${other.slug}`)
    }))
  };
}
