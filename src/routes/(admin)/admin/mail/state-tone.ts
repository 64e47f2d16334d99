// How loudly the state of a mail is shown.
import type { MailState } from '#lib/platform/mail/schema.server.ts';

export const stateTone: Readonly<Record<MailState, 'plain' | 'plan' | 'good' | 'danger'>> = {
  waiting: 'plan',
  held: 'plan',
  kept: 'plain',
  gathered: 'plain',
  sent: 'good',
  failed: 'danger',
  bounced: 'danger'
};
