// How changes of roles stand in the activity log.
import { roleKey, type Actor, type Role } from '#lib/platform/actor.ts';
import type { NewActivity } from '#lib/platform/activity.server.ts';
import type { Id } from '#lib/core/ids.ts';

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

export function nameOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : 'Kaláka';
}
