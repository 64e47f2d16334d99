// The commands of `kalaka`, put together.
import { Command, CommanderError } from 'commander';
import { addBackup } from './backup.ts';
import { addClashes } from './clashes.ts';
import type { AddCommand, CommandContext, ExitCode, RunProgram } from './command.ts';
import { addErase } from './erase.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addMail } from './mail.ts';
import { addMaintenance } from './maintenance.ts';
import { addReceiveMail } from './receive-mail.ts';
import { addServe } from './serve.ts';
import { addTour } from './tour.ts';

const commands: readonly AddCommand[] = [
  addServe,
  addMaintenance,
  addImport,
  addExport,
  addClashes,
  addTour,
  addBackup,
  addErase,
  addMail,
  addReceiveMail
];

export const runProgram: RunProgram = async (argv, given) => {
  let code: ExitCode = 0;
  const context: CommandContext = { ...given, finish: (result) => (code = result), run: runProgram };
  const program = new Command('kalaka')
    .description('Kaláka: the shared workplace of a region’s institutions and communities.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd())
    })
    .showHelpAfterError('(kalaka --help tells what there is)');
  for (const add of commands) add(program, context);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    context.terminal.err(error instanceof Error ? error.message : String(error));
    return error instanceof Error && refusals.has(error.name) ? 1 : 3;
  }
};

/** What a person can put right, as the message says; anything else is a fault of ours. */
const refusals: ReadonlySet<string> = new Set([
  'DatabaseInUse',
  'DatabaseUnusable',
  'DatabaseInterrupted',
  'MigrationFault'
]);
