import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { findOwner } from '../../../../../photographed.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { readPhotoTexts, saysMayPublish, typedTexts, type PhotoError } from '#lib/domains/photos/input.ts';
import { mostPhotos, keptDays } from '#lib/domains/photos/model.ts';
import {
  addPhoto,
  describePhoto,
  forgetPhoto,
  movePhoto,
  removePhoto,
  restorePhoto,
  type Owner,
  type PhotoChanged
} from '#lib/domains/photos/operations.server.ts';
import { listPhotos } from '#lib/domains/photos/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { encodePhoto } from '#lib/platform/photos/encode.server.ts';
import { maxPhotoBytes } from '#lib/platform/photos/photo-sizes.ts';
import { readUpload } from '#lib/platform/upload.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const owner = await ownerAt(locals, params);
  const record = { kind: owner.of.kind, id: owner.record.id };
  return {
    once: newOnceKey(locals.now),
    name: owner.record.name,
    page: owner.of.page?.(owner.record.slug) ?? `/${owner.of.path}/${owner.record.slug}`,
    most: mostPhotos,
    mostBytes: maxPhotoBytes,
    keptDays,
    photos: await listPhotos(locals.db, record),
    removed: await listPhotos(locals.db, record, { removed: true })
  };
};

export const actions: Actions = {
  add: async ({ locals, params, request, cookies }) => {
    const { db, actor, now } = locals;
    const words = await wordsIn(locals.locale);
    const owner = await ownerAt(locals, params);
    const refused = (values: Record<string, string>, errors: readonly { field: string; message: string }[]) =>
      fail(400, { adding: { values, errors } });
    const upload = await readUpload(request, maxPhotoBytes);
    if (!upload.ok) return refused({}, [{ field: 'file', message: words.t('photos.error.too_large') }]);
    const form = upload.value;
    const texts = readPhotoTexts(form);
    const errors = [
      ...(texts.ok ? [] : said(texts.errors, words)),
      ...(saysMayPublish(form) ? [] : [{ field: 'agreed', message: words.t('photos.error.agreedMissing') }])
    ];
    const file = form.get('file');
    const bytes = file instanceof File ? await file.bytes() : new Uint8Array();
    const photo = await encodePhoto(bytes);
    if (!photo.ok) errors.unshift({ field: 'file', message: words.t(`photos.error.${photo.reason}`) });
    else if (errors.length > 0) errors.push({ field: 'file', message: words.t('photos.error.again') });
    if (!photo.ok || !texts.ok || errors.length > 0) return refused(typedTexts(form), errors);
    const added = await actOnce(db, actor, { form, now }, (tx) =>
      addPhoto(tx, actor, { owner, photo: photo.value, texts: texts.value }, now)
    );
    if (!added.ok) {
      if (added.reason === 'not_found') error(404, words.t('house.error.notFound'));
      return refused(typedTexts(form), [
        { field: 'file', message: words.t('photos.error.too_many', { most: mostPhotos }) }
      ]);
    }
    setFlash(cookies, words.t('photos.done.added'));
    redirect(303, here(owner, words));
  },
  describe: async (event) => {
    const form = await event.request.formData();
    const words = await wordsIn(event.locals.locale);
    const texts = readPhotoTexts(form);
    if (!texts.ok)
      return fail(400, {
        describing: { id: idIn(form), values: typedTexts(form), errors: said(texts.errors, words) }
      });
    return change(event, form, 'described', (owner, id) =>
      describePhoto(event.locals.db, event.locals.actor, { owner, id, texts: texts.value }, event.locals.now)
    );
  },
  earlier: (event) => move(event, 'earlier'),
  later: (event) => move(event, 'later'),
  remove: async (event) =>
    change(event, await event.request.formData(), 'removed', (owner, id) =>
      removePhoto(event.locals.db, event.locals.actor, { owner, id }, event.locals.now)
    ),
  restore: async (event) =>
    change(event, await event.request.formData(), 'restored', (owner, id) =>
      restorePhoto(event.locals.db, event.locals.actor, { owner, id }, event.locals.now)
    ),
  forget: async (event) =>
    change(event, await event.request.formData(), 'forgotten', (owner, id) =>
      forgetPhoto(event.locals.db, event.locals.actor, { owner, id }, event.locals.now)
    )
};

type Event = RequestEvent<{ kind: string; slug: string }>;

async function move(event: Event, where: 'earlier' | 'later') {
  const { db, actor, now } = event.locals;
  return change(event, await event.request.formData(), null, (owner, id) =>
    movePhoto(db, actor, { owner, id, where }, now)
  );
}

/** @param done what the next page says; null where it shows by itself */
async function change(
  { locals, params, cookies }: Event,
  form: FormData,
  done: 'described' | 'removed' | 'restored' | 'forgotten' | null,
  act: (owner: Owner, id: string) => Promise<PhotoChanged>
) {
  const words = await wordsIn(locals.locale);
  const owner = await ownerAt(locals, params);
  const id = idIn(form);
  const changed = await act(owner, id);
  if (!changed.ok) {
    if (changed.reason === 'not_found') error(404, words.t('house.error.notFound'));
    return fail(400, { problem: words.t('photos.error.too_many', { most: mostPhotos }) });
  }
  if (done) setFlash(cookies, words.t(`photos.done.${done}`));
  redirect(303, `${here(owner, words)}${done === null ? `#photo-${id}` : ''}`);
}

async function ownerAt(
  { db, actor, locale }: App.Locals,
  { kind, slug }: { kind: string; slug: string }
): Promise<Owner> {
  const owner = await findOwner(db, actor, { path: kind, slug });
  if (!owner) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return owner;
}

function here({ of, record }: Owner, words: Words): string {
  return words.href(`/photos-of/${of.path}/${record.slug}`);
}

function idIn(form: FormData): string {
  const id = form.get('id');
  return typeof id === 'string' ? id : '';
}

function said(errors: readonly PhotoError[], words: Words): { field: string; message: string }[] {
  return errors.map(({ field, message }) => ({ field, message: words.t(message) }));
}
