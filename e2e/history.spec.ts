// What was done with an event stands in its history, and another editor of the organisation hears of it, on their page and by mail.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';
import { linkIn, newestMailTo } from './outbox.ts';

const house = '/szervezetek/szelmalom-muvelodesi-haz-szegvar';
const title = 'Előzményes szüreti bál';

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Invites an editor, who comes in through the mail. */
async function inviteEditor(administrator: Page, browser: Browser): Promise<Page> {
  await administrator.goto(`${house}/munkatarsak`);
  await administrator.locator('#field-invite-name').fill('Révész Ilka');
  await administrator.locator('#field-invite-email').fill('ilka@revesz.example');
  await administrator.getByLabel('szerkesztő').check();
  await administrator.getByRole('button', { name: 'Meghívó küldése' }).click();
  const editor = await newPage(browser);
  await editor.goto(linkIn(await newestMailTo(administrator, 'ilka@revesz.example', 'Meghívó'), '/valasz'));
  await editor.getByRole('button', { name: 'Elfogadom és belépek' }).click();
  await expect(editor.getByText('Üdvözöljük, Révész Ilka')).toBeVisible();
  return editor;
}

/** Comes in through the link that the administrator hands over. */
async function comeIn(administrator: Page, browser: Browser, name: string): Promise<Page> {
  await administrator.goto('/admin/emberek');
  await administrator.getByRole('link', { name }).click();
  await administrator.getByText('Belépő hivatkozás', { exact: true }).click();
  await administrator.getByRole('button', { name: 'Belépő hivatkozást kérek' }).click();
  const page = await newPage(browser);
  await page.goto(new URL((await administrator.locator('code').textContent()) ?? '').pathname);
  await page.getByRole('button', { name: 'Belépek' }).click();
  return page;
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.locator(`#field-${name}`).fill(text);
}

test('a changed event', async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const ilka = await inviteEditor(page, browser);
  const marton = await comeIn(page, browser, 'Szélmalmi Márton');

  await ilka.goto('/programok/uj');
  await ilka.getByLabel('A program címe').fill(title);
  await fill(ilka, { date: '2027-10-02', time: '18:00', end_time: '22:00', settlement: 'Szegvár' });
  await ilka.getByLabel('Meghirdetem: mindenki látja').check();
  await ilka.getByRole('button', { name: 'Mentés' }).click();
  await expect(ilka.getByRole('heading', { level: 1 })).toHaveText(title);

  await test.step('stands in its history with what it was and what it is', async () => {
    await ilka.getByRole('link', { name: 'Szerkesztés' }).click();
    await fill(ilka, { date: '2027-10-09', time: '19:30', end_time: '23:00', place: 'a templomkertben' });
    await ilka.getByRole('button', { name: 'Mentés' }).click();
    await ilka.getByRole('link', { name: 'Előzmények' }).click();
    await expect(ilka.getByRole('heading', { level: 1 })).toHaveText('Előzmények');
    const [newest, first] = [
      ilka.locator('main section ol > li').first(),
      ilka.locator('main section ol > li').nth(1)
    ];
    await expect(newest).toContainText('Révész Ilka');
    await expect(newest).toContainText('Módosította a programot.');
    const when = newest.locator('dl > div', { hasText: 'Kezdés' });
    await expect(when.locator('.before')).toContainText('2027. október 2., szombat, 18:00');
    await expect(when.locator('.after')).toContainText('2027. október 9., szombat, 19:30');
    await expect(newest.locator('dl > div', { hasText: 'Pontosabban' })).toContainText('a templomkertben');
    await expect(first).toContainText('Beírta a programot.');
    await expectGoodPage(ilka);
  });

  await test.step('is told to the other editor on every page and by mail', async () => {
    const subject = `Révész Ilka módosította az Önök programját: ${title}.`;
    await expect
      .poll(async () => {
        await marton.goto('/');
        return marton.getByRole('banner').textContent();
      })
      .toMatch(/Értesítések \(\d+ új\)/);
    await marton.getByRole('banner').getByRole('link', { name: 'Értesítések' }).click();
    const told = marton.locator('main li', { hasText: subject }).first();
    await expect(told).toContainText('18:00 → 2027. október 9., szombat, 19:30');
    await expect(told).toContainText('Új');
    await expectGoodPage(marton);
    const mail = await newestMailTo(page, 'marton@szelmalomhaz.example', subject);
    expect(mail.replace(/\s+/g, ' ')).toContain('18:00 → 2027. október 9., szombat, 19:30');

    await told.getByRole('button', { name: subject }).click();
    await expect(marton.getByRole('heading', { level: 1 })).toHaveText(title);
    await marton.goto('/fiok/ertesitesek');
    await expect(marton.locator('main li', { hasText: subject }).first()).not.toContainText('Új');
  });

  await test.step('can be asked for by mail less often', async () => {
    await marton.getByLabel('Naponta egyszer').check();
    await marton.getByRole('button', { name: 'Mentés' }).click();
    await expect(marton.getByRole('status')).toContainText('Elmentettük, milyen gyakran írjunk.');
    await expect(marton.getByLabel('Naponta egyszer')).toBeChecked();
  });

  await test.step('has no history for strangers', async () => {
    const stranger = await newPage(browser);
    await stranger.goto(ilka.url());
    await expect(stranger).toHaveURL(/\/belepes$/);
  });
});

for (const [width, scheme] of [
  [360, 'dark'],
  [1280, 'light']
] as const)
  test(`the pages of histories and notifications are good at ${width} px, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
    const page = await context.newPage();
    await signIn(page);
    for (const path of [
      '/elozmenyek/szervezetek/szelmalom-muvelodesi-haz-szegvar',
      '/elozmenyek/telepulesek/szegvar',
      '/fiok/ertesitesek',
      '/fiok',
      '/en/history/organisations/szelmalom-muvelodesi-haz-szegvar',
      '/en/account/notifications'
    ])
      await test.step(path, async () => {
        const answer = await page.goto(path);
        expect(answer?.status()).toBe(200);
        await expectGoodPage(page);
      });
    await context.close();
  });
