// A wording that changes gets a new version: this pins the words that each version had.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import en from '../../../generated/messages.en.ts';
import hu from '../../../generated/messages.hu.ts';
import { consentPurposes, consentWordings } from './consent-wording.ts';

/** By purpose and version. Whoever changes the words raises the version and adds a line; none is taken away. */
const pinned: Readonly<Record<string, string>> = {
  'joining 1': 'fbd9c1933d62a2c4',
  'representation 1': 'a272accb9b52f76d',
  'expert 1': '9e6f432d46b225cc'
};

test.each(consentPurposes)('the words of «%s» are those of its version', (purpose) => {
  const { version, message } = consentWordings[purpose];
  const words = createHash('sha256').update(`${hu[message]}\n${en[message]}`).digest('hex').slice(0, 16);
  expect(pinned[`${purpose} ${version}`]).toBe(words);
});
