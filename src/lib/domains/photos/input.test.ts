// What may be said of a photo, and what says nothing.
import { expect, test } from 'vitest';
import { readPhotoTexts, saysMayPublish } from './input.ts';

function read(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readPhotoTexts(form);
}

test.each([
  ['', 'photos.error.altMissing'],
  ['   ', 'photos.error.altMissing'],
  ['kép', 'photos.error.altSaysNothing'],
  ['IMG_20260511_1023.jpg', 'photos.error.altSaysNothing'],
  ['DSC00412.JPG', 'photos.error.altSaysNothing'],
  ['Fotó 1234567', 'photos.error.altSaysNothing'],
  ['a terem', 'photos.error.altSaysNothing'],
  ['x'.repeat(501), 'photos.error.tooLong']
])('«%s» does not say what the photo shows', (alt, message) => {
  expect(read({ alt })).toEqual({ ok: false, reason: 'wrong', errors: [{ field: 'alt', message }] });
});

test('what is said is kept on one line, an unknown licence is none', () => {
  expect(
    read({ alt: ' A nagyterem\r\n  a színpadról ', caption: ' ', credit: 'Fényes Flóra', licence: 'stolen' })
  ).toEqual({
    ok: true,
    value: { alt: 'A nagyterem a színpadról', caption: null, credit: 'Fényes Flóra', licence: null }
  });
  expect(read({ alt: 'A nagyterem a színpadról', licence: 'cc0' })).toMatchObject({
    value: { licence: 'cc0' }
  });
});

test('a photo may be published only when it was said so', () => {
  const form = new FormData();
  expect(saysMayPublish(form)).toBe(false);
  form.set('agreed', 'yes');
  expect(saysMayPublish(form)).toBe(true);
});
