// What the journeys share: signing in as the administrator, and the checks that hold on every page.
import { execFileSync } from 'node:child_process';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { dataDirectory, port } from '../playwright.config.ts';

/** Opens the link that the command line gives, as the administrator would. */
export async function signIn(
  page: Page,
  house: { port: number | string; dataDirectory: string } = { port, dataDirectory }
): Promise<void> {
  const link = execFileSync(process.execPath, ['src/cli/kalaka.ts', 'sign-in-link'], {
    env: { ...process.env, PORT: String(house.port), DATA_DIRECTORY: house.dataDirectory },
    encoding: 'utf8'
  }).trim();
  await page.goto(link);
  await page.getByRole('button', { name: 'Belépek' }).click();
  await expect(page.getByText('Üdvözöljük')).toBeVisible();
}

/** No finding of axe by WCAG 2.2 AA, and nothing that scrolls sideways. */
export async function expectGoodPage(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' | ')}`
    )
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}
