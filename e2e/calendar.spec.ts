// A resident looks for something to do; an organiser enters an event, is told what it competes with, and moves it.
import { expect, test, type Page } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

test('a resident finds what is on, without a script', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 }
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('Melyik településen?').fill('Szegvar');
  await page.getByRole('button', { name: 'Megmutatom' }).click();
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

/** A free Saturday some weeks ahead, each journey its own: what one enters is no rival of another. */
function saturday(weeksAhead: number): string {
  const date = new Date(Date.now() + weeksAhead * 7 * 86_400_000);
  date.setUTCDate(date.getUTCDate() + ((6 - date.getUTCDay() + 7) % 7));
  return date.toISOString().slice(0, 10);
}

/** A busy evening is not a matter of luck: the rival is entered first. */
async function enterRival(page: Page, { title, day }: { title: string; day: string }): Promise<void> {
  await page.goto('/programok/uj');
  await page.getByLabel('A program címe').fill(title);
  await page.locator('#field-organiser').fill('Szélmalom Művelődési Ház');
  await fillWhen(page, day);
  await page.locator('#field-settlement').fill('Szegvár');
  await page.getByLabel('Meghirdetem: mindenki látja').check();
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByText('A programot elmentettük.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

async function fillWhen(page: Page, day: string): Promise<void> {
  await page.locator('#field-date').fill(day);
  await page.locator('#field-time').fill('18:00');
  await page.locator('#field-end_time').fill('22:00');
}

test('while an organiser fills in the form, its clashes and better times appear by themselves', async ({
  page
}) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(page);
  const day = saturday(8);
  await enterRival(page, { title: 'Próba bál a faluházban', day });

  await page.goto('/programok/uj');
  await expectGoodPage(page);
  const advice = page.locator('#advice');
  await expect(advice).toContainText('Amint megadja a napot');
  await fillWhen(page, day);
  await page.locator('#field-settlement').fill('Szegvr');
  await page.locator('#field-venue').focus();
  await advice.getByRole('button', { name: 'Szegvár' }).click();
  await expect(page.locator('#field-settlement')).toHaveValue('Szegvár');
  await expect(advice).toContainText('Próba bál a faluházban');
  await expect(advice).toContainText('gyanazon az estén');
  await expect(page.locator('#advice-strip')).toContainText('versenyez ugyanazokért');

  // What is typed further does not take the place away from whoever types.
  await page.getByText('Családok').click();
  await expect(advice).toContainText('családoknak');
  await expect(page.getByLabel('Családok')).toBeFocused();
  await advice.getByRole('button', { name: 'Keressünk jobbat' }).click();
  await expect(page.getByLabel('Hány nappal?')).toHaveValue('7');
  await expect(advice.getByRole('heading', { name: 'Jobb időpontok' })).toBeVisible();
  await expectGoodPage(page);

  await advice.getByRole('button', { name: 'Ezt választom' }).first().click();
  await expect(advice).not.toContainText('Próba bál a faluházban');
  await expect(page.locator('#field-date')).not.toHaveValue(day);
  await expect(page.locator('#field-end_time')).toHaveValue('22:00');

  await page.getByLabel('A program címe').fill('Másik bál ugyanakkor');
  await page.locator('#field-organiser').fill('Szélmalom Művelődési');
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByRole('alert')).toContainText('Nem ismerünk');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Szélmalom Művelődési Ház, Szegvár' }).click();
  await expect(page.locator('#field-organiser')).toHaveValue('Szélmalom Művelődési Ház, Szegvár');
  await expect(page.getByLabel('A program címe')).toHaveValue('Másik bál ugyanakkor');
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByText('Ez még csak terv')).toBeVisible();
  await page.getByRole('button', { name: 'Meghirdetem' }).click();
  await expect(page.getByText('A programot meghirdettük.')).toBeVisible();
  await expectGoodPage(page);
});

test('without a script the same form advises by its buttons, and loses nothing that was typed', async ({
  browser
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page);
  const day = saturday(10);
  await enterRival(page, { title: 'Ellenpróba a tűzoltóbál', day });

  await page.goto('/programok/uj');
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByRole('alert')).toContainText('Írja be a program címét.');
  await page.getByLabel('A program címe').fill('Kézműves este');
  await fillWhen(page, day);
  await page.locator('#field-end_time').fill('17:00');
  await page.locator('#field-settlement').fill('Szegvr');
  await page.getByRole('button', { name: 'Megnézem, mivel ütközik' }).click();
  await expect(page.getByRole('alert')).toContainText('A befejezés korábban van, mint a kezdés.');
  await page.locator('#field-end_time').fill('22:00');
  await page.getByRole('button', { name: 'Megnézem, mivel ütközik' }).click();
  await page.locator('.field').getByRole('button', { name: 'Szegvár' }).click();
  const advice = page.locator('#advice');
  await expect(advice).toContainText('Ellenpróba a tűzoltóbál');
  await advice.getByRole('button', { name: 'Keressünk jobbat' }).click();
  await advice.getByRole('button', { name: 'Ezt választom' }).first().click();
  await expect(advice).not.toContainText('Ellenpróba a tűzoltóbál');
  await expect(page.locator('#field-date')).not.toHaveValue(day);
  await expect(page.getByLabel('A program címe')).toHaveValue('Kézműves este');
  await context.close();
});

test('a weekly club is offered another day of the week for all its times', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page);
  const day = saturday(12);
  await enterRival(page, { title: 'Szombati zenés est', day });
  await page.goto('/programok/uj');
  await fillWhen(page, day);
  await page.locator('#field-settlement').fill('Szegvár');
  await page.getByText('Ismétlődik?').click();
  await expect(page.getByLabel('Meddig?')).toBeHidden();
  await page.getByLabel('Hetente').check();
  await page.getByLabel('Meddig?').fill(saturday(15));
  await page.getByLabel('Néhány nappal előbb').check();
  await page.getByLabel('Hány nappal?').fill('3');
  const advice = page.locator('#advice');
  await expect(advice).toContainText('A következő 4 alkalom során');
  await expect(advice).toContainText('Szombati zenés est');
  await expectGoodPage(page);
  await advice.getByRole('button', { name: 'Ezt választom' }).first().click();
  await expect(page.locator('#field-date')).not.toHaveValue(day);
  await expect(page.getByLabel('Meddig?')).not.toHaveValue(saturday(15));
  await expect(advice).not.toContainText('Szombati zenés est');
});

for (const [width, scheme] of [
  [360, 'dark'],
  [1280, 'light']
] as const)
  test(`the forms are good at ${width} px, ${scheme}, with and without errors`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
    const page = await context.newPage();
    await signIn(page);
    for (const address of ['/programok/uj', '/szervezetek/uj', '/helyszinek/uj', '/en/events/new'])
      await test.step(address, async () => {
        await page.goto(address);
        await expectGoodPage(page);
        await page.locator('#field-settlement').fill('Szegvr');
        await page.locator('main form .actions button').first().click();
        await expect(page.getByRole('alert')).toBeVisible();
        await expectGoodPage(page);
      });
    await context.close();
  });
