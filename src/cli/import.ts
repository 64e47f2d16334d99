// `kalaka import`: takes settlements, organisations, venues, events and whatever else a domain imports from a file.
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Argument } from 'commander';
import { domains } from '../generated/domains.ts';
import type { House } from '../house.server.ts';
import { wordsIn } from '../words.ts';
import { system } from '#lib/platform/actor.ts';
import { now } from '#lib/platform/clock.server.ts';
import { parseJson } from '#lib/platform/db/json.ts';
import type { Domain, Importer } from '#lib/platform/domain.ts';
import { readFileMapping, withConstant } from '#lib/platform/imports/file-mapping.ts';
import {
  completeMapping,
  maxFileBytes,
  planImport,
  readImportFile,
  sourceOf,
  warningsOf,
  type Mapping,
  type SourceTable
} from '#lib/platform/imports/imports.server.ts';
import { findKeptMapping, keepMapping } from '#lib/platform/imports/kept-mapping.server.ts';
import { runImport } from '#lib/platform/imports/run.server.ts';
import type { AlikeRow, DuplicateRow } from '#lib/platform/tabular/mapping.ts';
import { reportOf, type ImportReport } from '#lib/platform/imports/report.ts';
import { mappingSentence, readingSentence, rowSentence } from '#lib/platform/imports/sentences.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';

export interface ImportCommandOptions {
  mapping?: string;
  freshMapping?: boolean;
  organiser?: string;
  source?: string;
  sheet?: string;
  dryRun?: boolean;
  skipBadRows?: boolean;
  updateLikely?: boolean;
  json?: boolean;
}

const importers: readonly Importer[] = (domains as readonly Domain[]).flatMap(
  (domain) => domain.importers ?? []
);
/** Rows with errors that are written out; a file of the wrong kind has one in every row. */
const shownErrors = 50;

export const addImport: AddCommand = (program, context) => {
  program
    .command('import')
    .description(
      'take records from a file (CSV, XLSX; events also ICS, JSON): all of them or, when one is wrong, none'
    )
    .addArgument(new Argument('<kind>', 'what the file holds').choices(importers.map(({ key }) => key)))
    .argument('<file>', 'the file')
    .option('--mapping <file>', 'which column fills which field, as JSON: {"name": "Megnevezés", …}')
    .option('--fresh-mapping', 'take the columns as their names suggest, not as the last time')
    .option('--organiser <name>', 'who organises all events of the file: an organisation of the register')
    .option(
      '--source <name>',
      'under what name the records are found again at the next import (default: the file’s name)'
    )
    .option('--sheet <name>', 'the sheet of a workbook (default: the first)')
    .option('--dry-run', 'only say what would change')
    .option('--skip-bad-rows', 'import the right rows and list the others')
    .option(
      '--update-likely',
      'take new rows that surely are a record which is already there for that record'
    )
    .option('--json', 'answer as JSON')
    .action(async (kind: string, file: string, options: ImportCommandOptions) =>
      context.finish(
        await context.withHouse((house) => importFile(house, { kind, file, ...options }, context))
      )
    );
};

/** 0: imported, or nothing to change; 1: nothing imported, or rows left out; 2: the file or the mapping cannot be used. */
export async function importFile(
  house: Pick<House, 'db'>,
  options: ImportCommandOptions & { kind: string; file: string },
  { terminal, directory }: Pick<CommandContext, 'terminal' | 'directory'>
): Promise<ExitCode> {
  const words = await wordsIn('en');
  const importer = importers.find(({ key }) => key === options.kind);
  if (!importer) {
    terminal.err(
      `«${options.kind}» cannot be imported; what can: ${importers.map(({ key }) => key).join(', ')}.`
    );
    return 2;
  }
  const refuse = (sentence: string): ExitCode => {
    if (options.json) terminal.out(JSON.stringify({ imported: false, message: sentence }));
    terminal.err(sentence);
    return 2;
  };

  const bytes = await readBytes(resolve(directory, options.file));
  if (typeof bytes === 'string') return refuse(`${options.file}: ${bytes}`);
  terminal.progress(`Reading ${options.file} …`);
  const table = await readImportFile(
    importer,
    { name: basename(options.file), bytes },
    options.sheet ?? null
  );
  if (!table.ok) return refuse(`${options.file}: ${readingSentence(words, table)}`);
  const given = await givenMapping(importer, table.value, options, directory);
  if (typeof given === 'string') return refuse(given);
  const filled = given.table;
  const source = options.source ?? sourceOf(options.file);
  const file = { kind: importer.key, source, columns: table.value.columns };
  const last = options.mapping || options.freshMapping ? null : await findKeptMapping(house.db, file);
  if (last && !options.json) terminal.err(words.t('imports.kept.cli'));
  const mapping = completeMapping(importer, filled.columns, { ...last, ...given.mapping });
  if (!mapping.ok) return refuse(mappingSentence(words, importer, mapping, filled.columns));

  terminal.progress(`Comparing ${words.number(table.value.rows.length)} rows with what is known …`);
  const recognition = {
    chosen: new Map<string, string>(),
    surely: options.updateLikely ?? false,
    apart: new Set<string>()
  };
  const request = {
    importer,
    table: filled,
    options: { mapping: mapping.value, source, now: now(), words: await wordsIn('hu'), recognition },
    skipBadRows: options.skipBadRows ?? false
  };
  const done = options.dryRun
    ? ({ ok: true, value: await planImport(house.db, request) } as const)
    : await runImport(house.db, system, request, {
        onProgress: (written, all) =>
          terminal.progress(`Writing ${words.number(written)} of ${words.number(all)} …`)
      });
  if (!done.ok && done.reason !== 'rows_refused') return refuse(words.t(`imports.refused.${done.reason}`));

  const plan = done.ok ? done.value : done.plan;
  const imported = done.ok && !options.dryRun;
  // Columns that a mapping file has added are that file's, and are not there the next time.
  const isOwn = Object.values(mapping.value).every((one) => one === null || file.columns.includes(one));
  if (imported && isOwn) await keepMapping(house.db, file, mapping.value, request.options.now);
  for (const warning of warningsOf(filled, mapping.value).slice(0, shownErrors))
    terminal.err(rowSentence(words, importer, warning));
  const report = reportOf(plan, filled.rows.length, importer.partOf);
  const repeated = plan.duplicates.filter(({ same }) => same);
  tell(report, {
    repeated,
    alike: plan.alike ?? [],
    words,
    importer,
    options,
    imported,
    source,
    mapping: mapping.value,
    terminal
  });
  return imported || options.dryRun ? (report.refused.length > 0 ? 1 : 0) : 1;
}

