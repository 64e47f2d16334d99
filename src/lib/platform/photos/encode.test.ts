// What becomes of uploaded pictures: sizes, orientation, nothing beside the picture, and files that are none.
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodePhoto } from './encode.server.ts';
import { maxPhotoBytes, type EncodedPhoto } from './photo-sizes.ts';
import { isBarePicture, webpChunks } from './webp.ts';

/** Left half red, right half blue: which way is up can be seen. */
async function twoHalves(width: number, height: number): Promise<Sharp> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const left = at % width < width / 2;
    pixels.set(left ? [200, 20, 20] : [20, 20, 200], at * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Where the picture was taken, by whom and with what: what must not come out. */
const exif = {
  IFD0: { Make: 'SecretMaker', Model: 'SecretModel 9', Artist: 'Titkos Tamara', Software: 'SecretSoft' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '46/1 31/1 24/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '20/1 13/1 12/1'
  }
};

async function taken(bytes: Uint8Array): Promise<EncodedPhoto> {
  const encoded = await encodePhoto(bytes);
  if (!encoded.ok) throw new Error(encoded.reason);
  return encoded.value;
}

async function reasonFor(bytes: Uint8Array): Promise<string> {
  const encoded = await encodePhoto(bytes);
  return encoded.ok ? 'taken' : encoded.reason;
}

describe('a picture', () => {
  test('is kept in three widths, none larger than it was', async () => {
    const jpeg = await (await twoHalves(2400, 1800)).jpeg().toBuffer();
    const { files } = await taken(jpeg);
    expect(files.map(({ size, width, height }) => [size, width, height])).toEqual([
      [400, 400, 300],
      [800, 800, 600],
      [1600, 1600, 1200]
    ]);
    const small = await taken(await (await twoHalves(600, 300)).png().toBuffer());
    expect(small.files.map(({ size, width, height }) => [size, width, height])).toEqual([
      [400, 400, 200],
      [800, 600, 300]
    ]);
    const tall = await taken(await (await twoHalves(300, 3000)).webp().toBuffer());
    expect(tall.files.map(({ size, width, height }) => [size, width, height])).toEqual([
      [400, 80, 800],
      [800, 160, 1600],
      [1600, 300, 3000]
    ]);
  });

  test('comes out upright, whatever the camera noted', async () => {
    // Orientation 6: the top of what was seen is the right side of what is stored.
    const lying = await (await twoHalves(800, 600)).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sharp(lying).metadata()).orientation).toBe(6);
    const { files } = await taken(lying);
    const last = files.at(-1)!;
    expect([last.width, last.height]).toEqual([600, 800]);
    const { data, info } = await sharp(last.bytes).raw().toBuffer({ resolveWithObject: true });
    const redAt = (x: number, y: number): number => data[(y * info.width + x) * info.channels]!;
    expect(redAt(300, 50)).toBeGreaterThan(150);
    expect(redAt(300, 750)).toBeLessThan(80);
    expect((await sharp(last.bytes).metadata()).orientation).toBeUndefined();
  });

  test('loses where, when, by whom and with what it was made', async () => {
    const seen = { jpeg: 0, png: 0, webp: 0 };
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const told = await (
        await twoHalves(900, 700)
      )
        .withExif(exif)
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Titkos Tamara, 46.5233 20.22</x:xmpmeta>')
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer();
      const before = await sharp(told).metadata();
      expect([before.exif, before.xmp, before.icc].map(Boolean)).toEqual([true, true, true]);
      expect(told.includes('SecretModel')).toBe(true);
      for (const { bytes } of (await taken(told)).files) {
        seen[format]++;
        expect(webpChunks(bytes)).toEqual(['VP8 ']);
        const after = await sharp(bytes).metadata();
        expect([after.exif, after.xmp, after.icc, after.iptc]).toEqual([
          undefined,
          undefined,
          undefined,
          undefined
        ]);
        for (const trace of ['Secret', 'Tamara', 'GPS', 'Exif', 'xmp', 'adobe', 'ICCP'])
          expect(Buffer.from(bytes).includes(trace), trace).toBe(false);
      }
    }
    expect(seen).toEqual({ jpeg: 3, png: 3, webp: 3 });
  });

  test('gives its average colour, and what was transparent is white', async () => {
    const { colour } = await taken(
      await sharp({ create: { width: 300, height: 300, channels: 3, background: '#336699' } })
        .png()
        .toBuffer()
    );
    expect(colour).toBe('#336699');
    const clear = await taken(
      await sharp({ create: { width: 300, height: 300, channels: 4, background: '#00000000' } })
        .png()
        .toBuffer()
    );
    expect(clear.colour).toBe('#ffffff');
  });
});

