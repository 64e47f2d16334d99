// A colleague comes in by mail, makes a passkey, comes in with that, sets a password, and ends a session elsewhere.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { countMailsTo, linkIn, newestMailTo } from './outbox.ts';
import { expectGoodPage, signIn } from './session.ts';

const phrase = 'három szürke kecske a hídon';
const subject = 'Belépés a Kalákába';

async function newPage(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, ...options });
  return context.newPage();
}

/** A phone's fingerprint reader, which says yes. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true
    }
  });
}

async function askForMail(page: Page, email: string): Promise<void> {
  await page.goto('/belepes');
  await page.getByLabel('Az Ön e-mail-címe').fill(email);
  await page.getByRole('button', { name: 'Kérem a belépő levelet' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nézze meg a leveleit');
}

async function signInByMail(page: Page, administrator: Page, email: string): Promise<void> {
  const before = await countMailsTo(administrator, email, subject);
  await askForMail(page, email);
  await page.goto(linkIn(await newestMailTo(administrator, email, subject, before), '/belepes'));
  await page.getByRole('button', { name: 'Belépek' }).click();
  await expect(page.getByText('Üdvözöljük')).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/fiok');
  await page.locator('main').getByRole('button', { name: 'Kilépés' }).click();
}

test('a colleague signs in by mail, then with a passkey, sets a password and ends another session', async ({
  browser,
  page: administrator
}) => {
  test.setTimeout(120_000);
  const email = 'ilona@hangonyparti.example';
  await signIn(administrator);
  const page = await newPage(browser);
  await addAuthenticator(page);

  await signInByMail(page, administrator, email);
  await page.goto('/fiok/kulcsok');
  await expectGoodPage(page);
  await page.getByLabel('Mi legyen a neve?').fill('Könyvtári gép');
  await page.getByRole('button', { name: 'Létrehozom a kulcsot' }).click();
  await expect(page.getByText('Elkészült.')).toBeVisible();
  await expect(page.getByText('Még nem használta')).toBeVisible();
  await expectGoodPage(page);

  await signOut(page);
  // The browser offers the passkey in the e-mail field, and this authenticator takes whatever is offered: back to the account.
  await page.goto('/fiok/kulcsok');
  await expect(page.getByText('Üdvözöljük')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Belépési kulcsok');
  await expect(page.getByText('Utoljára használta')).toBeVisible();

  // A browser that cannot offer it there: the button asks for it.
  await signOut(page);
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
  await page.goto('/fiok');
  await expect(page).toHaveURL(/\/belepes$/);
  await page.getByRole('button', { name: 'Belépek ujjlenyomattal' }).click();
  await expect(page.getByText('Üdvözöljük')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Az Ön fiókja');
  await expectGoodPage(page);

  const elsewhere = await newPage(browser);
  await signInByMail(elsewhere, administrator, email);
  const warning = await newestMailTo(administrator, email, 'új böngészőből');
  expect(warning).toContain('Chrome, Linux');

  await page.goto('/fiok/belepeseim');
  await expectGoodPage(page);
  await expect(page.getByText('Ez a böngésző')).toBeVisible();
  await page.getByRole('button', { name: 'Kiléptetem' }).first().click();
  await expect(page.getByText('Kiléptettük.')).toBeVisible();
  await elsewhere.goto('/fiok');
  await expect(elsewhere).toHaveURL(/\/belepes$/);

  await page.goto('/fiok/jelszo');
  await expectGoodPage(page);
  await page.getByLabel('Új jelszó').fill('jelszo123456');
  await page.getByRole('button', { name: 'Elmentem a jelszót' }).click();
  await expect(page.getByRole('alert')).toContainText('Válasszon kevésbé szokásosat');
  await expectGoodPage(page);
  await page.getByLabel('Új jelszó').fill(phrase);
  await page.getByRole('button', { name: 'Megmutatom a jelszót' }).click();
  await expect(page.getByLabel('Új jelszó')).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Elmentem a jelszót' }).click();
  await expect(page.getByText('A jelszót elmentettük.')).toBeVisible();
  await expectGoodPage(page);
});

test('without a script, mail and password are enough', async ({ browser, page: administrator }) => {
  test.setTimeout(120_000);
  const email = 'peter@kohaszkonyvtar.example';
  await signIn(administrator);
  const page = await newPage(browser, { javaScriptEnabled: false });
  await page.goto('/belepes');
  await expect(page.getByRole('button', { name: /ujjlenyomattal/ })).toBeHidden();
  await signInByMail(page, administrator, email);
  await page.goto('/fiok/kulcsok');
  await expect(page.getByText('Levél és jelszó nem kell hozzá')).toBeVisible();
  await page.goto('/fiok/jelszo');
  await page.getByLabel('Új jelszó').fill(phrase);
  await page.getByRole('button', { name: 'Elmentem a jelszót' }).click();
  await expect(page.getByText('A jelszót elmentettük.')).toBeVisible();
  await signOut(page);

  await page.goto('/belepes');
  await page.getByRole('link', { name: 'Jelszóval lépek be' }).click();
  await page.getByLabel('Az Ön e-mail-címe').fill(email);
  await page.getByLabel('Jelszó').fill('nem ez a jelszavam');
  await page.getByRole('button', { name: 'Belépek' }).click();
  await expect(page.getByRole('alert')).toContainText('nem illik össze');
  await page.getByLabel('Jelszó').fill(phrase);
  await page.getByRole('button', { name: 'Belépek' }).click();
  await expect(page.getByText('Üdvözöljük')).toBeVisible();
});

test('an address changes when the new one confirms it, and the old one can take it back', async ({
  browser,
  page: administrator
}) => {
  test.setTimeout(120_000);
  const [email, other] = ['tobias@bakerpart.example', 'masik@uj.example'];
  await signIn(administrator);
  const page = await newPage(browser);
  await signInByMail(page, administrator, email);
  await page.goto('/fiok/e-mail-cim');
  await page.getByLabel('Új e-mail-cím').fill(other);
  await page.getByRole('button', { name: 'Megerősítő levelet kérek' }).click();
  await expect(page.getByText(`Levelet küldtünk ide: ${other}`)).toBeVisible();
  await page.goto(linkIn(await newestMailTo(administrator, other, 'Erősítse meg'), '/valasz'));
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Igen, ez az én címem' }).click();
  await page.goto('/fiok');
  await expect(page.getByText(other)).toBeVisible();
  await page.goto(linkIn(await newestMailTo(administrator, email, 'Megváltozott'), '/valasz'));
  await page.getByRole('button', { name: 'Visszaállítom' }).click();
  await page.goto('/fiok');
  await expect(page).toHaveURL(/\/belepes$/);
});

test('the pages of signing in are good at 360 px, light, and at 1280 px, dark', async ({ page }) => {
  const looks = [
    { width: 360, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' }
  ] as const;
  const lookAtBoth = async (name: string): Promise<void> => {
    for (const { width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await test.step(`${name} at ${width} px`, () => expectGoodPage(page));
    }
  };
  for (const address of ['/belepes', '/belepes/jelszo', '/belepes/nincs-ilyen', '/en/sign-in']) {
    await page.goto(address);
    await lookAtBoth(address);
  }
  // Once: all journeys come from one network, which may ask ten times in a quarter of an hour.
  await askForMail(page, 'senki@sehol.example');
  await lookAtBoth('after asking');
});
