// What a photo of a record is, how many a record may have, and under which licences they are given on.
import type { Id } from '#lib/core/ids.ts';
import type { PhotoSize } from '#lib/platform/photos/photo-sizes.ts';

/** Nothing chosen: all rights are its maker's. */
export const licences = ['cc_by', 'cc_by_sa', 'cc0', 'public_domain'] as const;
export type Licence = (typeof licences)[number];

export const mostPhotos = 20;
/** How long a photo that was taken off can be put back. */
export const keptDays = 30;

/** What is said of a photo beside it. */
export interface PhotoTexts {
  /** What it shows, for those who do not see it. */
  readonly alt: string;
  readonly caption: string | null;
  /** Who made it. */
  readonly credit: string | null;
  readonly licence: Licence | null;
}

export interface Photo extends PhotoTexts {
  readonly id: Id<'photo'>;
  readonly recordKind: string;
  readonly recordId: string;
  /** The average, `#rrggbb`. */
  readonly colour: string;
  readonly removedAt: Date | null;
  /** The smallest first. */
  readonly files: readonly { readonly size: PhotoSize; readonly width: number; readonly height: number }[];
}

/** The same in every language, so that a browser keeps it once. */
export function photoAddress(id: string, size: PhotoSize): string {
  return `/photos/${id}/${size}`;
}
