// Entry of the command line: reads the settings, then runs here, or hands over to the server that holds the embedded database.
import { readSettings } from '../settings.ts';
import { openHouse } from '../house.server.ts';
import type { GivenContext, Terminal } from './command.ts';
import { handOver } from './control.ts';
import { runProgram } from './program.ts';

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${clearLine()}${text}\n`),
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
  }
};

function clearLine(): string {
  return process.stderr.isTTY ? '\r\x1b[2K' : '';
}

async function main(): Promise<number> {
  let settings;
  try {
    settings = readSettings(process.env);
  } catch (error) {
    terminal.err(error instanceof Error ? error.message : String(error));
    return 2;
  }
  const context: GivenContext = {
    settings,
    directory: process.cwd(),
    terminal,
    async withHouse(work) {
      const answered = await handOver(settings, process.argv.slice(2), process.cwd(), terminal);
      if (answered !== null) return answered;
      const house = await openHouse(settings, { onStep: (step) => terminal.progress(`… ${step}`) });
      try {
        terminal.progress('');
        return await work(house);
      } finally {
        await house.close();
      }
    }
  };
  return runProgram(process.argv.slice(2), context);
}

// A piped reader that stops early (`kalaka clashes | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
process.exitCode = await main();
