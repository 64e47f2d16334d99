// What everybody may read about their data, and what a person can do with theirs.
import { expect, test } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

test('the statements stand at the foot of every page', async ({ page }) => {
  await page.goto('/');
  for (const name of ['Adatvédelmi tájékoztató', 'Akadálymentességi nyilatkozat']) {
    await page.getByRole('contentinfo').getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expectGoodPage(page);
  }
});

test('a person takes their data away, once, and reads what erasing would do', async ({ page }) => {
  await signIn(page);
  await page.goto('/fiok');
  await page.getByRole('link', { name: 'Adataim' }).click();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Kérem az adataimat' }).click();
  const fetchIt = page.getByRole('button', { name: 'Letöltöm' });
  await expect(async () => {
    await page.goto('/fiok/adatvedelem');
    await expect(fetchIt).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), fetchIt.click()]);
  expect(download.suggestedFilename()).toBe('kalaka-adataim.zip');
  await page.goto('/fiok/adatvedelem');
  await expect(fetchIt).toHaveCount(0);
  await page.getByRole('link', { name: 'Mi történik, ha törlöm a fiókomat?' }).click();
  await expect(page.getByRole('heading', { name: 'Ami megmarad, de az Ön neve nélkül' })).toBeVisible();
  await expect(page.getByText('Ön az egyetlen rendszergazda.')).toBeVisible();
  await expectGoodPage(page);
});

test('an administrator reads the record of processing', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Adatvédelem', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Adatkezelések' })).toBeVisible();
  await expectGoodPage(page);
});
