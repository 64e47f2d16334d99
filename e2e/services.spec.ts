// A resident on a phone finds who helps and prints it; nobody answers, and the caretaker sees what is needed; an editor enters it.
import { expect, test } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

test('a resident on a phone finds whom to ring, without a script', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 }
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('button', { name: 'Menü' }).click();
  await page.getByRole('link', { name: 'Segítség', exact: true }).click();
  await page.getByLabel('Miben kér segítséget?').fill('hol kapok segítséget a lakcímkártyához?');
  await page.getByLabel('Melyik településen lakik?').fill('Szegvar');
  await page.getByRole('button', { name: 'Keresem' }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Szegvár és környéke');
  const first = page.locator('.answers li').first();
  await expect(first).toContainText('Szentes, Kossuth köz 6. · 8 km · ingyenes');
  await expect(first.getByRole('link', { name: /^Hívás/ })).toHaveAttribute('href', 'tel:06004630301');
  await first.getByRole('link', { name: 'Lakcímügyek és okmánytanácsadás' }).click();
  await expect(page.getByText('Mit vigyen magával')).toBeVisible();
  await expect(page.getByText('8:00–12:00, 13:00–16:00').first()).toBeVisible();
  await context.close();
});

test('the sheet prints with hours and telephone, without the furniture', async ({ page }) => {
  await page.goto('/szolgaltatasok/hazi-segitsegnyujtas-szentes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByText('06-00-463-0304')).toBeVisible();
  await expect(page.getByText('7:30–15:30').first()).toBeVisible();
});

test('every turn of life is two clicks away from somebody', async ({ page }) => {
  await page.goto('/szolgaltatasok?near=szentes');
  const turns = await page.locator('.turns a').allTextContents();
  expect(turns).toHaveLength(7);
  for (const turn of turns) {
    await page.goto('/szolgaltatasok?near=szentes');
    await page.getByRole('link', { name: turn }).click();
    await expect(page.locator('.answers h3 a').first()).toBeVisible();
  }
});

test('nobody answers: who looks after it sees the need, and what answers it is entered', async ({
  browser,
  page: resident
}) => {
  test.setTimeout(120_000);
  await resident.goto('/szolgaltatasok');
  await resident.getByLabel('Miben kér segítséget?').fill('ki nyírja a tevémet? teves.anna@posta.example');
  await resident.getByLabel('Melyik településen lakik?').fill('Szegvár');
  await resident.getByRole('button', { name: 'Keresem' }).click();
  await expect(resident.getByRole('heading', { name: 'Erre itt még senki sem válaszol' })).toBeVisible();
  await expectGoodPage(resident);
  await resident.getByRole('button', { name: 'Itt senki sem válaszol erre' }).click();
  await expect(resident.getByText('Köszönjük, feljegyeztük')).toBeVisible();
  await expectGoodPage(resident);

  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page);
  await page.goto('/szolgaltatasok');
  await page.getByRole('link', { name: 'Amire még senki sem válaszol' }).click();
  await expect(page.getByRole('heading', { name: 'ki nyírja a tevémet? …' })).toBeVisible();
  await expect(page.getByText('teves.anna')).toHaveCount(0);
  await page.getByRole('button', { name: 'Elvállalom' }).click();
  await expect(page.getByText('Feljegyeztük: valaki elvállalta.')).toBeVisible();
  await expectGoodPage(page);

  await page.getByRole('link', { name: 'Új szolgáltatás felvétele' }).click();
  await page.getByLabel('A szolgáltatás neve').fill('Tevenyírás');
  await page.getByRole('textbox', { name: 'Szervezet' }).fill('Szegvári Gazdakör, Szegvár');
  await page.getByLabel('hétfő').fill('délelőtt');
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.locator('main')).toContainText('Nem értjük ezt a nyitvatartást: délelőtt');
  await expect(page.locator('main')).toContainText('Jelölje meg legalább egy dologban, miben segít.');
  await expectGoodPage(page);
  await page.getByLabel('hétfő').fill('8–12, 13:30–16');
  await page.getByLabel('Önkéntesség').check();
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tevenyírás' })).toBeVisible();
  await expect(page.getByText('8:00–12:00, 13:30–16:00')).toBeVisible();
  const address = page.url();
  await page.goto('/szolgaltatasok/jelzesek');
  await page.getByLabel('A segítő szolgáltatás címe').fill(address);
  await page.getByRole('button', { name: 'Már van rá válasz' }).click();
  await expect(page.getByText('Feljegyeztük: már van rá válasz.')).toBeVisible();
  await context.close();

  await resident.goto('/szolgaltatasok?q=tevenyírás&near=szegvar');
  await expect(resident.getByRole('link', { name: 'Tevenyírás' })).toBeVisible();
});

for (const [width, scheme] of [
  [320, 'light'],
  [1280, 'light'],
  [360, 'dark']
] as const)
  test(`the pages are good at ${width} px, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
    const page = await context.newPage();
    for (const address of [
      '/szolgaltatasok',
      '/szolgaltatasok?situation=bereavement&near=szentes',
      '/szolgaltatasok?q=tüzifa&near=Szentess',
      '/szolgaltatasok/hazi-segitsegnyujtas-szentes',
      '/en/services?q=documents&near=szentes'
    ]) {
      await page.goto(address);
      await test.step(address, () => expectGoodPage(page));
    }
    await context.close();
  });
