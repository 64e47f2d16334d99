// Something is offered from an example in under a minute and found near by; a caller's need is keyed in; the matrix leads to records.
import { expect, test } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

test('an offer is made from an example, found by others, paused and told in its history', async ({
  browser,
  page
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto('/csere/uj');
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Kölcsönadjuk a hangosítást' }).click();
  await page.getByLabel('Egy mondatban').fill('Kölcsönadjuk a búbos kemencét');
  await page.getByRole('button', { name: 'Közzéteszem' }).click();
  await expect(page.getByText('Kérjük, írja be a települést.').first()).toBeVisible();
  await page.getByLabel('Szervezet').fill('Szélmalom Művelődési Ház');
  await page.getByRole('button', { name: 'Közzéteszem' }).click();
  await expect(page.getByRole('heading', { name: 'Kölcsönadjuk a búbos kemencét' })).toBeVisible();
  await expectGoodPage(page);

  const neighbour = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 780 } })
  ).newPage();
  await neighbour.goto('/csere?near=szentes&km=20&q=kemence');
  await expect(neighbour.getByRole('link', { name: 'Kölcsönadjuk a búbos kemencét' })).toBeVisible();
  await expect(neighbour.locator('main')).not.toContainText('@');

  await page.getByRole('button', { name: 'Szüneteltetem' }).click();
  await expect(page.getByText('Most szünetel.')).toBeVisible();
  await page.getByRole('link', { name: 'Előzmények' }).click();
  await expect(page.getByText('Szüneteltette.')).toBeVisible();
  await neighbour.reload();
  await expect(neighbour.getByText('Most nincs ilyen')).toBeVisible();
  await neighbour.context().close();
});

test('what somebody told by telephone is keyed in, and their number is shown to nobody else', async ({
  browser,
  page
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto('/csere/papirrol');
  await expectGoodPage(page);
  await page.getByLabel('Mi ez?').selectOption('people');
  await page.getByLabel('Egy mondatban').fill('Segítséget kérek a rokolyám megvarrásához');
  await page.locator('#field-toldBy').fill('Rokka-Nagy Borbála');
  await page.locator('#field-phone').fill('06-00-463-0777');
  await page.locator('#field-settlement').fill('Szegvár');
  await page.getByLabel('Hozzájárult').check();
  await page.getByRole('button', { name: 'Mentés, jöhet a következő' }).click();
  await expect(page.getByText('Jöhet a következő.')).toBeVisible();

  await page.goto('/csere/segitseget-kerek-a-rokolyam-megvarrasahoz-szegvar');
  await expect(page.getByText('Rokka-Nagy Borbála')).toBeVisible();
  const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await stranger.goto('/csere/segitseget-kerek-a-rokolyam-megvarrasahoz-szegvar');
  await expect(stranger.getByText('A település gazdája közvetít')).toBeVisible();
  await expect(stranger.locator('body')).not.toContainText('Rokka-Nagy');
  await expect(stranger.locator('body')).not.toContainText('463-0777');
  await stranger.context().close();
});

test('every figure of the matrix leads to its records, on a wide screen and on a telephone', async ({
  browser,
  page
}) => {
  await page.goto('/csere/adottsagok?near=szegvar&km=20');
  await expectGoodPage(page);
  const cell = page.locator('td.has a').first();
  const figure = Number(await cell.textContent());
  await cell.click();
  await expect(page.locator('main ul.plain li')).toHaveCount(figure);
  await expectGoodPage(page);
  await page.goto('/csere/tankatalogus');
  await expectGoodPage(page);
  const phone = await (await browser.newContext({ viewport: { width: 360, height: 780 } })).newPage();
  await phone.goto('/csere/adottsagok');
  await expectGoodPage(phone);
  await expect(phone.getByRole('heading', { name: 'Adottságonként' })).toBeVisible();
  await phone.context().close();
});
