// People: accounts, roles and sign-in.
import type { Domain } from '#lib/platform/domain.ts';
import { membershipColumns } from './membership-schema.server.ts';
import { nameWideRoles } from './role-names.server.ts';
import { columns } from './schema.server.ts';
import { forgetExpired } from './sign-in.server.ts';

export const domain: Domain = {
  name: 'people',
  rank: 1,
  verbs: ['person.signed_in'],
  columns: { ...columns, ...membershipColumns },
  nameRoles: nameWideRoles,
  schedules: [{ name: 'forget_expired', everyMinutes: 24 * 60, run: forgetExpired }]
};
