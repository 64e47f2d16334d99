// Reads what is said of a photo; what is wrong comes back by field.
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import type { PlainKey } from '#lib/platform/personal-data.ts';
import { licences, type Licence, type PhotoTexts } from './model.ts';

export interface PhotoError {
  readonly field: 'file' | 'alt' | 'caption' | 'credit' | 'agreed';
  readonly message: PlainKey;
}

export type PhotoRead = Result<PhotoTexts, { ok: false; reason: 'wrong'; errors: readonly PhotoError[] }>;

export const longest = { alt: 500, caption: 300, credit: 200 } as const;
/** A description shorter than this says «photo» or nothing. */
const shortestAlt = 8;

/** What says nothing to somebody who does not see it: the name that a camera or a telephone gives, or the word «picture». */
const sayingNothing =
  /^(img|dsc|dscn|dscf|pxl|p|screenshot|kép|fotó|foto|photo|image|picture)?[\s_\d.-]*(\.?(jpe?g|png|webp|heic))?$/i;

export function readPhotoTexts(form: FormData): PhotoRead {
  const value = (name: string): string => {
    const entry = form.get(name);
    return typeof entry === 'string' ? entry.slice(0, 5000) : '';
  };
  const alt = oneLine(value('alt'));
  const caption = oneLine(paragraphs(value('caption')));
  const credit = oneLine(value('credit'));
  const errors: PhotoError[] = [];
  if (alt === '') errors.push({ field: 'alt', message: 'photos.error.altMissing' });
  else if (alt.length < shortestAlt || sayingNothing.test(alt))
    errors.push({ field: 'alt', message: 'photos.error.altSaysNothing' });
  for (const [field, text] of Object.entries({ alt, caption, credit }) as ['alt', string][])
    if (text.length > longest[field]) errors.push({ field, message: 'photos.error.tooLong' });
  if (errors.length > 0) return no('wrong', { errors });
  const licence = value('licence');
  return ok({
    alt,
    caption: caption || null,
    credit: credit || null,
    licence: isLicence(licence) ? licence : null
  });
}

/** Whether the one who puts it up says that it may be published. */
export function saysMayPublish(form: FormData): boolean {
  return form.get('agreed') === 'yes';
}

/** As they were typed, to show them again. */
export function typedTexts(form: FormData): Record<string, string> {
  return Object.fromEntries(
    ['alt', 'caption', 'credit', 'licence', 'agreed'].map((name) => {
      const entry = form.get(name);
      return [name, typeof entry === 'string' ? entry : ''];
    })
  );
}

function isLicence(value: string): value is Licence {
  return (licences as readonly string[]).includes(value);
}
