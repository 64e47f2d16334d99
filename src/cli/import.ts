// `kalaka import`: takes settlements, organisations, venues and whatever else a domain imports from a file.
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
import {
  completeMapping,
  maxFileBytes,
  planImport,
  readImportFile,
  runImport,
  sourceOf,
  warningsOf,
  type Mapping
} from '#lib/platform/imports/imports.server.ts';
import { reportOf, type ImportReport } from '#lib/platform/imports/report.ts';
import { mappingSentence, readingSentence, rowSentence } from '#lib/platform/imports/sentences.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';

export interface ImportCommandOptions {
  mapping?: string;
  source?: string;
  sheet?: string;
  dryRun?: boolean;
  skipBadRows?: boolean;
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
    .description('take records from a file (CSV, XLSX): all of them or, when a row is wrong, none')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(importers.map(({ key }) => key)))
    .argument('<file>', 'the file')
    .option('--mapping <file>', 'which column fills which field, as JSON: {"name": "Megnevezés", …}')
    .option(
      '--source <name>',
      'under what name the records are found again at the next import (default: the file’s name)'
    )
    .option('--sheet <name>', 'the sheet of a workbook (default: the first)')
    .option('--dry-run', 'only say what would change')
    .option('--skip-bad-rows', 'import the right rows and list the others')
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
  const given = options.mapping ? await readMapping(resolve(directory, options.mapping)) : {};
  if (typeof given === 'string') return refuse(`${options.mapping}: ${given}`);
  const mapping = completeMapping(importer, table.value.columns, given as Mapping);
  if (!mapping.ok) return refuse(mappingSentence(words, importer, mapping, table.value.columns));

  const source = options.source ?? sourceOf(options.file);
  terminal.progress(`Comparing ${words.number(table.value.rows.length)} rows with what is known …`);
  const request = {
    importer,
    table: table.value,
    options: { mapping: mapping.value, source, now: now() },
    skipBadRows: options.skipBadRows ?? false
  };
  const done = options.dryRun
    ? ({ ok: true, value: await planImport(house.db, request) } as const)
    : await runImport(house.db, system, request);
  if (!done.ok && done.reason !== 'rows_refused') return refuse(words.t(`imports.refused.${done.reason}`));

  const plan = done.ok ? done.value : done.plan;
  const imported = done.ok && !options.dryRun;
  for (const warning of warningsOf(table.value).slice(0, shownErrors))
    terminal.err(rowSentence(words, importer, warning));
  const report = reportOf(plan, table.value.rows.length);
  tell(report, { words, importer, options, imported, source, mapping: mapping.value, terminal });
  return imported || options.dryRun ? (report.refused.length > 0 ? 1 : 0) : 1;
}

function tell(
  report: ImportReport,
  told: {
    words: Words;
    importer: Importer;
    options: ImportCommandOptions & { file: string };
    imported: boolean;
    source: string;
    mapping: Mapping;
    terminal: CommandContext['terminal'];
  }
): void {
  const { words, importer, options, imported, source, mapping, terminal } = told;
  terminal.progress('');
  if (options.json) {
    const { refused, ...counts } = report;
    const rows = refused.map((error) => ({ ...error, message: rowSentence(words, importer, error) }));
    terminal.out(
      JSON.stringify(
        { imported, dryRun: options.dryRun ?? false, source, mapping, ...counts, refused: rows },
        null,
        2
      )
    );
    return;
  }
  for (const error of report.refused.slice(0, shownErrors)) terminal.err(rowSentence(words, importer, error));
  if (report.refused.length > shownErrors) terminal.err(`… and ${report.refused.length - shownErrors} more.`);
  const counts = words.t('imports.report', {
    created: report.created,
    updated: report.updated,
    unchanged: report.unchanged,
    refused: report.refusedRows
  });
  const same = report.created + report.updated + report.refusedRows === 0;
  const verdict = options.dryRun ? 'dryRun' : !imported ? 'nothing' : same ? 'same' : 'done';
  terminal.out(`${counts} ${words.t(`imports.outcome.${verdict}`)}`);
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

async function readMapping(file: string): Promise<Record<string, string | null> | string> {
  const bytes = await readBytes(file);
  if (typeof bytes === 'string') return bytes;
  let value: unknown;
  try {
    value = parseJson(new TextDecoder().decode(bytes));
  } catch {
    return 'this is not JSON; a mapping is written as {"field": "column", …}.';
  }
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  if (!entries?.every(([, column]) => column === null || typeof column === 'string'))
    return 'a mapping is written as {"field": "column", …}.';
  return Object.fromEntries(entries) as Record<string, string | null>;
}
