// A resident looks for something to do; an organiser enters an event, is told what it competes with, and moves it.
import { expect, test } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

test('a resident finds what is on, without a script', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 }
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('Melyik településen?').fill('Szegvar');
  await page.getByRole('button', { name: 'Mutasd' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Szegvár');
  await page.locator('article h3 a, li h3 a').first().click();
  await expect(page.getByRole('link', { name: 'Naptárba teszem' })).toBeVisible();
  await page.goto('/programok?near=Szegvr');
  await expect(page.getByRole('link', { name: 'Szegvár' }).first()).toBeVisible();
  await context.close();
});

const publicPages = [
  '/',
  '/programok',
  '/programok/honap',
  '/utkozesek',
  '/telepulesek',
  '/telepulesek/szentes',
  '/szervezetek',
  '/helyszinek',
  '/belepes',
  '/nincs-ilyen',
  '/en',
  '/en/events',
  '/en/clashes'
];
for (const [width, scheme] of [
  [320, 'light'],
  [1280, 'light'],
  [360, 'dark']
] as const)
  test(`the public pages are good at ${width} px, ${scheme}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
    const page = await context.newPage();
    for (const address of publicPages) {
      await page.goto(address);
      await test.step(address, () => expectGoodPage(page));
    }
    await context.close();
  });

test('an organiser enters an event, sees its clashes, takes a better time and announces it', async ({
  page
}) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(page);

  await page.goto('/programok/uj');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByRole('alert')).toContainText('Írja be a program címét.');
  await expectGoodPage(page);

  await page.getByLabel('A program címe').fill('Próba bál a faluházban');
  await page.locator('#field-organiser').selectOption({ index: 1 });
  await page.locator('#field-settlement').fill('Szegvár');
  // A busy Saturday evening is not a matter of luck: a rival is entered first.
  const day = await page.evaluate(() => {
    const date = new Date(Date.now() + 45 * 86_400_000);
    return date.toISOString().slice(0, 10);
  });
  await page.locator('#field-date').fill(day);
  await page.locator('#field-time').fill('18:00');
  await page.locator('#field-end_time').fill('22:00');
  await page.getByLabel('Meghirdetem: mindenki látja').check();
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByText('A programot elmentettük.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Próba bál a faluházban');

  await page.goto('/programok/uj');
  await page.getByLabel('A program címe').fill('Másik bál ugyanakkor');
  await page.locator('#field-organiser').selectOption({ index: 3 });
  await page.locator('#field-settlement').fill('Szegvr');
  await page.locator('#field-date').fill(day);
  await page.locator('#field-time').fill('18:00');
  await page.locator('#field-end_time').fill('22:00');
  await page.getByLabel('Néhány nappal előbb').check();
  await page.getByText('Mozgástér részletei').click();
  await page.getByLabel('Hány nappal?').fill('7');
  await page.getByRole('button', { name: 'Megnézem, mivel ütközik' }).click();
  await expect(page.getByRole('alert')).toContainText('Szegvár');
  await page.locator('#field-settlement').fill('Szegvár');
  await page.getByRole('button', { name: 'Megnézem, mivel ütközik' }).click();
  const advice = page.locator('#advice');
  await expect(advice).toContainText('Próba bál a faluházban');
  await expect(advice).toContainText('gyanazon az estén');
  await expectGoodPage(page);

  await advice.getByRole('button', { name: 'Ezt választom' }).first().click();
  await expect(page.locator('#advice')).not.toContainText('Próba bál a faluházban');
  expect(await page.locator('#field-date').inputValue()).not.toBe(day);
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByText('Ez még csak terv')).toBeVisible();
  await page.getByRole('button', { name: 'Meghirdetem' }).click();
  await expect(page.getByText('A programot meghirdettük.')).toBeVisible();
  await expectGoodPage(page);
});
