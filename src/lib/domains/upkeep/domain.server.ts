// Upkeep: what is known to be true still, who is asked whether it is, and what is to be done where nobody says.
import type { Domain } from '#lib/platform/domain.ts';
import { tellOfUpkeep } from './history.server.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'upkeep',
  rank: 5,
  verbs: [
    'record.confirmed',
    'upkeep.asked',
    'upkeep.corrected',
    'upkeep.gone',
    'upkeep.silence',
    'upkeep.settled',
    'upkeep.put_off'
  ],
  tellHistory: tellOfUpkeep,
  columns
};
