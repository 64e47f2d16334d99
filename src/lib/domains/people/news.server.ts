// Tells people of roles: whose it is, the owners and editors of the organisation, those who decide; and who acted for somebody.
import type { Activity } from '#lib/platform/activity.server.ts';
import { organisationRoleKinds } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { MailText } from '#lib/platform/mail/content.ts';
import { notify, type News, type Recipient, told } from '#lib/platform/notifications/notify.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { findRecipient, findThoseConcerned } from './colleagues.server.ts';
import { namesOfPlaces } from './history.server.ts';
import { roleToldIn, type RoleTold } from './roles-told.ts';
import { findDeciders, findOpenRequest } from './team.server.ts';

export async function tellOfRole(db: Database, activity: Activity, now: Date): Promise<void> {
  const change = roleToldIn(activity.details);
  const { person } = change;
  const role = change.after ?? change.before;
  if (!person || !role) return;
  const place =
    [...(await namesOfPlaces(db, [role])).values()][0] ?? ('county' in role ? role.county : null) ?? 'Kaláka';
  const href = (await placePath(db, change)) ?? '/account/roles';
  const theirs = person === activity.person_id ? null : await findRecipient(db, person);
  const colleagues = (await findThoseConcerned(db, activity)).filter(({ id }) => id !== person);
  await notify(
    db,
    {
      activity,
      batch: `people.role ${activity.object_id} ${person}`,
      recipients: [...(theirs ? [theirs] : []), ...colleagues],
      prepare: async () => (recipient) =>
        recipient.id === person
          ? { ...newsOfYourRole(change, place), href: '/account/roles', details: [] }
          : newsOfTeam(change, { place, href, person: person as Id<'person'>, recipient, activity })
    },
    now
  );
}

/** Those who decide have had an essential mail with the request; here they find it on their page. */
export async function tellOfRequest(db: Database, activity: Activity, now: Date): Promise<void> {
  const request = await findOpenRequest(db, activity.object_id);
  const place = request && (await findPlace(db, request.organisation));
  if (!place) return;
  await notify(
    db,
    {
      activity,
      batch: `people.join_request ${activity.object_id}`,
      recipients: await findDeciders(db, place),
      prepare: async () => () => ({
        kind: 'people.join_request',
        text: told(request.person ? 'people.notify.asks' : 'people.notify.somebodyAsks', {
          place: place.name
        }),
        details: [],
        href: `/organisations/${place.slug}/team`,
        byMail: false
      })
    },
    now
  );
}

/** Who acted for somebody hears that they have come themselves. */
export async function tellOfTakeOver(db: Database, activity: Activity, now: Date): Promise<void> {
  const recipients = await db
    .selectFrom('representation')
    .innerJoin('person', 'person.id', 'representative_id')
    .select(['person.id', 'person.name', 'person.email', 'person.locale'])
    .distinct()
    .where('represented_id', '=', activity.object_id as Id<'person'>)
    .where('ended_at', '=', activity.at)
    .execute();
  await notify(
    db,
    {
      activity,
      batch: `people.took_over ${activity.object_id}`,
      recipients,
      prepare: async () => () => ({
        kind: 'people.took_over',
        text: told('people.notify.tookOver', {}),
        details: [],
        href: '/account/roles'
      })
    },
    now
  );
}

/** Who was taken in by a decision or an invitation has had a mail about that. */
function newsOfYourRole({ before, after }: RoleTold, place: string): Pick<News, 'kind' | 'text' | 'byMail'> {
  const role = after?.kind ?? '';
  if (!after) return { kind: 'people.role_taken', text: told('people.notify.yoursTaken', { place }) };
  if (before)
    return { kind: 'people.role_changed', text: told('people.notify.yoursChanged', { place, role }) };
  return {
    kind: 'people.role_given',
    text: told('people.notify.yoursGiven', { place, role }),
    byMail: false
  };
}

function newsOfTeam(
  change: RoleTold,
  {
    place,
    href,
    person,
    recipient,
    activity
  }: { place: string; href: string; person: Id<'person'>; recipient: Recipient; activity: Activity }
): News {
  const common = { details: [], href, about: person };
  if (recipient.id === activity.on_behalf_of)
    return {
      ...common,
      kind: 'people.in_your_name',
      text: told('people.notify.inYourName', { what: place })
    };
  return { ...common, kind: 'people.team', text: teamText(change, place) };
}

function teamText({ before, after }: RoleTold, place: string): MailText {
  const role = organisationRoleKinds.find((kind) => kind === after?.kind) ?? '';
  if (!after) return told('people.notify.left', { place });
  return told(before ? 'people.notify.changed' : 'people.notify.joined', { place, role });
}

async function findPlace(db: Database, organisation: string) {
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'slug', 'settlement_id as settlement'])
    .where('id', '=', organisation as Id<'organisation'>)
    .executeTakeFirst();
  return found ?? null;
}

/** The team's page, which only those see who work there. */
async function placePath(db: Database, { before, after }: RoleTold): Promise<string | null> {
  const role = after ?? before;
  if (!role || !('organisation' in role)) return null;
  const found = await db
    .selectFrom('organisation')
    .select('slug')
    .where('id', '=', role.organisation as Id<'organisation'>)
    .executeTakeFirst();
  return found ? `/organisations/${found.slug}/team` : null;
}
