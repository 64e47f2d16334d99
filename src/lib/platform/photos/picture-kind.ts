// Tells by its first bytes what kind of picture a file is, whatever it is called.

/** `heic`: what Apple's telephones make; it cannot be read here. `other`: no picture, or of a kind that is not taken. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'other';

/** As `accept` of a file field: with it, telephones that photograph in HEIC send JPEG. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp';

const heicBrands: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1'
]);

export function pictureKind(bytes: Uint8Array): PictureKind {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (lettersAt(bytes, 0) === 'RIFF' && lettersAt(bytes, 8) === 'WEBP') return 'webp';
  if (lettersAt(bytes, 4) === 'ftyp' && heicBrands.has(lettersAt(bytes, 8))) return 'heic';
  return 'other';
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

function lettersAt(bytes: Uint8Array, from: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + 4));
}
