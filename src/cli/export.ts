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
import { now } from '#lib/platform/clock.server.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import {
  exported,
  exportFormats,
  formatsOf,
  type ExportFormat
} from '#lib/platform/exports/exports.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';

export interface ExportCommandOptions {
  format: ExportFormat;
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
    .addArgument(new Argument('<kind>', 'what is written').choices(exporters.map(({ key }) => key)))
    .addOption(new Option('--format <format>', 'kind of file').choices([...exportFormats]).default('csv'))
    .option('--out <file>', 'the file (default: named after what it holds and the day)')
    .option('--filter <query>', 'as in the address of the list: "kind=library&near=Szentes&within=20"')
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
  const { kind, format, filter = '', internal = false, language } = options;
  const exporter = exporters.find(({ key }) => key === kind);
  const words = await wordsIn(language);
  const file =
    exporter &&
    exported(
      exporter,
      format,
      {
        db: house.db,
        words,
        origin: house.settings.publicUrl ?? `http://localhost:${house.settings.port}`,
        filter: new URLSearchParams(filter),
        internal
      },
      dayOf(now(), defaultZone)
    );
  if (!file) {
    const formats = exporter ? formatsOf(exporter).join(', ') : '';
    terminal.err(`«${kind}» is not written as ${format}; formats: ${formats}.`);
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
