// Two people have one event open: what each changed is kept, and what both changed is asked about, without a script.
import { expect, test, type Page } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

const title = 'Kétkezes kukoricafosztó';

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.locator(`#field-${name}`).fill(text);
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mentés', exact: true }).click();
}

test('two people change one event', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const [eva, pal] = [await context.newPage(), await context.newPage()];
  await signIn(eva);
  await eva.goto('/programok/uj');
  await fill(eva, { title, date: '2027-10-16', time: '16:00', settlement: 'Szegvár', place: 'a csűrben' });
  await eva.locator('#field-organiser').fill('Szélmalom Művelődési Ház, Szegvár');
  await eva.getByLabel('Meghirdetem: mindenki látja').check();
  await save(eva);
  await expect(eva.getByRole('heading', { level: 1 })).toHaveText(title);
  const edit = await eva.getByRole('link', { name: 'Szerkesztés' }).getAttribute('href');

  await test.step('what each changed is kept', async () => {
    await eva.goto(edit ?? '');
    await pal.goto(edit ?? '');
    await fill(eva, { attendance: '60' });
    await save(eva);
    await fill(pal, { place: 'a Nagy-féle csűrben' });
    await save(pal);
    await expect(pal.getByText('az ő változtatásai is megmaradtak')).toBeVisible();
    await pal.goto(edit ?? '');
    await expect(pal.locator('#field-attendance')).toHaveValue('60');
    await expect(pal.locator('#field-place')).toHaveValue('a Nagy-féle csűrben');
  });

  await test.step('what both changed is shown with who did what, and nothing typed is lost', async () => {
    await eva.goto(edit ?? '');
    await pal.goto(edit ?? '');
    await fill(eva, { title: `${title} tánccal`, attendance: '90' });
    await save(eva);
    await fill(pal, { title: `${title} mesével` });
    await save(pal);
    const notice = pal.getByRole('alert');
    await expect(notice).toContainText('Közben más is változtatott rajta');
    await expect(notice).toContainText(`${title} tánccal`);
    await expect(pal.locator('#field-title')).toHaveValue(`${title} mesével`);
    await expect(pal.locator('#field-title-error')).toContainText('Ezt közben más is átírta');
    await expect(pal.locator('#field-attendance')).toHaveValue('90');
    await expect(notice.getByRole('link', { name: 'Megnézem a mostanit' })).toHaveAttribute(
      'target',
      '_blank'
    );
  });

  await test.step('a second press saves it', async () => {
    await pal.getByRole('button', { name: 'Mentem így is' }).click();
    await expect(pal.getByRole('heading', { level: 1 })).toHaveText(`${title} mesével`);
  });
  await context.close();
});

for (const [width, scheme] of [
  [360, 'light'],
  [1280, 'dark']
] as const)
  test(`the notice is good at ${width} px, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
    const [eva, pal] = [await context.newPage(), await context.newPage()];
    await signIn(eva);
    const edit = '/szervezetek/szelmalom-muvelodesi-haz-szegvar/szerkesztes';
    await eva.goto(edit);
    await pal.goto(edit);
    await fill(eva, { summary: `Ahogy Éva írta, ${width} képpont szélesen.` });
    await save(eva);
    await fill(pal, { summary: `Ahogy Pál írta, ${width} képpont szélesen.` });
    await save(pal);
    await expect(pal.getByRole('alert')).toContainText('Ahogy Éva írta');
    await expectGoodPage(pal);
    await context.close();
  });
