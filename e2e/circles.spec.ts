// A circle is founded, gets its members by pasting, and a member without an account signs its charter from a letter; a resident asks.
import { expect, test } from '@playwright/test';
import { linkIn, newestMailTo } from './outbox.ts';
import { expectGoodPage, signIn } from './session.ts';

test('a circle is founded, and its charter signed by link', async ({ browser, page: convenor }) => {
  test.setTimeout(120_000);
  await signIn(convenor);
  await convenor.goto('/korok');
  await convenor.getByRole('link', { name: 'Új kör' }).click();
  await expectGoodPage(convenor);
  await convenor.getByLabel('A kör neve').fill('Árvalányhaj Kerekasztal');
  await convenor.getByRole('button', { name: 'Megalapítom a kört' }).click();
  await expect(convenor.getByText('Írja le egy mondatban, miért ülnek össze.').first()).toBeVisible();
  await convenor.getByLabel('Miért ülnek össze?').fill('Hogy tudjunk egymásról.');
  await convenor.getByLabel('Székhelye').fill('Szegvár');
  await convenor.getByRole('button', { name: 'Megalapítom a kört' }).click();
  await expect(convenor.getByText('A kör megalakult.')).toBeVisible();

  await convenor.getByText('Több tag egyszerre').click();
  await convenor
    .getByLabel('Névsor')
    .fill(
      'Kalász Kinga; kinga@kalasz.example; Szélmalom Művelődési Ház, Szegvár\nVadrózsa Vera; vera@vadrozsa.example'
    );
  await convenor.getByRole('button', { name: 'Mindet felveszem' }).click();
  await expect(convenor.getByText('2 új tagot vettünk fel.')).toBeVisible();
  await expectGoodPage(convenor);

  await convenor.goto('/korok/arvalanyhaj-kerekasztal/nyilatkozat');
  await convenor.getByLabel('Céljaink').fill('Negyedévente leülünk.');
  await convenor.getByRole('button', { name: 'Vázlat mentése' }).click();
  await convenor.getByRole('button', { name: 'Közzéteszem' }).click();
  await convenor.getByRole('button', { name: 'Aláírást kérek levélben' }).click();
  await expect(convenor.getByText(/levelet küldtünk/)).toBeVisible();
  await expectGoodPage(convenor);

  const letter = await newestMailTo(convenor, 'vera@vadrozsa.example', 'Aláírásra vár');
  const member = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await member.goto(linkIn(letter, '/valasz'));
  await expect(member.getByText('Negyedévente leülünk.')).toBeVisible();
  await member.getByRole('button', { name: 'Aláírom' }).click();
  await expect(member.getByText('Köszönjük, aláírta a nyilatkozatot.')).toBeVisible();
  await member.context().close();
  await convenor.goto('/korok/arvalanyhaj-kerekasztal');
  await expect(convenor.getByText('1 tag írta alá.')).toBeVisible();
  await expectGoodPage(convenor);
});

test('a resident asks on a phone without a script, and the answer stands on the page', async ({
  browser,
  page: secretary
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 780 }
  });
  const resident = await context.newPage();
  const circle = '/korok/felso-kiskunsagi-olvasokor';
  await resident.goto(circle);
  await resident.getByRole('link', { name: 'Kérdezek' }).click();
  await resident.getByLabel('Kérdése vagy javaslata').fill('Jár-e a könyvesbusz a tanyákra?');
  await resident.getByRole('button', { name: 'Elküldöm' }).click();
  await expect(resident.getByText('Köszönjük, továbbítottuk a körnek.')).toBeVisible();

  await signIn(secretary);
  await secretary.goto(`${circle}/kerdesek`);
  await expectGoodPage(secretary);
  await secretary.getByLabel('Válasz').first().fill('Tavasszal indul, kéthetente.');
  await secretary.getByRole('button', { name: 'Válaszolok, a kör oldalán is' }).first().click();
  await resident.goto(circle);
  await expect(resident.getByText('Tavasszal indul, kéthetente.')).toBeVisible();
  await context.close();
});
