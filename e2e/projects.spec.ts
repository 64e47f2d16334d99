// Three houses hold one programme together: a plan is found, agreed to by mail, in the calendar; and who helped is thanked.
import { expect, test, type Browser } from '@playwright/test';
import { linkIn, newestMailTo } from './outbox.ts';
import { expectGoodPage, signIn } from './session.ts';

const title = 'Betlehemes vándorest';
const partners = ['faluhaz@gozkut.example', 'haz@kastelykerti.example'];

test('a joint project is planned, agreed to by mail and announced, and its supporter is thanked', async ({
  page,
  browser
}) => {
  test.setTimeout(90_000);
  await signIn(page);
  await page.goto('/csere');
  await page.getByRole('main').getByRole('link', { name: 'Közös programok' }).click();
  await page.getByRole('link', { name: 'Új közös program' }).click();
  await expectGoodPage(page);
  await page.getByLabel('A program címe').fill(title);
  await page.getByLabel('Ki fogja össze?').fill('Szélmalom Művelődési Ház');
  await page.getByLabel('Melyik vidéknek szól?').selectOption({ label: 'Szentesi kistérség' });
  await page.getByLabel('Partnerek neve').fill('Gőzkút Faluház\nKastélykerti Művelődési Ház');
  await page.getByLabel('Hány alkalom legyen?').fill('3');
  await page.getByLabel('Egy partnernél legfeljebb').fill('1');
  await page.getByRole('button', { name: 'Terv keresése' }).click();
  await expect(page.getByText('lakosnak jutna egy')).toBeVisible();
  // At once what is found quickly; the proof comes by itself.
  await expect(page.getByText('Bizonyított')).toBeVisible({ timeout: 25_000 });
  await page.getByRole('button', { name: 'Elfogadom tervnek' }).click();
  await expect(page.getByText('Mindenkinek annyi jut, amennyit megbeszéltek.')).toBeVisible();
  await expectGoodPage(page);
  const plan = page.url();
  await page.getByRole('button', { name: 'Partnerek megkérdezése' }).click();
  await expect(page.getByRole('status')).toContainText('2 partnert megkérdeztünk');

  for (const partner of partners)
    await press(browser, linkIn(await newestMailTo(page, partner, title), '/valasz'), 'Vállaljuk');

  await page.goto(plan);
  await page.getByRole('button', { name: 'Naptárba tervként' }).click();
  await expect(page.getByText('A helyszín lefoglalva.')).toHaveCount(3);
  await page.getByRole('button', { name: 'Biztos: meghirdetem' }).click();
  await expect(page.getByRole('status')).toContainText('Meghirdetve');

  await page.goto('/tamogatok/uj');
  await page.getByLabel('Neve', { exact: true }).fill('Aprófalusi Kalácssütők');
  await page.getByLabel('Kit támogat?').fill('Szélmalom Művelődési Ház');
  await page.getByLabel('tárgyak').check();
  await page.getByLabel('Egy mondatban').fill('Kalácsot süt a közös estékre.');
  await page.getByLabel('E-mail-címe').fill('kalacs@aprofalu.example');
  await page.getByRole('button', { name: 'Mentés' }).click();
  await page.getByLabel('Mit adott?').fill('Hatvan kalács');
  await page.getByLabel('Mire?').selectOption({ label: title });
  await page.getByRole('button', { name: 'Feljegyzem', exact: true }).last().click();
  await expect(page.getByRole('status')).toContainText('Feljegyezve');
  await page.getByRole('button', { name: 'Megkérdezem levélben' }).click();
  await expectGoodPage(page);
  const asked = await newestMailTo(page, 'kalacs@aprofalu.example', 'Megköszönhetjük');
  await press(browser, linkIn(asked, '/valasz'), 'Igen, összeg nélkül');

  const resident = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await resident.goto('/kozos-programok');
  await resident.getByRole('link', { name: title }).click();
  await expect(resident.getByRole('link', { name: 'Aprófalusi Kalácssütők' })).toBeVisible();
  await resident.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(resident.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(resident.getByText('Közös program része')).toBeVisible();
  await resident.context().close();
});

/** As somebody without an account and without scripts. */
async function press(browser: Browser, link: string, button: string): Promise<void> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(link);
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Köszönjük');
  await page.context().close();
}
