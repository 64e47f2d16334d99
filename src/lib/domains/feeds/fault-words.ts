// Says in plain words why a feed could not be read.
import { message, type MailText } from '#lib/platform/mail/content.ts';
import type { MessageKey, Words } from '#lib/platform/words/words.ts';

const own = new Set([
  'no_events_on_page',
  'news_without_times',
  'unknown_columns',
  'not_a_calendar',
  'too_many',
  'no_row_read',
  'half_gone',
  'column_gone'
]);

/** @param fault of the source or of the way there */
export function faultKey(fault: string | null): MessageKey {
  return (
    own.has(fault ?? '') ? `feeds.fault.${fault}` : `fetch.refused.${fault ?? 'unreadable'}`
  ) as MessageKey;
}

export function faultText(words: Words, fault: string | null): string {
  return words.lookUp(faultKey(fault)) ?? words.t('fetch.refused.unreadable');
}

export function faultMessage(fault: string | null): MailText {
  return message(faultKey(fault) as 'fetch.refused.unreadable');
}
