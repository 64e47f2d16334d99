// How changes of roles stand in the activity log.
import { roleKey, type Actor, type Role } from '#lib/platform/actor.ts';
import type { NewActivity } from '#lib/platform/activity.server.ts';
import type { Id } from '#lib/core/ids.ts';
import { installationId } from '#lib/platform/installation.server.ts';

/** Told of the place where the role is held; of the person when it is held nowhere in particular. */
export function roleChange({
  person,
  before,
  after
}: {
  person: Id<'person'>;
  before: Role | null;
  after: Role | null;
}): NewActivity {
  const role = after ?? before;
  const organisation = role && 'organisation' in role ? role.organisation : null;
  const settlement = role && 'settlement' in role ? role.settlement : null;
  return {
    verb: 'role.changed',
    objectKind: organisation ? 'organisation' : settlement ? 'settlement' : 'person',
    objectId: organisation ?? settlement ?? person,
    organisations: organisation ? [organisation] : [],
    details: { person, role: [before && roleKey(before), after && roleKey(after)] }
  };
}

/** Told of the place to which somebody is invited; never to whom it went: they may not want to come. */
export function invitationActivity(
  verb: 'invitation.sent' | 'invitation.withdrawn',
  role: Role
): NewActivity {
  const organisation = 'organisation' in role ? role.organisation : null;
  const settlement = 'settlement' in role ? role.settlement : null;
  return {
    verb,
    objectKind: organisation ? 'organisation' : settlement ? 'settlement' : 'installation',
    objectId: organisation ?? settlement ?? installationId,
    organisations: organisation ? [organisation] : [],
    details: { kind: role.kind }
  };
}

/** Told of the request itself: only those who decide hear of it, so it is not in the organisation's history. */
export function requestActivity(organisation: string, request: Id<'join_request'>): NewActivity {
  return {
    verb: 'join_request.made',
    objectKind: 'join_request',
    objectId: request,
    organisations: [organisation]
  };
}

export function nameOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : 'Kaláka';
}
