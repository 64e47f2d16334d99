// Planning: a region's programmes side by side, what competes among them, and what moving some would bring.
import type { Domain } from '#lib/platform/domain.ts';
import { canPlan } from './policy.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'planning',
  rank: 5,
  verbs: [],
  columns,
  desk: [
    {
      label: 'planning.navigation',
      lead: 'planning.deskLead',
      path: '/planning',
      seenBy: canPlan,
      order: 25
    }
  ]
};
