// A library without a hall and a village house without a programme: from one «interested» to an agreement, by letters alone.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { linkIn, newestMailTo } from './outbox.ts';
import { expectGoodPage, signIn } from './session.ts';

const need = 'Nagyobb termet keresünk író-olvasó találkozóhoz';
const hall = 'Fűtött nagyterem színpaddal, nyolcvan székkel';

/** Somebody without an account, with a phone. */
async function reader(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: 'hu-HU',
    timezoneId: 'Europe/Budapest'
  });
  return context.newPage();
}

/** The newest letters with a subject, by whom they went to. */
async function addresseesOf(administrator: Page, subject: string): Promise<string[]> {
  await expect
    .poll(
      async () => {
        await administrator.goto('/admin/levelek');
        return administrator.locator('tr').filter({ hasText: subject }).count();
      },
      { timeout: 30_000 }
    )
    .toBeGreaterThan(0);
  const rows = await administrator.locator('tr').filter({ hasText: subject }).allTextContents();
  return [...new Set(rows.flatMap((row) => /[\w.-]+@[\w.-]+\.example/.exec(row)?.[0] ?? []))];
}

test('a library and a village house find one another and agree by mail alone', async ({ page, browser }) => {
  test.slow();
  await signIn(page);
  await page.goto('/csere?q=nagyobb+termet');
  await page.getByRole('link', { name: need }).first().click();
  await page.getByRole('link', { name: hall }).click();
  await expectGoodPage(page);
  await expect(page.getByRole('heading', { name: 'Miért nem magasabb?' })).toBeVisible();
  // The administrator may speak for both; here for the library only.
  const say = page.locator('section', { hasText: 'Mit mondanak rá?' }).filter({ hasText: need });
  await say.getByRole('button', { name: 'Érdekel' }).click();
  await expect(page.getByRole('status')).toContainText('Megírtuk a másik félnek');

  const phone = await reader(browser);
  const wanted = `Érdekli őket, amit Önök adnak: ${hall}`;
  const [house = ''] = await addresseesOf(page, wanted);
  await phone.goto(linkIn(await newestMailTo(page, house, wanted), '/valasz'));
  await expect(phone.locator('main')).toContainText(need);
  await expectGoodPage(phone);
  await phone.getByRole('button', { name: 'Érdekel' }).click();
  await expect(phone.locator('main')).toContainText('mindketten igent mondtak');

  const both = 'Mindketten igent mondtak';
  const library = (await addresseesOf(page, both)).find((address) => address !== house) ?? '';
  const draft = await newestMailTo(page, library, both);
  expect(draft).toContain(house);
  await phone.goto(linkIn(draft, '/valasz'));
  await expectGoodPage(phone);
  await phone.getByLabel('Első nap').fill('2027-02-06');
  await phone.getByLabel('Utolsó nap').fill('2027-02-06');
  await phone.getByLabel('Mit adnak vagy hoznak Önök?').fill('Meseórát tartunk délelőtt.');
  await phone.getByRole('button', { name: 'Így jó nekünk' }).click();
  await expect(phone.locator('main')).toContainText('Megírtuk a másik félnek');

  const proposed = await newestMailTo(page, house, 'így képzeli');
  expect(proposed).toContain('Meseórát tartunk délelőtt.');
  await phone.goto(linkIn(proposed, '/valasz'));
  await phone.getByRole('button', { name: 'Így jó nekünk' }).click();
  await expect(phone.locator('main')).toContainText('Megállapodtak');

  const agreed = await newestMailTo(page, library, 'Megállapodtak');
  const sheet = await phone.request.get(linkIn(agreed, '/megallapodasok/lap'));
  expect(sheet.headers()['content-type']).toBe('application/pdf');
});
