// Minutes: what a circle talks about, decides and takes on, from the proposed agenda to the yearly report.
import type { Domain } from '#lib/platform/domain.ts';
import { verbs } from './activity.server.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'minutes',
  rank: 7,
  verbs,
  columns
};
