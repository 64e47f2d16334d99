// Reads mails where they are kept without a mail server: on the administrator's outbox page.
import { expect, type Page } from '@playwright/test';

/** The text of the newest mail to an address, as the administrator sees it. */
export async function newestMailTo(administrator: Page, email: string, subject: string): Promise<string> {
  const row = administrator.locator('tr', { hasText: email }).filter({ hasText: subject }).first();
  await expect(async () => {
    await administrator.goto('/admin/levelek');
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await row.getByRole('link').first().click();
  return (await administrator.locator('pre').textContent()) ?? '';
}

/** The one address in a mail that leads to the given part of the house. */
export function linkIn(text: string, path: string): string {
  const [found] = new RegExp(`https?://\\S+${path}/[A-Za-z0-9_-]{43}`).exec(text) ?? [];
  if (!found) throw new Error(`No link to ${path} in the mail:\n${text}`);
  return new URL(found).pathname;
}
