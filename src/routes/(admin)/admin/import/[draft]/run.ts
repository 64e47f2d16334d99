// Imports an uploaded file as it was shown, and keeps what came of it for the page that asks.
import { wordsIn } from '../../../../../words.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Importer } from '#lib/platform/domain.ts';
import {
  chooseColumns,
  dropDraft,
  readDraftBytes,
  type ImportDraft
} from '#lib/platform/imports/drafts.server.ts';
import { completeMapping, readImportFile } from '#lib/platform/imports/imports.server.ts';
import { keepMapping } from '#lib/platform/imports/kept-mapping.server.ts';
import { reportOf, type ImportReport } from '#lib/platform/imports/report.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import { mappingSentence, readingSentence } from '#lib/platform/imports/sentences.ts';
import type { Tell } from '#lib/platform/imports/works.server.ts';
import type { Recognition } from '#lib/platform/tabular/mapping.ts';
import type { Words } from '#lib/platform/words/words.ts';

export interface Choice {
  readonly mapping: Record<string, string | null>;
  readonly source: string;
  readonly sheet: string | null;
}

export type RunOutcome =
  | {
      readonly kind: 'done';
      readonly importer: Importer;
      readonly name: string;
      readonly report: ImportReport;
      /** Where what came in is listed. */
      readonly list: string;
    }
  | { readonly kind: 'problem'; readonly sentence: (words: Words) => string };

interface Run {
  readonly draft: ImportDraft;
  readonly importer: Importer;
  readonly choice: Choice;
  readonly skipBadRows: boolean;
  readonly recognition: Recognition;
  readonly now: Date;
}

export async function run(
  db: Database,
  actor: Actor,
  { draft, importer, choice, skipBadRows, recognition, now }: Run,
  tell: Tell
): Promise<RunOutcome> {
  tell({ phase: 'reading', done: 0, all: 0 });
  const bytes = await readDraftBytes(db, draft.id);
  if (!bytes) return problem((words) => words.t('imports.preview.gone'));
  const table = await readImportFile(importer, { name: draft.name, bytes }, choice.sheet);
  if (!table.ok) return problem((words) => readingSentence(words, table));
  const { columns, rows } = table.value;
  const mapping = completeMapping(importer, columns, choice.mapping);
  const shown = completeMapping(importer, columns, draft.mapping ?? {});
  const sameAsShown =
    mapping.ok &&
    shown.ok &&
    JSON.stringify(shown.value) === JSON.stringify(mapping.value) &&
    choice.source === draft.source &&
    choice.sheet === draft.sheet;
  if (!sameAsShown) await chooseColumns(db, draft.id, choice);
  if (!mapping.ok) return problem((words) => mappingSentence(words, importer, mapping, columns));
  if (!sameAsShown) return problem((words) => words.t('imports.preview.changed'));

  tell({ phase: 'comparing', done: 0, all: 0 });
  const imported = await runImport(
    db,
    actor,
    {
      importer,
      table: table.value,
      options: {
        mapping: mapping.value,
        source: choice.source,
        now,
        words: await wordsIn('hu'),
        recognition
      },
      skipBadRows
    },
    {
      finish: (tx) => dropDraft(tx, draft.id),
      onProgress: (done, all) => tell({ phase: 'writing', done, all })
    }
  );
  if (!imported.ok) {
    const { reason } = imported;
    return problem((words) =>
      words.t(reason === 'rows_refused' ? 'imports.preview.refusedAll' : `imports.refused.${reason}`)
    );
  }
  await keepMapping(db, { kind: importer.key, source: choice.source, columns }, mapping.value, now);
  const report = reportOf(imported.value, rows.length, importer.partOf);
  return {
    kind: 'done',
    importer,
    name: draft.name,
    report,
    list: listOf(importer.key, imported.value.create)
  };
}

function problem(sentence: (words: Words) => string): RunOutcome {
  return { kind: 'problem', sentence };
}

/** Lists of events begin today unless they are told where the first of these is. */
function listOf(kind: string, created: readonly unknown[]): string {
  if (kind === 'hsds') return '/services';
  if (kind !== 'events') return `/${kind}`;
  let first: string | null = null;
  for (const record of created) {
    const { start } = (record ?? {}) as { start?: unknown };
    if (typeof start === 'string' && (first === null || start < first)) first = start;
  }
  return first === null ? '/events' : `/events?from=${first.slice(0, 10)}`;
}
