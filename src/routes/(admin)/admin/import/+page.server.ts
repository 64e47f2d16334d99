import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../words.ts';
import { administratorOnly } from '../../administrator.ts';
import type { Actions, PageServerLoad } from './$types';
import { importerOf, importers } from './importers.ts';
import { keepDraft, listDrafts } from '#lib/platform/imports/drafts.server.ts';
import { maxFileBytes, sourceOf } from '#lib/platform/imports/imports.server.ts';
import { readUpload } from '#lib/platform/upload.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  administratorOnly(locals);
  const drafts = await listDrafts(locals.db, locals.actor);
  return {
    kinds: importers.map(({ key, label, lead }) => ({ key, label, lead })),
    drafts: drafts.flatMap((draft) => {
      const importer = importerOf(draft.kind);
      return importer ? [{ ...draft, label: importer.label }] : [];
    })
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const upload = await readUpload(request, maxFileBytes);
    if (!upload.ok) {
      const megabytes = words.number(Math.ceil(upload.bytes / 1_048_576));
      return fail(413, { kind: '', errors: { file: words.t('imports.start.tooLarge', { megabytes }) } });
    }
    const kind = String(upload.value.get('kind') ?? '');
    const file = upload.value.get('file');
    const importer = importerOf(kind);
    const noFile = !(file instanceof File) || file.size === 0;
    if (!importer || noFile || file.size > maxFileBytes)
      return fail(400, {
        kind,
        errors: {
          ...(importer ? {} : { kind: words.t('imports.start.noKind') }),
          ...(noFile
            ? { file: words.t(isNamed(file) ? 'imports.reading.empty' : 'imports.start.noFile') }
            : {})
        }
      });
    const draft = { kind, name: file.name, bytes: await file.bytes(), source: sourceOf(file.name) };
    const id = await keepDraft(locals.db, locals.actor, draft, locals.now);
    redirect(303, words.href(`/admin/import/${id}`));
  }
};

/** A browser sends a file without name and content where none was chosen. */
function isNamed(file: FormDataEntryValue | null): boolean {
  return file instanceof File && file.name !== '';
}
