// People: accounts, roles and sign-in.
import { isAdministrator } from '#lib/platform/actor.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { emailLinkActs } from './account-email-links.server.ts';
import { personHistory, tellOfPeople } from './history.server.ts';
import { acceptInvitation } from './invitations.server.ts';
import { confirmRequest, decideByLink } from './join-links.server.ts';
import { membershipColumns } from './membership-schema.server.ts';
import { tellOfRequest, tellOfRole, tellOfTakeOver } from './news.server.ts';
import { nameWideRoles } from './role-names.server.ts';
import { privacyColumns } from './privacy-schema.server.ts';
import { columns } from './schema.server.ts';
import { signInColumns } from './sign-in-schema.server.ts';
import { signInSchedules } from './sign-in-upkeep.server.ts';

export const domain: Domain = {
  name: 'people',
  rank: 1,
  desk: [
    {
      label: 'people.admin.navigation',
      lead: 'people.admin.deskLead',
      path: '/admin',
      seenBy: isAdministrator,
      order: 90
    }
  ],
  verbs: [
    'person.signed_in',
    'person.password_set',
    'person.password_removed',
    'person.passkey_added',
    'person.passkey_removed',
    'person.email_changed',
    'person.renamed',
    'person.took_over',
    'person.given_link',
    'role.changed',
    'invitation.sent',
    'invitation.withdrawn',
    'join_request.made',
    'representation.began',
    'representation.ended',
    'consent.withdrawn',
    'person.data_asked',
    'person.erased'
  ],
  columns: { ...columns, ...membershipColumns, ...privacyColumns, ...signInColumns },
  subscriptions: [
    { name: 'tell_of_role', verbs: ['role.changed'], handle: tellOfRole },
    { name: 'tell_of_request', verbs: ['join_request.made'], handle: tellOfRequest },
    { name: 'tell_of_take_over', verbs: ['person.took_over'], handle: tellOfTakeOver }
  ],
  historyOf: [personHistory],
  tellHistory: tellOfPeople,
  nameRoles: nameWideRoles,
  linkActs: [...emailLinkActs, acceptInvitation, confirmRequest, decideByLink],
  schedules: signInSchedules
};
