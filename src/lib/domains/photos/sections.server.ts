// The photos on the page of a record, and for who may change them the way to where that is done.
import type { Database } from '#lib/platform/db/database.server.ts';
import type {
  PagePicture,
  PageSection,
  Photographed,
  SectionContext,
  SectionGiver
} from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { photoAddress, type Photo } from './model.ts';
import { listPhotos } from './queries.server.ts';

/** Above everything else that is added to the page. */
const order = 1;

export function photoSection(of: Photographed): SectionGiver {
  return async (db, context) => sectionOf(db, of, context);
}

/** Nothing where there is nothing and the reader may add nothing. */
async function sectionOf(
  db: Database,
  of: Photographed,
  { id, slug, actor, words }: SectionContext
): Promise<PageSection | null> {
  const photos = await listPhotos(db, { kind: of.kind, id });
  // Only who is signed in may change anything: everybody else is spared the question.
  const record = actor.kind === 'anonymous' ? null : await of.find(db, actor, { id });
  const mayChange = record?.mayChange ?? false;
  if (photos.length === 0 && !mayChange) return null;
  return {
    order,
    title: words.t('photos.section.title'),
    rows: [],
    pictures: photos.map((photo) => pictureOf(photo, words)),
    ...(photos.length === 0 ? { empty: words.t('photos.section.empty') } : {}),
    ...(mayChange
      ? {
          actions: [
            {
              href: words.href(`/photos-of/${of.path}/${slug}`),
              label: words.t(photos.length > 0 ? 'photos.section.change' : 'photos.section.add')
            }
          ]
        }
      : {})
  };
}

export function pictureOf(
  { id, alt, caption, credit, licence, colour, files }: Photo,
  words: Words
): PagePicture {
  const source = [
    ...(credit ? [words.t('photos.section.credit', { credit })] : []),
    ...(licence ? [words.t(`photos.licence.${licence}`)] : [])
  ].join(', ');
  const text = [...(caption ? [caption] : []), ...(source ? [source] : [])].join(' · ');
  return {
    sizes: files.map(({ size, width, height }) => ({ src: photoAddress(id, size), width, height })),
    alt,
    ...(text ? { caption: text } : {}),
    colour
  };
}
