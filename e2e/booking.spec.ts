// A hall is asked for on a phone without a script, confirmed straight from the mail, seen by everybody; who comes second is offered
// other times.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { linkIn, countMailsTo, newestMailTo } from './outbox.ts';
import { expectGoodPage, signIn } from './session.ts';

const hall = '/helyszinek/szelmalom-nagyterem-szegvar';
const owner = 'marton@szelmalomhaz.example';
const asker = 'dorottya@kurcapart.example';
/** At an hour at which no programme of the sample region takes place. */
const day = '2027-03-16';

test.use({ javaScriptEnabled: false });

async function colleague(browser: Browser, administrator: Page, email: string): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 },
    locale: 'hu-HU',
    timezoneId: 'Europe/Budapest'
  });
  const page = await context.newPage();
  const subject = 'Belépés a Kalákába';
  const before = await countMailsTo(administrator, email, subject);
  await page.goto('/belepes');
  await page.getByLabel('Az Ön e-mail-címe').fill(email);
  await page.getByRole('button', { name: 'Kérem a belépő levelet' }).click();
  await page.goto(linkIn(await newestMailTo(administrator, email, subject, before), '/belepes'));
  await page.getByRole('button', { name: 'Belépek' }).click();
  await expect(page.getByText('Üdvözöljük')).toBeVisible();
  return page;
}

async function fillRequest(page: Page, purpose: string): Promise<void> {
  await page.getByLabel('Mire kéri?').fill(purpose);
  await page.getByLabel('Kit hívhatnak fel?').fill('Molnár Dorottya, 06-00-555-1234');
  await page.getByLabel('Nap', { exact: true }).fill(day);
  await page.getByLabel('Kezdés').fill('05:00');
  await page.getByLabel('Befejezés').fill('06:30');
}

test('a hall is asked for, confirmed from the mail, and refused kindly to who comes second', async ({
  page,
  browser
}) => {
  await signIn(page);
  const phone = await colleague(browser, page, asker);
  await phone.goto(`${hall}/foglaltsag?month=${day.slice(0, 7)}`);
  await phone.getByRole('link', { name: 'Foglalást kérek', exact: true }).click();
  await phone.getByRole('button', { name: 'Elküldöm a kérést' }).click();
  await expect(phone.getByRole('alert')).toContainText('Írja be, mire kéri.');
  await fillRequest(phone, 'Citeratalálkozó');
  await phone.getByRole('button', { name: 'Elküldöm a kérést' }).click();
  await expect(phone.getByRole('status')).toContainText('Elküldtük a kérést');
  await expect(phone.locator('main')).toContainText('válaszra vár');
  const booking = new URL(phone.url()).pathname;

  // Everybody sees that it is taken, nobody by whom.
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(`${hall}/foglaltsag?month=${day.slice(0, 7)}`);
  await expect(reader.locator('dl')).toContainText('05:00–06:30');
  await expect(reader.locator('dl')).toContainText('Kérték, még nincs visszaigazolva');
  await expect(reader.locator('body')).not.toContainText('Citeratalálkozó');
  await expect(reader.locator('body')).not.toContainText('Dorottya');

  const second = await colleague(browser, page, asker);
  await second.goto('/foglalasok/uj?venue=szelmalom-nagyterem-szegvar');
  await fillRequest(second, 'Bábelőadás');
  await second.getByRole('button', { name: 'Elküldöm a kérést' }).click();
  await expect(second.locator('main')).toContainText('Ez az idő sajnos foglalt');
  await expect(second.getByLabel('Mire kéri?')).toHaveValue('Bábelőadás');
  await second.getByRole('button', { name: /március 17\., szerda/ }).click();
  await expect(second.getByLabel('Nap', { exact: true })).toHaveValue('2027-03-17');
  await expect(second.getByLabel('Kezdés')).toHaveValue('05:00');
  await second.getByRole('button', { name: 'Elküldöm a kérést' }).click();
  await expect(second.getByRole('status')).toContainText('Elküldtük a kérést');

  // Without signing in, straight from the mail; the newest is about the second request, so the first is decided on its page.
  const answered = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await answered.goto(linkIn(await newestMailTo(page, owner, 'Foglalási kérés'), '/valasz'));
  await expect(answered.locator('main')).toContainText('Bábelőadás');
  await answered.getByLabel('Üzenet annak, aki kérte').fill('A kulcs a könyvtárban van.');
  await answered.getByRole('button', { name: 'Igen, visszaigazolom' }).click();
  await expect(answered.locator('main')).toContainText('Visszaigazoltuk');
  expect(await newestMailTo(page, asker, 'Visszaigazolták')).toContain('A kulcs a könyvtárban van.');
  await reader.reload();
  await expect(reader.locator('dl')).toContainText('05:00–06:30 Foglalt');

  const house = await colleague(browser, page, owner);
  await house.goto('/foglalasok');
  await house.getByRole('link', { name: 'Citeratalálkozó' }).click();
  await house.getByRole('button', { name: 'Sajnos nem' }).click();
  await expect(house.getByRole('status')).toContainText('Elutasította a kérést');
  await phone.goto(booking);
  await expect(phone.locator('main')).toContainText('elutasítva');

  const feed = await reader.request.get('/feeds/venues/szelmalom-nagyterem-szegvar.ics');
  const ics = await feed.text();
  expect(ics).toContain('DTSTART;TZID=Europe/Budapest:20270317T050000');
  expect(ics).not.toContain('20270316T050000');
  expect(ics).not.toContain('Bábelőadás');
});

test.describe('with a script', () => {
  test.use({ javaScriptEnabled: true });

  for (const width of [360, 1280])
    test(`the pages of venues and bookings are good at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await signIn(page);
      for (const path of [
        hall,
        `${hall}/foglaltsag`,
        `${hall}/ajtora`,
        `${hall}/foglalasok`,
        `${hall}/szerkesztes`,
        '/foglalasok',
        '/foglalasok/uj?venue=szelmalom-nagyterem-szegvar',
        '/helyszinek?only=idle',
        '/eszkozok',
        '/eszkozok/uj'
      ]) {
        await page.goto(path);
        await expectGoodPage(page);
      }
    });
});
