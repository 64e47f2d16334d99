// `kalaka clashes`: which events compete, in the database or among calendar files alone, worst first.
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { addDays, dayOf, defaultZone, isDay, localOf, startOfDay } from '#lib/core/time.ts';
import { readCalendar } from '#lib/core/icalendar-read.ts';
import { system } from '#lib/platform/actor.ts';
import { now } from '#lib/platform/clock.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { clashSentence } from '#lib/domains/calendar/clash-words.ts';
import { clashesOfFiles, type CalendarFile } from '#lib/domains/calendar/clash-files.ts';
import { clashesBetween, type ClashSide } from '#lib/domains/calendar/clashes.server.ts';
import { noFilter } from '#lib/domains/calendar/filter.ts';
import { loadFindableSettlements, searchSettlements } from '#lib/domains/places/queries.server.ts';
import { settlementLocator } from '#lib/domains/places/locator.ts';
import type { House } from '../house.server.ts';
import { wordsIn } from '../words.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';

interface Options {
  from?: string;
  to?: string;
  near?: string;
  radius: string;
  limit?: string;
  language: string;
  json?: boolean;
}

export const addClashes: AddCommand = (program, context) => {
  program
    .command('clashes')
    .description(
      'list events that compete with each other: of the database, or of the given calendar files alone'
    )
    .argument('[files...]', 'iCalendar files (.ics), each one organiser’s calendar')
    .option('--from <day>', 'first day, 2027-05-01 (default: today; with files: their first event)')
    .option('--to <day>', 'last day (default: 30 days on; with files: a year after their last event)')
    .option('--near <settlement>', 'only around this settlement (database only)')
    .option('--radius <km>', 'how far around it', '20')
    .option('--limit <number>', 'only the worst so many')
    .option('--language <language>', 'hu or en: the language of the reasons', 'en')
    .option('--json', 'answer as JSON')
    .action(async (files: string[], options: Options) =>
      context.finish(await clashes(context, files, options))
    );
};

async function clashes(
  context: CommandContext,
  files: readonly string[],
  options: Options
): Promise<ExitCode> {
  const wrong = wrongOption(files, options);
  if (wrong) {
    context.terminal.err(wrong);
    return 2;
  }
  const words = await wordsIn(options.language === 'hu' ? 'hu' : 'en');
  return context.withHouse((house) =>
    files.length > 0
      ? ofFiles(context, house, { names: files, options, words })
      : ofDatabase(context, house, options, words)
  );
}

function wrongOption(
  files: readonly string[],
  { from, to, radius, limit, near, language }: Options
): string | null {
  for (const [name, day] of Object.entries({ from, to }))
    if (day !== undefined && !isDay(day)) return `--${name} is «${day}»: a day is written as 2027-05-01.`;
  if (from && to && from > to) return `--from ${from} is later than --to ${to}.`;
  if (!(Number(radius) >= 0)) return `--radius is «${radius}»: a number of kilometres is needed, such as 20.`;
  if (limit !== undefined && !(Number.isInteger(Number(limit)) && Number(limit) > 0))
    return `--limit is «${limit}»: a whole number is needed.`;
  if (near && files.length > 0) return '--near works on the database, not on files.';
  if (language !== 'hu' && language !== 'en') return `--language is «${language}»: hu or en.`;
  return null;
}

