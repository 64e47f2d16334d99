// What a command of `kalaka` is given, wherever it runs: in its own process or, for one that a server is running already, in that.
import type { Command } from 'commander';
import type { House } from '../house.server.ts';
import type { Settings } from '../settings.ts';

/**
 * 0: done; 1: refused or found wanting, as the output says; 2: called the wrong way; 3: a fault of ours; 75: not now, as mail
 * servers understand it.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 75;

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Replaces the line on a terminal that shows progress; says nothing where output goes to a file. */
  progress(text: string): void;
}

export interface CommandContext {
  readonly settings: Settings;
  /** Relative file names are meant from here. */
  readonly directory: string;
  readonly terminal: Terminal;
  /** Opens the house for the time of the work, or lends the running one. */
  withHouse(work: (house: House) => Promise<ExitCode>): Promise<ExitCode>;
  finish(code: ExitCode): void;
  /** Runs another command line, in a context of its own: how a server does what is asked through its door. */
  readonly run: RunProgram;
}

export type GivenContext = Omit<CommandContext, 'finish' | 'run'>;

/** Never exits the process and never throws. */
export type RunProgram = (argv: readonly string[], given: GivenContext) => Promise<ExitCode>;

/** A command adds itself to the program; its action ends with `context.finish(code)`. */
export type AddCommand = (program: Command, context: CommandContext) => void;

/** A bar of 24 blocks: `████████░░░░ 33 %`. */
export function bar(done: number, total: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const full = Math.round(share * 24);
  return `${'█'.repeat(full)}${'░'.repeat(24 - full)} ${Math.floor(share * 100)} %`;
}
