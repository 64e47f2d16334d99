// The first hour of an administrator: from an empty house to one with a name, a region, an organisation and a colleague.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { removeDirectory, startServer, type RunningServer } from '../tests/running-server.ts';
import { linkIn, newestMailTo } from './outbox.ts';
import { expectGoodPage as expectGood } from './session.ts';

const telephone = { width: 360, height: 740 };

/** A house of its own on a telephone without a script, its administrator signed in. */
async function openHouse(
  browser: Browser,
  sample: 'yes' | 'no'
): Promise<{ server: RunningServer; page: Page; close(): Promise<void> }> {
  const server = await startServer({
    dataDirectory: mkdtempSync(join(tmpdir(), 'kalaka-first-hour-')),
    environment: { SAMPLE: sample }
  });
  const page = await newPage(browser, server);
  await page.goto(new URL(server.signInLink).pathname);
  await page.getByRole('button', { name: 'Belépek' }).click();
  await expect(page.getByText('Üdvözöljük, Rendszergazda')).toBeVisible();
  return {
    server,
    page,
    async close() {
      await server.stop();
      removeDirectory(server.dataDirectory);
    }
  };
}

async function newPage(browser: Browser, server: RunningServer): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.address,
    viewport: telephone,
    javaScriptEnabled: false
  });
  return context.newPage();
}

/** The checks are scripts themselves: the same page is opened once more where scripts run. */
async function expectGoodPage(page: Page): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error('No browser');
  const context = await browser.newContext({
    viewport: telephone,
    storageState: await page.context().storageState()
  });
  const twin = await context.newPage();
  await twin.goto(page.url().replace(/\?\/\w+$/, ''));
  await expectGood(twin);
  await context.close();
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('from an empty house to one with a name, a region, an organisation and a colleague', async ({
  browser
}) => {
  test.setTimeout(120_000);
  const { server, page, close } = await openHouse(browser, 'no');
  try {
    await page.getByRole('link', { name: 'Megnyitom az első lépéseket' }).click();
    await expect(title(page)).toHaveText('Az első lépések');
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Folytatom: Bemutatkozás' }).click();

    await page.getByRole('button', { name: 'Mentem, és megyek tovább' }).click();
    await expect(page.getByRole('alert')).toContainText('Írja be a nevét.');
    await expectGoodPage(page);
    await page.getByLabel('Az Ön neve').fill('Nagy-Kovács Éva');
    await page.getByLabel('E-mail-címe').fill('eva@szentes.example');
    await page.getByRole('button', { name: 'Mentem, és megyek tovább' }).click();

    await expect(title(page)).toHaveText('A ház');
    await expect(page.getByRole('banner')).toContainText('Nagy-Kovács Éva');
    await expectGoodPage(page);
    await page.getByLabel('A ház neve').fill('Szentesi Kaláka');
    await page.getByLabel('Az üzemeltető neve').fill('Szentes Térségi Társulás');
    await page.locator('#field-email').fill('iroda@szentes');
    await page.getByRole('button', { name: 'Mentem, és megyek tovább' }).click();
    await expect(page.getByRole('alert')).toContainText('Ez nem e-mail-cím');
    await expect(page.getByLabel('A ház neve')).toHaveValue('Szentesi Kaláka');
    await page.locator('#field-email').fill('iroda@szentes.example');
    await page.getByLabel('Az oldalak angolul is olvashatók').uncheck();
    await page.getByRole('button', { name: 'Mentem, és megyek tovább' }).click();

    await expect(title(page)).toHaveText('A térség');
    await expect(page).toHaveTitle('A térség · Szentesi Kaláka');
    await expect(page.getByRole('link', { name: 'English' })).toHaveCount(0);
    await expectGoodPage(page);
    await page.getByLabel('A térség neve').fill('Kurca mente');
    await page.getByLabel('Települések').fill('Szentes, Szegvr\nMindszent');
    await page.getByRole('button', { name: 'Felveszem ezt a térséget' }).click();
    await expect(page.getByRole('alert')).toContainText('Erre gondolt: Szegvár');
    await page.getByLabel('Települések').fill('Szentes, Szegvár\nMindszent');
    await page.getByRole('button', { name: 'Felveszem ezt a térséget' }).click();

    await expect(title(page)).toHaveText('Levelezés');
    await expect(page.getByText('Nincs beállítva levelezőkiszolgáló')).toBeVisible();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Tovább' }).click();

    await expect(title(page)).toHaveText('Kezdő adatok');
    await expect(page.getByText('Nincs itt mintatérség')).toBeVisible();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Tovább' }).click();

    await foundAndInvite(page);
    await accept(browser, server, page);

    await page.goto('/admin/elso-lepesek');
    await expect(page.getByText('kész', { exact: true })).toHaveCount(6);
    await page.getByRole('link', { name: 'Megnézem, mi következik' }).click();
    await expectGoodPage(page);
    await expect(page.getByText('Kurca mente')).toBeVisible();
    await page.getByRole('button', { name: 'Befejezem az első lépéseket' }).click();
    await expect(page.getByRole('status')).toContainText('A ház készen áll');
    await expect(page.getByText('Az első lépések még hátravannak')).toHaveCount(0);

    await seenByReaders(await newPage(browser, server));
  } finally {
    await close();
  }
});