function tell(
  report: ImportReport,
  told: {
    words: Words;
    importer: Importer;
    repeated: readonly DuplicateRow[];
    alike: readonly AlikeRow[];
    options: ImportCommandOptions & { file: string };
    imported: boolean;
    source: string;
    mapping: Mapping;
    terminal: CommandContext['terminal'];
  }
): void {
  const { words, importer, repeated, alike, options, imported, source, mapping, terminal } = told;
  terminal.progress('');
  if (options.json) {
    const { refused, ...counts } = report;
    const lines = repeated.map(({ line, firstLine }) => ({ line, firstLine }));
    const rows = refused.map((error) => ({ ...error, message: rowSentence(words, importer, error) }));
    terminal.out(
      JSON.stringify(
        {
          imported,
          dryRun: options.dryRun ?? false,
          source,
          mapping,
          ...counts,
          repeatedRows: lines,
          alike: alike.map(({ line, name, known, likeness, sure, taken }) => ({
            line,
            name,
            known: { id: known.id, name: known.name },
            likeness,
            sure,
            taken
          })),
          refused: rows
        },
        null,
        2
      )
    );
    return;
  }
  for (const { line, firstLine } of repeated.slice(0, shownErrors))
    terminal.err(words.t('imports.repeated', { line, firstLine }));
  for (const error of report.refused.slice(0, shownErrors)) terminal.err(rowSentence(words, importer, error));
  if (report.refused.length > shownErrors) terminal.err(`… and ${report.refused.length - shownErrors} more.`);
  const asNew = alike.filter(({ taken }) => !taken);
  for (const { line, name, known, likeness } of asNew.slice(0, shownErrors))
    terminal.err(
      words.t('imports.alike.cli', {
        line,
        name,
        known: known.name,
        likeness: words.number(likeness, { style: 'percent', maximumFractionDigits: 0 })
      })
    );
  if (asNew.length > 0) terminal.err(words.t('imports.alike.cliMore', { count: asNew.length }));
  const counts = words.t('imports.report', {
    created: report.created,
    updated: report.updated,
    unchanged: report.unchanged,
    refused: report.refusedRows
  });
  const same = report.created + report.updated + report.refusedRows === 0;
  const verdict = options.dryRun ? 'dryRun' : !imported ? 'nothing' : same ? 'same' : 'done';
  terminal.out(`${counts} ${words.t(`imports.outcome.${verdict}`)}`);
  for (const { part, created, updated } of report.parts)
    terminal.out(
      `  ${words.lookUp(`imports.part.${part}`) ?? part}: ${words.number(created)} new, ${words.number(updated)} changed`
    );
  for (const [field, count] of Object.entries(report.changedFields))
    terminal.out(`  ${field}: ${words.number(count)}`);
}

async function readBytes(file: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes)
      return `the file is ${Math.round(size / 1e6)} MB large; at most 20 MB are taken at once.`;
    return await readFile(file);
  } catch (error) {
    return `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`;
  }
}

/** What the mapping file and `--organiser` say, and the table with the columns that they add; a text says what is wrong. */
async function givenMapping(
  importer: Importer,
  table: SourceTable,
  { mapping: file, organiser }: ImportCommandOptions,
  directory: string
): Promise<{ table: SourceTable; mapping: Mapping } | string> {
  const shape = 'a mapping is written as {"field": "column", …}.';
  const value = file === undefined ? {} : await readJson(resolve(directory, file));
  if (typeof value === 'string') return `${file}: ${value}`;
  const read = readFileMapping(value, table, importer.fields);
  if (!read.ok)
    return `${file}: ${read.reason === 'not_a_choice' ? `what stands for «${read.field}» is neither a column, columns nor a value; ` : ''}${shape}`;
  if (organiser === undefined) return read.value;
  if (!importer.fields.some(({ key }) => key === 'organiser'))
    return `--organiser: ${importer.key} have no organiser; only events do.`;
  const [filled, column] = withConstant(read.value.table, organiser);
  return { table: filled, mapping: { ...read.value.mapping, organiser: column } };
}

async function readJson(file: string): Promise<unknown> {
  const bytes = await readBytes(file);
  if (typeof bytes === 'string') return bytes;
  try {
    const value = parseJson(new TextDecoder().decode(bytes));
    return typeof value === 'string' ? null : value;
  } catch {
    return 'this is not JSON; a mapping is written as {"field": "column", …}.';
  }
}
