// Reads mails where they are kept without a mail server: on the administrator's outbox page.
import { expect, type Locator, type Page } from '@playwright/test';

/** How many mails with this subject went to an address. */
export async function countMailsTo(administrator: Page, email: string, subject: string): Promise<number> {
  await administrator.goto('/admin/levelek');
  return rowsOf(administrator, email, subject).count();
}

/**
 * The text of the newest mail to an address, as the administrator sees it.
 * @param besides how many such mails there were already: waits for one more
 */
export async function newestMailTo(
  administrator: Page,
  email: string,
  subject: string,
  besides = 0
): Promise<string> {
  await expect
    .poll(() => countMailsTo(administrator, email, subject), { timeout: 30_000 })
    .toBeGreaterThan(besides);
  await rowsOf(administrator, email, subject).first().getByRole('link').first().click();
  return (await administrator.locator('pre').textContent()) ?? '';
}

/** The one address in a mail that leads to the given part of the house. */
export function linkIn(text: string, path: string): string {
  const [found] = new RegExp(`https?://\\S+${path}/[A-Za-z0-9_-]{43}`).exec(text) ?? [];
  if (!found) throw new Error(`No link to ${path} in the mail:\n${text}`);
  return new URL(found).pathname;
}

function rowsOf(administrator: Page, email: string, subject: string): Locator {
  return administrator.locator('tr', { hasText: email }).filter({ hasText: subject });
}
