import { fail, redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../../words.ts';
import { administratorOnly } from '../../../administrator.ts';
import { importerOf } from '../importers.ts';
import type { Actions, PageServerLoad } from './$types';
import { setFlash } from '#lib/platform/flash.server.ts';
import {
  chooseColumns,
  dropDraft,
  findDraft,
  type ImportDraft
} from '#lib/platform/imports/drafts.server.ts';
import {
  completeMapping,
  planImport,
  readImportFile,
  runImport,
  warningsOf
} from '#lib/platform/imports/imports.server.ts';
import { fieldChoices, previewOf } from '#lib/platform/imports/preview.ts';
import { reportOf } from '#lib/platform/imports/report.ts';
import {
  fieldLabel,
  faultSentence,
  mappingSentence,
  readingSentence,
  rowSentence
} from '#lib/platform/imports/sentences.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  administratorOnly(locals);
  const { db, actor, now } = locals;
  const words = await wordsIn(locals.locale);
  const draft = await findDraft(db, actor, params.draft);
  const importer = draft && importerOf(draft.kind);
  if (!draft || !importer) return { draft: null };

  const { name, source, sheet } = draft;
  const file = { name, source, sheet, kind: words.t(importer.label) };
  const table = await readImportFile(importer, draft, sheet);
  if (!table.ok) return { draft: { ...file, problem: readingSentence(words, table) } };
  const { columns, rows } = table.value;
  const mapping = completeMapping(importer, columns, draft.mapping ?? {});
  const options = { mapping: mapping.ok ? mapping.value : mapping.guess, source, now };
  return {
    draft: {
      ...file,
      columns,
      fields: fieldChoices(words, importer, table.value, options.mapping),
      rows: rows.slice(0, 5),
      rowCount: rows.length,
      sheets: table.value.sheets,
      warnings: warningsOf(table.value)
        .slice(0, 20)
        .map((warning) => rowSentence(words, importer, warning)),
      mappingProblem: mapping.ok ? null : mappingSentence(words, importer, mapping, columns),
      preview: mapping.ok
        ? previewOf(
            words,
            importer,
            await planImport(db, { importer, table: table.value, options }),
            rows.length
          )
        : null
    }
  };
};

export const actions: Actions = {
  preview: async ({ locals, params, request }) => {
    administratorOnly(locals);
    const draft = await findDraft(locals.db, locals.actor, params.draft);
    if (draft) await chooseColumns(locals.db, draft.id, choiceIn(await request.formData(), draft));
    redirect(303, `${(await wordsIn(locals.locale)).href(`/admin/import/${params.draft}`)}`);
  },

  discard: async ({ locals, params, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const draft = await findDraft(locals.db, locals.actor, params.draft);
    if (draft && (await dropDraft(locals.db, draft.id))) setFlash(cookies, words.t('imports.done.discarded'));
    redirect(303, words.href('/admin/import'));
  },

  import: async ({ locals, params, request, cookies }) => {
    administratorOnly(locals);
    const { db, actor, now } = locals;
    const words = await wordsIn(locals.locale);
    const draft = await findDraft(db, actor, params.draft);
    const importer = draft && importerOf(draft.kind);
    if (!draft || !importer) return fail(409, { problem: words.t('imports.preview.gone') });

    const form = await request.formData();
    const choice = choiceIn(form, draft);
    const table = await readImportFile(importer, draft, choice.sheet);
    if (!table.ok) return fail(422, { problem: readingSentence(words, table) });
    const mapping = completeMapping(importer, table.value.columns, choice.mapping);
    if (!mapping.ok)
      return fail(422, { problem: mappingSentence(words, importer, mapping, table.value.columns) });
    const shown = completeMapping(importer, table.value.columns, draft.mapping ?? {});
    const sameAsShown =
      shown.ok &&
      JSON.stringify(shown.value) === JSON.stringify(mapping.value) &&
      choice.source === draft.source &&
      choice.sheet === draft.sheet;
    if (!sameAsShown) {
      await chooseColumns(db, draft.id, choice);
      return fail(409, { problem: words.t('imports.preview.changed') });
    }

    const imported = await runImport(
      db,
      actor,
      {
        importer,
        table: table.value,
        options: { mapping: mapping.value, source: choice.source, now },
        skipBadRows: form.get('mode') === 'right'
      },
      (tx) => dropDraft(tx, draft.id)
    );
    if (!imported.ok)
      return fail(409, {
        problem: words.t(
          imported.reason === 'rows_refused'
            ? 'imports.preview.refusedAll'
            : `imports.refused.${imported.reason}`
        )
      });
    const report = reportOf(imported.value, table.value.rows.length);
    const counts = words.t('imports.report', { ...report, refused: report.refusedRows });
    if (report.refused.length === 0) {
      setFlash(cookies, `${counts} ${words.t('imports.outcome.done')}`);
      redirect(303, words.href('/admin/import'));
    }
    return {
      done: {
        counts,
        refused: report.refused.slice(0, 1000).map((error) => ({
          line: error.line,
          field: error.field && fieldLabel(words, importer, error.field),
          fault: faultSentence(words, error)
        }))
      }
    };
  }
};

/** What the form says about columns, source and sheet; what it does not speak of stays as it was. */
function choiceIn(form: FormData, draft: ImportDraft) {
  const chosen = [...form].flatMap(([name, value]) =>
    name.startsWith('map.') ? [[name.slice(4), String(value) || null] as const] : []
  );
  return {
    mapping: chosen.length > 0 ? Object.fromEntries(chosen) : { ...draft.mapping },
    source:
      String(form.get('source') ?? '')
        .trim()
        .slice(0, 100) || draft.source,
    sheet: String(form.get('sheet') ?? '').trim() || draft.sheet
  };
}
