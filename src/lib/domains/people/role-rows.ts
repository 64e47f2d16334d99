// How a role stands in its table: the columns for where it is held, of which at most one is filled.
import type { Role, RoleKind } from '#lib/platform/actor.ts';

export interface RolePlace {
  readonly organisation_id: string | null;
  readonly settlement_id: string | null;
  readonly county: string | null;
}

export function placeOf(role: Role): RolePlace {
  return {
    organisation_id: 'organisation' in role ? role.organisation : null,
    settlement_id: 'settlement' in role ? role.settlement : null,
    county: 'county' in role ? role.county : null
  };
}

/** @throws Error when the row breaks the table's own check */
export function roleOf(row: { kind: RoleKind } & RolePlace): Role {
  const { kind } = row;
  if (kind === 'administrator') return { kind };
  if (kind === 'coordinator') return { kind, county: row.county };
  if (kind === 'caretaker' && row.settlement_id) return { kind, settlement: row.settlement_id };
  if (kind !== 'caretaker' && row.organisation_id) return { kind, organisation: row.organisation_id };
  throw new Error(`A role of the kind «${kind}» says nowhere`);
}
