// In which sizes photos are kept and asked for, and what is taken at all.

/** Widths in pixels; a picture narrower than one is kept as it is, and in no larger one. */
export const photoSizes = [400, 800, 1600] as const;
export type PhotoSize = (typeof photoSizes)[number];

export const maxPhotoBytes = 20 * 1024 * 1024;
/** What good cameras make; a file of a few kilobytes can claim to hold any number. */
export const maxPixels = 50_000_000;
/** Of the shorter side: less is a stamp. */
export const minPixels = 200;

export function isPhotoSize(value: number): value is PhotoSize {
  return (photoSizes as readonly number[]).includes(value);
}

export interface PhotoFile {
  readonly size: PhotoSize;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A picture as it is kept. */
export interface EncodedPhoto {
  /** The average, `#rrggbb`. */
  readonly colour: string;
  /** The smallest first. */
  readonly files: readonly PhotoFile[];
}

export type PhotoFault = 'too_many_pixels' | 'too_small' | 'broken';

/** What the process that reads pictures answers before the bytes of the files. */
export type Encoded =
  | { readonly fault: PhotoFault }
  | {
      readonly colour: string;
      readonly files: readonly {
        readonly size: PhotoSize;
        readonly width: number;
        readonly height: number;
        readonly length: number;
      }[];
    };
