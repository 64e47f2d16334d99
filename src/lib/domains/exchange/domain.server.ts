// Offers and needs: who has what to give, who looks for what, and what a region has, lacks and could share.
import type { Domain } from '#lib/platform/domain.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'exchange',
  rank: 5,
  verbs: [
    'offering.created',
    'offering.updated',
    'offering.renewed',
    'offering.paused',
    'offering.resumed',
    'offering.answered',
    'offering.ended',
    'offering.reopened',
    'offering.lapsed'
  ],
  columns
};
