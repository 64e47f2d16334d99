// A round table from the convenor's side: called, its room asked for, people invited, an answer entered, moved, cancelled.
import { expect, test } from '@playwright/test';
import { expectGoodPage, signIn } from './session.ts';

test('a round table is called, invited to, answered for, moved and cancelled', async ({ page }) => {
  await signIn(page);
  await page.goto('/korok/kurca-tisza-kulturalis-kerekasztal/talalkozok');
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Találkozót hirdetek' }).click();
  await page.getByLabel('A találkozó neve').fill('Rendkívüli kerekasztal');
  await page.getByLabel('Melyik napon').fill('2027-01-14');
  await page.getByLabel('Helyszín a nyilvántartásból').fill('Nincs ilyen terem');
  await page.getByRole('button', { name: 'Kitűzöm' }).click();
  await expect(page.getByRole('alert')).toContainText('Ilyen nevű helyszínt nem találtunk');
  await page.getByLabel('Helyszín a nyilvántartásból').fill('Kurca-parti nagyterem');
  await page.getByRole('button', { name: 'Kitűzöm' }).click();
  await expect(page.getByText('A találkozót kitűztük')).toBeVisible();

  await page.getByRole('button', { name: 'Elkérem erre az időre' }).click();
  await expect(page.getByText('A helyszín a miénk')).toBeVisible();
  await page.getByRole('button', { name: 'Meghívók küldése' }).click();
  await expect(page.getByText('meghívó ment el')).toBeVisible();

  await page.getByRole('link', { name: /Beírom.*Bokázó-Kiss Levente/ }).click();
  await page.getByLabel('Valaki más jön helyettem').check();
  await page.getByLabel('Ki jön Ön helyett?').fill('Beugró Béla');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Beírom' }).click();
  await expect(page.getByText('Helyette: Beugró Béla (jön)')).toBeVisible();

  await page.getByRole('link', { name: 'Módosítás, lemondás' }).click();
  await page.getByLabel('Melyik napon').fill('2027-01-21');
  await page.getByLabel('Miért változik?').fill('Azon a napon szavalóverseny lesz.');
  await page.getByRole('button', { name: 'Mentés és értesítés' }).click();
  await expect(page.getByText(/embernek írtunk/)).toBeVisible();
  await expect(page.getByText('2027. január 21., csütörtök')).toBeVisible();

  await page.getByRole('link', { name: 'Módosítás, lemondás' }).click();
  await page.getByLabel('Miért marad el?').fill('Közbejött a szavalóverseny.');
  await page.getByRole('button', { name: 'Lemondom a találkozót' }).click();
  await expect(page.getByText('Ez a találkozó elmarad')).toBeVisible();
  await expectGoodPage(page);
});