async function foundAndInvite(page: Page): Promise<void> {
  await expect(title(page)).toHaveText('Munkatársak');
  await expectGoodPage(page);
  await page.locator('#field-organisation-name').fill('Kurca-parti Művelődési Ház');
  await page.locator('#field-organisation-kind').selectOption('community_house');
  await page.locator('#field-organisation-sector').selectOption('public');
  await page.locator('#field-organisation-settlement').fill('Szentes');
  await page.getByRole('button', { name: 'Felveszem a szervezetet' }).click();
  await expect(page.getByRole('status')).toContainText('Felvettük: Kurca-parti Művelődési Ház');

  await page.locator('#field-invite-name').fill('Bárány Mátyás');
  await page.locator('#field-invite-email').fill('matyas@');
  await page.getByRole('button', { name: 'Elküldöm a meghívót' }).click();
  await expect(page.getByRole('alert')).toContainText('Írjon be egy e-mail-címet');
  await expectGoodPage(page);
  await page.locator('#field-invite-email').fill('matyas@barany.example');
  await page.getByRole('button', { name: 'Elküldöm a meghívót' }).click();
  await expect(page.getByRole('status')).toContainText('A meghívó elkészült: Bárány Mátyás');
  await page.getByRole('button', { name: 'Tovább' }).click();
  await expect(title(page)).toHaveText('Hogyan tovább?');
}

/** The colleague gets the link from the administrator, as there is no mail server, and comes in. */
async function accept(browser: Browser, server: RunningServer, administrator: Page): Promise<void> {
  const mail = await newestMailTo(administrator, 'matyas@barany.example', 'Meghívó');
  expect(mail).toContain('Nagy-Kovács Éva');
  expect(mail).toContain('Feladó: Szentesi Kaláka');
  const guest = await newPage(browser, server);
  await guest.goto(linkIn(mail, '/valasz'));
  await guest.getByRole('button', { name: 'Elfogadom és belépek' }).click();
  await expect(guest.getByText('Üdvözöljük, Bárány Mátyás')).toBeVisible();
  await expect(guest.getByText('Az első lépések még hátravannak')).toHaveCount(0);
  await guest.goto('/szervezetek/kurca-parti-muvelodesi-haz-szentes/munkatarsak');
  await expect(guest.getByRole('table')).toContainText('Bárány Mátyás');
}

/** The name and the region on every page, and no English where none is offered. */
async function seenByReaders(reader: Page): Promise<void> {
  await reader.goto('/en/events?theme=music');
  await expect(reader).toHaveURL(/\/programok\?theme=music$/);
  await expect(reader.getByRole('banner')).toContainText('Szentesi Kaláka');
  await reader.goto('/');
  await expect(reader).toHaveTitle(/^Szentesi Kaláka · /);
  await expect(reader.getByText('Ezen a vidéken: Kurca mente.')).toBeVisible();
  await expect(reader.locator('a[hreflang=en], link[hreflang=en]')).toHaveCount(0);
  await expectGoodPage(reader);
  const feed = await reader.request.get('/feeds/events.rss');
  expect(await feed.text()).toContain('<title>Szentesi Kaláka: programok');
  await reader.goto('/adatvedelem');
  await expect(reader.getByText('Szentes Térségi Társulás').first()).toBeVisible();
}

test('the sample region is taken away for good, after a clear question, and what is one’s own stays', async ({
  browser
}) => {
  test.setTimeout(120_000);
  const { page, close } = await openHouse(browser, 'yes');
  try {
    await page.goto('/admin/elso-lepesek/terseg');
    await expectGoodPage(page);
    await page.getByLabel('Térség', { exact: true }).selectOption('szentes');
    await page.getByRole('button', { name: 'Ezt választom' }).first().click();

    await page.goto('/admin/elso-lepesek/kezdo-adatok');
    await expect(page.getByText('6 kitalált munkatárs')).toBeVisible();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Törlöm a mintatérséget' }).click();
    await expect(page.getByRole('alert')).toContainText('Jelölje be');
    await expectGoodPage(page);
    await page.getByLabel('Értem, hogy a mintaadatokat véglegesen töröljük').check();
    await page.getByRole('button', { name: 'Törlöm a mintatérséget' }).click();
    await expect(page.getByRole('status')).toContainText('Töröltük:');
    await expect(page.getByRole('status')).toContainText('megmaradt: 1 kistérség');
    await page.goto('/programok');
    await expect(page.getByRole('article')).toHaveCount(0);
    await page.goto('/telepulesek/szegvar');
    await expect(title(page)).toContainText('Szegvár');
  } finally {
    await close();
  }
});
