// The journey of a team: invited, asking to come in, acting for a neighbour, wearing one hat.
import { expect, test, type Page } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';
import { linkIn, newestMailTo } from './outbox.ts';

const house = '/szervezetek/szelmalom-muvelodesi-haz-szegvar';

async function answerLink(administrator: Page, email: string, subject: string): Promise<string> {
  return linkIn(await newestMailTo(administrator, email, subject), '/valasz');
}

test.describe('a team', () => {
  test.use({ javaScriptEnabled: false });

  test('is made by mail links alone, without a script', async ({ page, browser }) => {
    await signIn(page);
    await page.goto(`${house}/munkatarsak`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Munkatársak');

    await page.locator('#field-invite-name').fill('Bárány Mátyás');
    await page.locator('#field-invite-email').fill('matyas@barany');
    await page.getByRole('button', { name: 'Meghívó küldése' }).click();
    await expect(page.getByRole('alert')).toContainText('Írjon be egy e-mail-címet');
    await expect(page.locator('#field-invite-name')).toHaveValue('Bárány Mátyás');
    await page.locator('#field-invite-email').fill('matyas@barany.example');
    await page.getByRole('button', { name: 'Meghívó küldése' }).click();
    await expect(page.getByRole('status')).toContainText('Elküldtük a meghívót: Bárány Mátyás');

    const guest = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await guest.goto(await answerLink(page, 'matyas@barany.example', 'Meghívó'));
    await guest.getByRole('button', { name: 'Elfogadom és belépek' }).click();
    await expect(guest.getByText('Üdvözöljük, Bárány Mátyás')).toBeVisible();
    await guest.goto(`${house}/munkatarsak`);
    await expect(guest.getByRole('table')).toContainText('Bárány Mátyás');

    await joinByMail(page, await (await browser.newContext({ javaScriptEnabled: false })).newPage());
  });
});

/** Somebody without an account asks to come in; who answers for the house decides straight from the mail. */
async function joinByMail(administrator: Page, stranger: Page): Promise<void> {
  await stranger.goto(house);
  await stranger.getByRole('link', { name: 'Kérem a felvételemet' }).click();
  await stranger.getByLabel('A neve').fill('Kelemen Vera');
  await stranger.getByLabel('E-mail-címe').fill('vera@kelemen.example');
  await stranger.getByLabel('Pár szó magáról').fill('A hímzőkört vezetem.');
  await stranger.getByRole('button', { name: 'Kérem a felvételemet' }).click();
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Nézze meg a leveleit');
  await stranger.goto(await answerLink(administrator, 'vera@kelemen.example', 'Erősítse meg'));
  await stranger.getByRole('button', { name: 'Igen, én kértem' }).click();
  await expect(stranger.getByText('Továbbítottuk a kérését')).toBeVisible();

  await stranger.goto(await answerLink(administrator, 'marton@szelmalomhaz.example', 'a felvételét kéri'));
  await expect(stranger.getByText('A hímzőkört vezetem.')).toBeVisible();
  await stranger.getByRole('button', { name: 'Felveszem munkatársnak' }).click();
  await expect(stranger.getByText('Felvette: Kelemen Vera')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText('már válaszolt')).toBeVisible();
}

test('an owner acts for a neighbour without a computer, and every page says so', async ({ page }) => {
  await signIn(page);
  await page.goto(`${house}/munkatarsak`);
  await expectGoodPage(page);
  await page.getByText('Valaki, aki nem használ számítógépet').click();
  await page.locator('#field-represent-name').fill('Özv. Pásztor Jánosné');
  await page.getByLabel('Szóban, felolvastam neki').check();
  await page.getByRole('button', { name: 'Felveszem, és bejegyzek helyette' }).click();
  await expect(page.getByRole('status')).toContainText('Felvettük: Özv. Pásztor Jánosné');

  await page.goto('/fiok/szerepeim');
  await expectGoodPage(page);
  await page.getByRole('button', { name: /Így folytatom.*Pásztor/ }).click();
  await expect(page.getByRole('main')).toContainText('Most: Özv. Pásztor Jánosné nevében');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ez az oldal nem található');
  await page.goto('/fiok/szerepeim');
  await page.getByRole('button', { name: /Így folytatom.*Mindegyik/ }).click();
  await expect(page.getByRole('main')).not.toContainText('Most:');
});

for (const width of [360, 1280])
  test(`the pages of teams and people are good at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page);
    for (const path of [
      `${house}/munkatarsak`,
      `${house}/csatlakozas`,
      '/telepulesek/szegvar/munkatarsak',
      '/varmegyek/csongrad-csanad/munkatarsak',
      '/admin/emberek',
      '/admin/emberek/munkatarsak',
      '/fiok/szerepeim'
    ]) {
      await page.goto(path);
      await expectGoodPage(page);
    }
  });