async function ofDatabase(
  context: CommandContext,
  house: House,
  options: Options,
  words: Words
): Promise<ExitCode> {
  const { terminal } = context;
  const from = options.from ?? dayOf(now(), defaultZone);
  const to = options.to ?? addDays(from, 30);
  let near = null;
  if (options.near) {
    const {
      found: [found],
      suggestions
    } = await searchSettlements(house.db, options.near, 1);
    if (!found) {
      const meant = suggestions.length > 0 ? ` Did you mean ${suggestions.join(', ')}?` : '';
      terminal.err(`No settlement is called «${options.near}».${meant}`);
      return 1;
    }
    if (!found.point) {
      terminal.err(
        `Where ${found.name} lies is not known yet: import the official list (kalaka import settlements FILE.csv).`
      );
      return 1;
    }
    near = found.slug;
  }
  const span = {
    from: startOfDay(from, defaultZone),
    to: startOfDay(addDays(to, 1), defaultZone),
    filter: { ...noFilter, near, within: Number(options.radius) }
  };
  const { clashes: found, gathered } = await clashesBetween(house.db, system, span);
  const worst = found.slice(0, options.limit ? Number(options.limit) : undefined);
  if (options.json) {
    const side = (one: ClashSide): object => ({
      uid: one.uid,
      title: one.title,
      start: one.startsAt.toISOString(),
      end: one.endsAt.toISOString(),
      settlement: one.settlement,
      venue: one.venue,
      status: one.status,
      organisers: one.organisers.map(({ name }) => name)
    });
    terminal.out(
      JSON.stringify(
        {
          from,
          to,
          clashes: worst.map(({ a, b, score, km, minutes, reasons }) => ({
            a: side(a),
            b: side(b),
            score,
            km: Math.round(km * 10) / 10,
            minutes,
            reasons,
            sentence: clashSentence(words, reasons, a, b)
          })),
          unplaced: gathered.unplaced.map(side)
        },
        null,
        2
      )
    );
    return 0;
  }
  for (const { a, b, score, reasons } of worst)
    terminal.out(
      [
        `${String(Math.round(score)).padStart(3)}  ${line(a.startsAt, a.title, a.settlement)}`,
        `     ${line(b.startsAt, b.title, b.settlement)}`,
        `     ${clashSentence(words, reasons, a, b)}.\n`
      ].join('\n')
    );
  terminal.out(summary(found.length, worst.length, gathered.sides.length, gathered.unplaced.length));
  return 0;
}

async function ofFiles(
  context: CommandContext,
  house: House,
  { names, options, words }: { names: readonly string[]; options: Options; words: Words }
): Promise<ExitCode> {
  const { terminal } = context;
  const files: CalendarFile[] = [];
  for (const name of names) {
    let bytes;
    try {
      bytes = await readFile(resolve(context.directory, name));
    } catch (error) {
      terminal.err(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
      return 1;
    }
    const { events, problems } = readCalendar(bytes, { defaultZone });
    for (const problem of problems.slice(0, 20))
      terminal.err(
        `${name}${problem.line ? `:${problem.line}` : ''}: ${problem.code}${problem.detail ? ` (${problem.detail})` : ''}`
      );
    if (problems.length > 20) terminal.err(`${name}: … and ${problems.length - 20} more`);
    files.push({ name: basename(name), events });
  }
  if (files.every(({ events }) => events.length === 0)) {
    terminal.err('None of the files holds an event.');
    return 1;
  }
  const locate = settlementLocator(await loadFindableSettlements(house.db));
  const { clashes: found, unplaced } = clashesOfFiles(files, locate, {
    from: options.from ? startOfDay(options.from, defaultZone) : null,
    to: options.to ? startOfDay(addDays(options.to, 1), defaultZone) : null
  });
  const worst = found.slice(0, options.limit ? Number(options.limit) : undefined);
  const sentence = ({ a, b, reasons }: (typeof worst)[number]): string =>
    clashSentence(
      words,
      reasons,
      { startsAt: new Date(a.start), settlementId: null },
      { startsAt: new Date(b.start), settlementId: null }
    );
  if (options.json) {
    terminal.out(
      JSON.stringify(
        { clashes: worst.map((clash) => ({ ...clash, sentence: sentence(clash) })), unplaced },
        null,
        2
      )
    );
    return 0;
  }
  for (const clash of worst) {
    const { a, b, score } = clash;
    terminal.out(
      [
        `${String(Math.round(score)).padStart(3)}  ${line(new Date(a.start), a.title, a.location)} [${a.calendar}]`,
        `     ${line(new Date(b.start), b.title, b.location)} [${b.calendar}]`,
        `     ${sentence(clash)}.\n`
      ].join('\n')
    );
  }
  const events = files.reduce((sum, file) => sum + file.events.length, 0);
  terminal.out(summary(found.length, worst.length, events, unplaced.length));
  return 0;
}

function line(start: Date, title: string, place: string | null): string {
  return `${localOf(start, defaultZone).replace('T', ' ')}  ${title}${place ? ` (${place})` : ''}`;
}

function summary(found: number, shown: number, events: number, unplaced: number): string {
  const rest = shown < found ? `, the worst ${shown} shown` : '';
  return `${found} clashes among ${events} events${rest}; ${unplaced} without a known place were not compared.`;
}
