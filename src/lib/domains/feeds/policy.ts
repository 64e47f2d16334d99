// Who may subscribe to calendars and see how they are read: whoever writes in the name of their organisation.
import { editableOrganisations, mayEditFor, type Actor } from '#lib/platform/actor.ts';

export function canKeepFeeds(actor: Actor): boolean {
  return editableOrganisations(actor)?.length !== 0;
}

export function canKeepFeed(actor: Actor, { organisation }: { organisation: { id: string } }): boolean {
  return mayEditFor(actor, organisation.id);
}
