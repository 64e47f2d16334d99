// What an uploaded file would change, made ready to be shown: small, so that it can wait for the page that asks for it.
import { isDeepStrictEqual } from 'node:util';
import { wordsIn } from '../../../../../words.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import { chooseColumns, readDraftBytes, type ImportDraft } from '#lib/platform/imports/drafts.server.ts';
import {
  completeMapping,
  planImport,
  readImportFile,
  warningsOf
} from '#lib/platform/imports/imports.server.ts';
import { findKeptMapping } from '#lib/platform/imports/kept-mapping.server.ts';
import { fieldChoices, previewOf } from '#lib/platform/imports/preview.ts';
import { mappingSentence, readingSentence, rowSentence } from '#lib/platform/imports/sentences.ts';
import type { Tell } from '#lib/platform/imports/works.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** Warnings that are written out. */
const shownWarnings = 20;

export type Look = Awaited<ReturnType<typeof look>>;

/** @returns a problem in words instead, when the file cannot be read; null when it is gone */
export async function look(
  db: Database,
  {
    draft,
    importer,
    words,
    now,
    surely
  }: {
    draft: ImportDraft;
    importer: Importer;
    words: Words;
    now: Date;
    /** Whether rows that surely are a record of ours are shown as taken for it. */
    surely: boolean;
  },
  tell: Tell
) {
  tell({ phase: 'reading', done: 0, all: 0 });
  const bytes = await readDraftBytes(db, draft.id);
  if (!bytes) return null;
  const table = await readImportFile(importer, { name: draft.name, bytes }, draft.sheet);
  if (!table.ok) {
    const sheets = table.reason === 'unknown_sheet' ? table.sheets : [];
    return { problem: readingSentence(words, table), sheets };
  }
  const { columns, rows, sheets } = table.value;
  tell({ phase: 'comparing', done: 0, all: 0 });
  const file = { kind: importer.key, source: draft.source, columns };
  const kept = await findKeptMapping(db, file);
  // The first look at a file with columns that are known from the last time begins with what they were then.
  if (kept && draft.mapping === null)
    await chooseColumns(db, draft.id, { mapping: { ...kept }, source: draft.source, sheet: draft.sheet });
  const mapping = completeMapping(importer, columns, draft.mapping ?? kept ?? {});
  const chosen = mapping.ok ? mapping.value : mapping.guess;
  const options = {
    mapping: chosen,
    source: draft.source,
    now,
    words: await wordsIn('hu'),
    recognition: { chosen: new Map<string, string>(), surely, apart: new Set<string>() }
  };
  const warnings = warningsOf(table.value, chosen);
  return {
    columns,
    asLastTime: kept !== null && isDeepStrictEqual(kept, draft.mapping ?? kept),
    fields: fieldChoices(words, importer, table.value, chosen),
    rows: rows.slice(0, 5),
    rowCount: rows.length,
    sheets,
    warnings: warnings.slice(0, shownWarnings).map((warning) => rowSentence(words, importer, warning)),
    moreWarnings: Math.max(0, warnings.length - shownWarnings),
    mappingProblem: mapping.ok ? null : mappingSentence(words, importer, mapping, columns),
    preview: mapping.ok
      ? previewOf(
          words,
          importer,
          await planImport(db, { importer, table: table.value, options }),
          rows.length
        )
      : null
  };
}
