// A process that reads one picture from its input and writes it in the sizes in which it is kept: upright, without anything that
// was in the file beside the picture. A picture that breaks the library breaks this process and nothing else.
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { maxPixels, minPixels, photoSizes, type Encoded } from './photo-sizes.ts';

/** Measured on photos of 12 million pixels: 85 KB at 1600 px; AVIF is a third smaller and takes ten times as long. */
const quality = 78;

// The library can open some thirty formats, such as SVG and PDF; here only these, and only from memory.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']
});
sharp.cache(false);
sharp.concurrency(1);

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const { encoded, bytes } = await encode(Buffer.concat(chunks)).catch(() => ({
  encoded: { fault: 'broken' } as const,
  bytes: []
}));
process.stdout.write(`${JSON.stringify(encoded)}\n`);
for (const each of bytes) process.stdout.write(each);

async function encode(input: Buffer): Promise<{ encoded: Encoded; bytes: readonly Buffer[] }> {
  // Truncated files are refused; warnings, which many telephones' pictures give, are not heeded.
  const picture = sharp(input, { limitInputPixels: false, failOn: 'error', sequentialRead: true });
  const { autoOrient } = await picture.metadata();
  const { width, height } = autoOrient;
  if (width * height > maxPixels) return { encoded: { fault: 'too_many_pixels' }, bytes: [] };
  if (Math.min(width, height) < minPixels) return { encoded: { fault: 'too_small' }, bytes: [] };
  const largest = photoSizes[photoSizes.length - 1] ?? width;
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: largest, height: largest * 2, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const upright = (): Sharp => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
  const made = [];
  for (const size of photoSizes) {
    const { data: bytes, info: small } = await upright()
      .resize({ width: size, height: size * 2, fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 4 })
      .toBuffer({ resolveWithObject: true });
    made.push({ size, width: small.width, height: small.height, length: bytes.length, bytes });
    // What has no more to show in a larger size is not kept twice.
    if (small.width === info.width) break;
  }
  const mean = await upright().resize(1, 1, { fit: 'fill' }).raw().toBuffer();
  return {
    encoded: {
      colour: `#${mean.toString('hex').slice(0, 6)}`,
      files: made.map(({ bytes: _bytes, ...file }) => file)
    },
    bytes: made.map(({ bytes }) => bytes)
  };
}
