// An organiser looks for a better evening on the planning board: by mouse and by keys, and keeps what was tried.
import { expect, test, type Page } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

/** A Wednesday some weeks ahead. */
function wednesday(weeksAhead: number): string {
  const date = new Date(Date.now() + weeksAhead * 7 * 86_400_000);
  date.setUTCDate(date.getUTCDate() + ((3 - date.getUTCDay() + 7) % 7));
  return date.toISOString().slice(0, 10);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the last part of its address */
async function enter(
  page: Page,
  {
    title,
    day,
    where,
    by = 'Szélmalom Művelődési Ház'
  }: Record<'title' | 'day' | 'where', string> & { by?: string }
) {
  await page.goto('/programok/uj');
  await page.getByLabel('A program címe').fill(title);
  await page.locator('#field-organiser').fill(by);
  await page.locator('#field-date').fill(day);
  await page.locator('#field-time').fill('18:00');
  await page.locator('#field-end_time').fill('20:00');
  await page.locator('#field-settlement').fill(where);
  await page.getByLabel('Meghirdetem: mindenki látja').check();
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const triedIn = (page: Page): string | null => new URL(page.url()).searchParams.get('if');

test('an event is dragged and moved by keys on the board, put back, and saved where it is better', async ({
  page
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page);
  const day = wednesday(13);
  const slug = await enter(page, { title: 'Próba előadás', day, where: 'Szegvár' });
  await enter(page, { title: 'Próba koncert', day, where: 'Szegvár', by: 'Szegvári Gazdakör' });
  await enter(page, { title: 'Próba vásár', day, where: 'Szentes' });

  await page.goto(`/tervezotabla?from=${day}&near=szegvar`);
  const bar = page.locator(`[data-event="${slug}"]`);
  const said = page.locator('#planning-said');
  await bar.click();
  await expect(bar).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('heading', { name: 'Közelebbről: Próba előadás' })).toBeVisible();
  await expect(page.locator('svg.lines line')).not.toHaveCount(0);
  await expectGoodPage(page);

  // By keys: a day later, an hour earlier, back.
  await bar.focus();
  await bar.press('ArrowRight');
  await expect.poll(() => triedIn(page)).toBe(`${slug}~${dayAfter(day, 1)}T18:00`);
  await expect(said).toContainText('Próba előadás');
  await expect(bar).toBeFocused();
  await bar.press('ArrowUp');
  await expect.poll(() => triedIn(page)).toBe(`${slug}~${dayAfter(day, 1)}T17:00`);
  await expect(said).toContainText('17:00');
  await bar.press('Escape');
  await expect.poll(() => triedIn(page)).toBe(null);
  await expect(bar).toHaveAttribute('data-starts', `${day}T18:00`);

  // Another place is another row.
  const rows = page.locator('tr[data-place]');
  const own = page.locator('tr[data-place]', { has: bar });
  const from = await own.getAttribute('data-place');
  await expect(bar).toBeFocused();
  await bar.press((await rows.first().getAttribute('data-place')) === from ? 'PageDown' : 'PageUp');
  await expect.poll(() => triedIn(page)).toMatch(new RegExp(`^${slug}~${day}T18:00@[sv]\\.`));
  await expect(own).not.toHaveAttribute('data-place', from ?? '');
  await expect(page.getByText('Itt lenne:')).toBeVisible();
  await expect(bar).toBeFocused();
  await bar.press('Escape');
  await expect.poll(() => triedIn(page)).toBe(null);
  // The address is there before the board.
  await expect(page.getByText('Itt lenne:')).toHaveCount(0);
  await expect(bar).toBeFocused();

  // By mouse: into the next day of its row; what is let go beside the board stays.
  const drag = async (x: number, y: number): Promise<void> => {
    const box = await bar.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 8 });
    await page.mouse.up();
  };
  await bar.scrollIntoViewIfNeeded();
  await drag(5, 5);
  const cell = own.locator(`td[data-day="${dayAfter(day, 1)}"]`);
  const box = await cell.boundingBox();
  expect(triedIn(page)).toBe(null);
  await drag((box?.x ?? 0) + 40, (box?.y ?? 0) + 12);
  await expect.poll(() => triedIn(page)).toBe(`${slug}~${dayAfter(day, 1)}T18:00`);
  await expect(bar).toHaveAttribute('data-starts', `${dayAfter(day, 1)}T18:00`);
  await expectGoodPage(page);

  // Nothing has happened so far; the form of the event opens with the new time, and keeps it.
  await page.getByRole('link', { name: 'Átteszem erre az időpontra' }).click();
  await expect(page.locator('#field-date')).toHaveValue(dayAfter(day, 1));
  await page.getByRole('button', { name: 'Mentés' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Próba előadás');
  await page.goto(`/tervezotabla?from=${day}&near=szegvar`);
  await expect(own.locator(`td[data-day="${dayAfter(day, 1)}"]`).locator(bar)).toBeVisible();
});

test('the same is tried without a script, by links and a form', async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 }
  });
  const page = await context.newPage();
  await signIn(page);
  const day = wednesday(15);
  const slug = await enter(page, { title: 'Próba felolvasás', day, where: 'Szegvár' });
  await page.goto(`/tervezotabla?from=${day}&near=szegvar`);
  await page.locator(`[data-event="${slug}"]`).click();
  await page.getByRole('link', { name: 'Egy nappal később' }).click();
  expect(triedIn(page)).toContain(`${slug}~${dayAfter(day, 1)}T18:00`);
  await page.locator('#field-time').fill('16:00');
  await page.getByRole('button', { name: 'Megnézem' }).click();
  expect(triedIn(page)).toContain(`${slug}~${dayAfter(day, 1)}T16:00`);
  await context.close();
});
