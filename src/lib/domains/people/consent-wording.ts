// What people agree to, in which version: a changed wording is a new version, so that everybody's own stays on record.
import type { PlainKey } from '#lib/platform/personal-data.ts';

export const consentPurposes = ['joining', 'representation', 'expert'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

export interface ConsentWording {
  /** Raised whenever the words of the message change. */
  readonly version: number;
  readonly message: PlainKey;
}

export const consentWordings: Readonly<Record<ConsentPurpose, ConsentWording>> = {
  joining: { version: 1, message: 'people.join.privacy' },
  representation: { version: 1, message: 'people.team.proxyConsent' },
  expert: { version: 1, message: 'experts.consent.wording' }
};
