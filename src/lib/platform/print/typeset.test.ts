import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFile } from '../db/project.server.ts';
import { printable, shortened } from './printable.ts';
import { qrDrawing } from './qr.ts';
import { stopTypesetter, typeset } from './typeset.server.ts';

const template = 'node_modules/.cache/print/tried.typ';
const endless = 'node_modules/.cache/print/endless.typ';

beforeAll(() => {
  mkdirSync(dirname(projectFile(template)), { recursive: true });
  writeFileSync(
    projectFile(template),
    `#import "/src/lib/platform/print/house.typ": *
#show: house
#set page(width: 60mm, height: 40mm, margin: 4mm)
#data.text
#qr(10mm)
#pagebreak()
Two`
  );
  writeFileSync(projectFile(endless), '#let again(n) = again(n + 1)\n#again(0)');
});
afterAll(stopTypesetter);

const data = (text: string) => ({
  language: 'hu',
  title: 'Próba',
  house: 'Ház',
  heading: 'Próba',
  territory: '',
  text,
  foot: {
    qr: qrDrawing('https://kalaka.example/programok'),
    address: 'kalaka.example',
    fresh: '',
    printed: ''
  }
});

test('a sheet becomes a tagged PDF with its language, its title and its pages', async () => {
  const made = await typeset({ template, data: data('Árvíztűrő tükörfúrógép'), as: 'pdf' });
  const text = made.ok ? Buffer.from(made.value.bytes).toString('latin1') : '';
  expect(text.slice(0, 5)).toBe('%PDF-');
  expect(text).toMatch(/\/MarkInfo *<<[^>]*\/Marked true/);
  expect(text).toMatch(/\/Lang *\(hu\)/);
  expect(made.ok && made.value.pages).toBe(2);
});

test('what people typed is never markup: code in it is printed as it stands', async () => {
  const typed = '#panic("no") *x* $ #read("/etc/passwd") ]]] \\';
  const made = await typeset({ template, data: data(typed), as: { pixels: 600 } });
  expect(made.ok && Buffer.from(made.value.bytes).subarray(1, 4).toString()).toBe('PNG');
});

test('a template that cannot be set says so, and the next sheet is made all the same', async () => {
  expect(await typeset({ template: endless, data: {}, as: 'pdf' })).toEqual({ ok: false, reason: 'failed' });
  expect((await typeset({ template, data: data('utána'), as: 'pdf' })).ok).toBe(true);
});

test('no more is taken than can be set in time', async () => {
  const long = data('x'.repeat(3 * 1024 * 1024));
  expect(await typeset({ template, data: long, as: 'pdf' })).toEqual({ ok: false, reason: 'too_large' });
});

test('only so many wait, and whoever asks for the same sheet waits with them', async () => {
  const asked = Array.from({ length: 20 }, (_, index) =>
    typeset({ template, data: data(`${index}`), as: 'pdf' })
  );
  const again = typeset({ template, data: data('0'), as: 'pdf' });
  const answers = await Promise.all(asked);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(12);
  expect(answers.slice(12)).toEqual(Array.from({ length: 8 }, () => ({ ok: false, reason: 'busy' })));
  expect((await again).ok).toBe(true);
});

test('pictograms are left out, letters of neighbours stay', () => {
  expect(printable('🎉 Szüreti bál 👩‍👩‍👧 – Őrség, Žilina, Сегед, Αθήνα ©')).toBe(
    'Szüreti bál – Őrség, Žilina, Сегед, Αθήνα ©'
  );
  expect(printable('egy\n  kettő', { lines: true })).toBe('egy\n kettő');
});

test('what has no syllables may be broken anywhere', () => {
  expect(printable('W'.repeat(30))).toBe(`${'W'.repeat(12)}\u200b${'W'.repeat(12)}\u200b${'W'.repeat(6)}`);
  expect(printable('á'.repeat(13))).toBe(`${'á'.repeat(12)}\u200bá`);
  expect(printable('Kunszentmiklós strandfürdő 1234567')).toBe('Kunszentmiklós strandfürdő 1234567');
});

test('a long text ends between words with an ellipsis', () => {
  expect(shortened('Nyári kézműves tábor a Kis-Tisza partján', 25)).toBe('Nyári kézműves tábor a…');
  expect(shortened('rövid', 25)).toBe('rövid');
  expect(shortened('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`);
});
