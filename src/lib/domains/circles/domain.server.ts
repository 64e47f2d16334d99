// Circles: organisations and people who keep sitting down at one table, and residents who ask them.
import type { Domain } from '#lib/platform/domain.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'circles',
  rank: 4,
  verbs: [
    'circle.founded',
    'circle.changed',
    'circle.resting',
    'circle.resumed',
    'circle.closed',
    'circle.member_joined',
    'circle.member_changed',
    'circle.member_left',
    'circle.charter_drafted',
    'circle.charter_published',
    'circle.charter_sent',
    'circle.charter_signed',
    'circle.asked',
    'circle.question_answered',
    'circle.question_declined'
  ],
  columns
};