describe('a file that is no picture of ours', () => {
  const bytesOf = (text: string): Uint8Array => Buffer.from(text);
  /** A PNG that says it is so large, with one row of nothing in it. */
  const claiming = (width: number, height: number): Buffer => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      pngChunk('IHDR', header),
      pngChunk('IDAT', deflateSync(Buffer.alloc(100_000))),
      pngChunk('IEND', Buffer.alloc(0))
    ]);
  };

  test('is refused with its reason', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const refused: [string, Uint8Array][] = [
      ['no_file', bytesOf('')],
      ['not_a_picture', bytesOf(svg)],
      ['not_a_picture', bytesOf(`<?xml version="1.0"?>${svg}`)],
      ['not_a_picture', bytesOf('PK\u0003\u0004 a zip')],
      ['not_a_picture', bytesOf('%PDF-1.7')],
      ['not_a_picture', bytesOf('GIF89a')],
      ['not_a_picture', bytesOf('<html><script>alert(1)</script>')],
      ['not_a_picture', bytesOf('\u0000\u0000\u0000\u001cftypavif')],
      ['not_a_picture', bytesOf('MZ\u0090\u0000')],
      ['heic', bytesOf('\u0000\u0000\u0000\u001cftypheic\u0000\u0000')],
      ['heic', bytesOf('\u0000\u0000\u0000\u001cftypmif1\u0000\u0000')],
      ['too_large', new Uint8Array(maxPhotoBytes + 1)],
      ['too_small', await (await twoHalves(900, 100)).png().toBuffer()],
      ['too_many_pixels', claiming(60_000, 60_000)],
      ['too_many_pixels', claiming(7_100, 7_100)],
      ['broken', claiming(4000, 4000)]
    ];
    for (const [reason, bytes] of refused)
      expect([reason, await reasonFor(bytes)], Buffer.from(bytes.subarray(0, 40)).toString('latin1')).toEqual(
        [reason, reason]
      );
  });

  test('cut short anywhere, it is refused', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const whole = await (await twoHalves(500, 400)).toFormat(format).toBuffer();
      for (const share of [0.02, 0.3, 0.6, 0.9])
        expect(
          await reasonFor(whole.subarray(0, Math.max(12, Math.floor(whole.length * share)))),
          `${format} ${share}`
        ).toBe('broken');
    }
  }, 60_000);

  test('with something else behind the picture, only the picture is kept', async () => {
    const hidden = Buffer.concat([
      await (await twoHalves(500, 400)).jpeg().toBuffer(),
      bytesOf('<script>alert(document.cookie)</script>PK\u0003\u0004')
    ]);
    for (const { bytes } of (await taken(hidden)).files) {
      expect(isBarePicture(bytes)).toBe(true);
      expect(Buffer.from(bytes).includes('script')).toBe(false);
    }
  });

  test('changed anywhere, it is refused or becomes a picture, and the next one is served', async () => {
    const whole = await (await twoHalves(400, 300)).withExif(exif).jpeg().toBuffer();
    const outcomes = new Set<string>();
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 32; round++) {
      const changed = Buffer.from(whole);
      for (let change = 0; change < 12; change++) changed[3 + next(changed.length - 3)] = next(256);
      const encoded = await encodePhoto(changed);
      outcomes.add(encoded.ok ? 'taken' : encoded.reason);
      if (encoded.ok) expect(encoded.value.files.every(({ bytes }) => isBarePicture(bytes))).toBe(true);
    }
    expect(
      [...outcomes].filter((each) => !['taken', 'broken', 'too_many_pixels', 'too_small'].includes(each))
    ).toEqual([]);
    expect(await reasonFor(whole)).toBe('taken');
  }, 60_000);
});

describe('the check of what comes out', () => {
  test('finds what stands beside the picture', async () => {
    const withExif = await (await twoHalves(300, 300)).withExif(exif).webp().toBuffer();
    expect(webpChunks(withExif)).toContain('EXIF');
    expect(isBarePicture(withExif)).toBe(false);
    const bare = await (await twoHalves(300, 300)).webp().toBuffer();
    expect(isBarePicture(bare)).toBe(true);
    expect(isBarePicture(Buffer.concat([bare, Buffer.from('tail')]))).toBe(false);
    expect(isBarePicture(bare.subarray(0, bare.length - 2))).toBe(false);
    expect(isBarePicture(await (await twoHalves(300, 300)).webp({ lossless: true }).toBuffer())).toBe(false);
  });
});

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc(body), body.length + 4);
  return chunk;
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
