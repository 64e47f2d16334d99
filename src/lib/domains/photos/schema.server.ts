// Tables of photos, and what they say about people.
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { PhotoSize } from '#lib/platform/photos/photo-sizes.ts';
import { keptDays, type Licence } from './model.ts';

declare global {
  interface Tables {
    photo: {
      id: Id<'photo'>;
      record_kind: string;
      record_id: string;
      position: number;
      alt: string;
      caption: string | null;
      credit: string | null;
      licence: Licence | null;
      colour: string;
      person_id: Id<'person'> | null;
      created_at: Date;
      updated_at: Date;
      removed_at: Date | null;
    };
    photo_file: {
      photo_id: Id<'photo'>;
      size: PhotoSize;
      width: number;
      height: number;
      bytes: Uint8Array;
    };
  }
}

const text: PersonalColumn = {
  purpose: 'photos.privacy.photo',
  seenBy: 'everyone',
  kept: { days: keptDays, after: 'removed_at' },
  erasure: 'scrub'
};

export const columns: TableDeclarations = {
  photo: {
    ...nothingPersonal('id', 'record_kind', 'record_id', 'position', 'licence', 'colour'),
    ...nothingPersonal('created_at', 'updated_at', 'removed_at'),
    alt: text,
    caption: text,
    credit: text,
    person_id: {
      ...text,
      purpose: 'privacy.purpose.history',
      seenBy: 'colleagues',
      erasure: 'clear',
      names: 'id'
    }
  },
  photo_file: {
    ...nothingPersonal('photo_id', 'size', 'width', 'height'),
    bytes: {
      purpose: 'photos.privacy.photo',
      seenBy: 'everyone',
      kept: { until: 'object' },
      erasure: { keep: 'photos.privacy.kept' }
    }
  }
};
