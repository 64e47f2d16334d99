// Who plans a joint project, who sees it, and who keeps and sees supporters.
import {
  editableOrganisations,
  isAdministrator,
  isCaretaker,
  mayEditFor,
  tendsSettlement,
  worksFor,
  type Actor
} from '#lib/platform/actor.ts';
import type { ProjectState } from './model.ts';

interface Planned {
  readonly lead: { readonly id: string };
  readonly partners: readonly { readonly id: string }[];
  readonly state: ProjectState;
}

/** Whoever writes in the name of some organisation. */
export function canPlanProjects(actor: Actor): boolean {
  return actor.kind === 'person' && editableOrganisations(actor)?.length !== 0;
}

/** The editors of the organisation that leads it. */
export function canLeadProject(actor: Actor, { lead }: Pick<Planned, 'lead'>): boolean {
  return mayEditFor(actor, lead.id);
}

/** A plan is for those who take part; what is certain is for everyone. */
export function canSeeProject(actor: Actor, project: Planned): boolean {
  return project.state === 'confirmed' || takesPart(actor, project);
}

/** Whether the actor works for the lead or a partner, and so sees how the planning goes. */
export function takesPart(actor: Actor, { lead, partners }: Pick<Planned, 'lead' | 'partners'>): boolean {
  return isAdministrator(actor) || [lead, ...partners].some(({ id }) => worksFor(actor, id));
}

export function canAnswerFor(actor: Actor, organisation: string): boolean {
  return mayEditFor(actor, organisation);
}

interface Kept {
  readonly organisation: { readonly id: string } | null;
  readonly settlement: { readonly id: string };
}

/** Whoever writes for some organisation, and caretakers. */
export function canEnterSupporters(actor: Actor): boolean {
  return canPlanProjects(actor) || isCaretaker(actor);
}

/** The editors of the one supported; where it is the settlement, and besides them, its caretakers. */
export function canKeepSupporter(actor: Actor, { organisation, settlement }: Kept): boolean {
  if (tendsSettlement(actor, settlement.id)) return true;
  return organisation !== null && mayEditFor(actor, organisation.id);
}

/** Nobody but its keepers sees one that has not agreed. */
export function canSeeSupporter(
  actor: Actor,
  supporter: Kept & { readonly thankedPublicly: boolean }
): boolean {
  return supporter.thankedPublicly || canKeepSupporter(actor, supporter);
}
