// `kalaka export`: writes organisations, venues and whatever else a domain gives out into a file, or to standard output.
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument, Option } from 'commander';
import { exporters } from '../exporters.ts';
import type { House } from '../house.server.ts';
import { wordsIn } from '../words.ts';
import { everythingAsHsds, wholeContext } from '#lib/domains/services/hsds/kept.server.ts';
import { writePackage } from '#lib/domains/services/hsds/package.server.ts';
import { jsonOf } from '#lib/domains/services/hsds/rows.ts';
import { now } from '#lib/platform/clock.server.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import {
  exported,
  exportFormats,
  formatsOf,
  type Exported,
  type ExportFormat
} from '#lib/platform/exports/exports.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';

export interface ExportCommandOptions {
  /** CSV, and of HSDS a ZIP archive, when nothing is said. */
  format?: ExportFormat | 'zip' | 'json';
  source?: string;
  out?: string;
  filter?: string;
  internal?: boolean;
  language: Locale;
}

export const addExport: AddCommand = (program, context) => {
  program
    .command('export')
    .description(
      'write records into a file that other programs read: CSV, XLSX, vCard, GeoJSON, HSDS package'
    )
    .addArgument(
      new Argument('<kind>', 'what is written').choices([...exporters.map(({ key }) => key), 'hsds'])
    )
    .addOption(new Option('--format <format>', 'kind of file').choices([...exportFormats, 'zip', 'json']))
    .option('--out <file>', 'the file (default: named after what it holds and the day)')
    .option('--filter <query>', 'as in the address of the list: "kind=library&near=Szentes&within=20"')
    .option('--source <name>', 'of an HSDS package: only what came in under this name')
    .option('--internal', 'with the contacts that are for colleagues')
    .addOption(
      new Option('--language <language>', 'of columns and words').choices(['hu', 'en']).default('hu')
    )
    .action(async (kind: string, options: ExportCommandOptions) =>
      context.finish(await context.withHouse((house) => exportFile(house, { kind, ...options }, context)))
    );
};

/** 0: written; 2: this kind has no such format, or the file cannot be written. */
export async function exportFile(
  house: Pick<House, 'db' | 'settings'>,
  options: ExportCommandOptions & { kind: string },
  { terminal, directory }: Pick<CommandContext, 'terminal' | 'directory'>
): Promise<ExitCode> {
  const file = options.kind === 'hsds' ? await packageOf(house, options) : await listOf(house, options);
  if (typeof file === 'string') {
    terminal.err(file);
    return 2;
  }
  const name = resolve(directory, options.out ?? file.name);
  const unfinished = `${name}.unfinished`;
  try {
    await pipeline(Readable.from(file.bytes), createWriteStream(unfinished));
    await rename(unfinished, name);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    terminal.err(`${name}: the file cannot be written (${code}).`);
    return 2;
  }
  terminal.out(name);
  return 0;
}

/** A text says why there is none. */
async function listOf(
  { db, settings }: Pick<House, 'db' | 'settings'>,
  { kind, format = 'csv', filter = '', internal = false, language }: ExportCommandOptions & { kind: string }
): Promise<Exported | string> {
  const exporter = exporters.find(({ key }) => key === kind);
  const known = exportFormats.find((each) => each === format);
  const words = await wordsIn(language);
  const origin = originOf(settings);
  const request = { db, words, origin, filter: new URLSearchParams(filter), internal };
  const file = exporter && known && exported(exporter, known, request, dayOf(now(), defaultZone));
  const formats = exporter ? formatsOf(exporter).join(', ') : '';
  return file ?? `«${kind}» is not written as ${format}; formats: ${formats}.`;
}

async function packageOf(
  { db, settings }: Pick<House, 'db' | 'settings'>,
  { format = 'zip', source }: ExportCommandOptions
): Promise<Exported | string> {
  if (format !== 'zip' && format !== 'json') return `«hsds» is not written as ${format}; formats: zip, json.`;
  const rows = await everythingAsHsds(
    db,
    await wholeContext(db, await wordsIn('hu'), originOf(settings)),
    source ?? null
  );
  const bytes =
    format === 'zip'
      ? writePackage(rows)
      : new TextEncoder().encode(`${JSON.stringify(jsonOf('services', rows), null, 2)}\n`);
  return {
    name: `hsds-${dayOf(now(), defaultZone)}.${format}`,
    type: '',
    bytes: Readable.from([bytes]) as AsyncIterable<Uint8Array<ArrayBuffer>>
  };
}

function originOf({ publicUrl, port }: House['settings']): string {
  return publicUrl ?? `http://localhost:${port}`;
}
