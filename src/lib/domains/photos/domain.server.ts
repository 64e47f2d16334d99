// Photos of records: which records have them, the other rooms say.
import type { Domain } from '#lib/platform/domain.ts';
import { tellOfPhotos } from './history.server.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'photos',
  rank: 1,
  verbs: [
    'photo.added',
    'photo.described',
    'photo.moved',
    'photo.removed',
    'photo.restored',
    'photo.forgotten'
  ],
  tellHistory: tellOfPhotos,
  columns
};
