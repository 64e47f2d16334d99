// The way back to the account's front page.
import type { Words } from '#lib/platform/words/words.ts';

export function toAccount(words: Words): readonly { readonly href: string; readonly label: string }[] {
  return [{ href: words.href('/account'), label: words.t('people.account.title') }];
}
