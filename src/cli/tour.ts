// `kalaka tour`: plans a tour from a table of stops, without writing anything down.
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { PlannedStop, TourPlan } from '#lib/core/itinerary-tell.ts';
import { daysBetween, defaultZone, isDay, localOf, minuteMs } from '#lib/core/time.ts';
import { loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { planAside } from '#lib/domains/touring/compute.server.ts';
import { leftOutCodes, maxTourDays } from '#lib/domains/touring/model.ts';
import { readTourFile, type FileTour } from '#lib/domains/touring/tour-file.ts';
import { readTable } from '#lib/platform/tabular/read.server.ts';
import { wordsIn } from '../words.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';

interface Options {
  from: string;
  to: string;
  home: string;
  show: string;
  setUp: string;
  takeDown: string;
  earliest: string;
  latest: string;
  perKm: string;
  perShow: string;
  perNight?: string;
  twoADay?: boolean;
  restAfter?: string;
  maxStops?: string;
  language: string;
  json?: boolean;
}

const mostStops = 128;

export const addTour: AddCommand = (program, context) => {
  program
    .command('tour')
    .description('plan a tour over the stops of a table (CSV, XLSX): which, on which days, in which order')
    .argument('<file>', 'columns: settlement; and, where known, name, value, offer, from, to, must')
    .requiredOption('--from <day>', 'first day, 2027-10-01')
    .requiredOption('--to <day>', 'last day')
    .requiredOption('--home <settlement>', 'where the company starts from')
    .option('--show <minutes>', 'length of the show', '60')
    .option('--set-up <minutes>', 'before it', '45')
    .option('--take-down <minutes>', 'after it', '30')
    .option('--earliest <time>', 'no show begins earlier', '10:00')
    .option('--latest <time>', 'no show begins later', '18:00')
    .option('--per-km <money>', 'what a kilometre costs', '150')
    .option('--per-show <money>', 'what a show costs', '0')
    .option('--per-night <money>', 'what a night costs; without it the company goes home every evening')
    .option('--two-a-day', 'two shows a day are possible')
    .option('--rest-after <days>', 'a day of rest after so many days with shows')
    .option('--max-stops <number>', 'at most so many stops')
    .option('--language <language>', 'hu or en: the language of the reasons', 'en')
    .option('--json', 'answer as JSON')
    .action(async (file: string, options: Options) => context.finish(await tour(context, file, options)));
};

async function tour(context: CommandContext, name: string, options: Options): Promise<ExitCode> {
  const { terminal } = context;
  const wrong = wrongOption(options);
  if (wrong) {
    terminal.err(wrong);
    return 2;
  }
  let bytes;
  try {
    bytes = await readFile(resolve(context.directory, name));
  } catch (error) {
    terminal.err(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    return 1;
  }
  const table = await readTable(bytes, { name: basename(name), maxRows: mostStops });
  if (!table.ok) {
    terminal.err(`${name} is refused: ${table.reason}.`);
    return 1;
  }
  return context.withHouse(async (house) => {
    const finder = await loadSettlementFinder(house.db);
    const locate = (place: string) => {
      const found = finder.find({ name: place });
      return found.ok ? found.value.point : null;
    };
    const home = locate(options.home);
    if (!home) {
      terminal.err(`Where «${options.home}» lies is not known.`);
      return 1;
    }
    const { question, names, problems } = readTourFile(table.value, settingsOf(options, home), locate);
    for (const { line, column, text } of problems) terminal.err(`${name}:${line}: ${column}: «${text}»`);
    if (question.stops.length === 0) {
      terminal.err('The file holds no stop that can be used.');
      return 1;
    }
    const found = await planAside(question);
    const best = found.answer.best;
    if (!best) {
      terminal.err('There is no such tour: the stops that must be do not go together.');
      return 1;
    }
    const nameOf = (id: string): string => names[Number(id)] ?? id;
    const words = await wordsIn(options.language === 'hu' ? 'hu' : 'en');
    const left = found.answer.leftOut.map(({ id, reason }) => {
      const code = leftOutCodes.find((each) => each === reason.code) ?? 'no_room';
      return { name: nameOf(id), code, reason: words.t(`touring.leftOut.${code}`) };
    });
    if (options.json) {
      const plans = [best, ...found.answer.others].map((plan) => planned(plan, nameOf));
      terminal.out(JSON.stringify({ plans, leftOut: left, bound: found.bound }, null, 2));
      return 0;
    }
    for (const stop of best.stops) terminal.out(line(stop, nameOf));
    terminal.out(
      `\n${best.stops.length} stops on ${best.days} days, ${Math.round(best.km)} km, ${best.nights} nights, ${best.cost} in costs.`
    );
    for (const each of left) terminal.out(`Left out: ${each.name}: ${each.reason}.`);
    return 0;
  });
}

function wrongOption(options: Options): string | null {
  for (const name of ['from', 'to'] as const)
    if (!isDay(options[name])) return `--${name} is «${options[name]}»: a day is written as 2027-10-01.`;
  if (options.from > options.to) return `--from ${options.from} is later than --to ${options.to}.`;
  if (daysBetween(options.from, options.to) >= maxTourDays)
    return `A tour lasts ${maxTourDays} days at most.`;
  for (const name of ['earliest', 'latest'] as const)
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(options[name]))
      return `--${name} is «${options[name]}»: a time is written as 17:30.`;
  if (options.earliest > options.latest) return '--earliest is later than --latest.';
  for (const [name, text] of Object.entries({
    show: options.show,
    'set-up': options.setUp,
    'take-down': options.takeDown,
    'per-km': options.perKm,
    'per-show': options.perShow,
    'per-night': options.perNight ?? '0',
    'rest-after': options.restAfter ?? '1',
    'max-stops': options.maxStops ?? '1'
  }))
    if (!/^\d{1,9}$/.test(text)) return `--${name} is «${text}»: a whole number is needed.`;
  if (Number(options.show) === 0) return '--show is 0: a show has a length.';
  if (options.language !== 'hu' && options.language !== 'en')
    return `--language is «${options.language}»: hu or en.`;
  return null;
}

function settingsOf(options: Options, home: FileTour['home']): FileTour {
  const optional = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  const { from, to, earliest, latest } = options;
  return {
    ...{ from, to, home, earliest, latest },
    ...{ show: Number(options.show), setUp: Number(options.setUp), takeDown: Number(options.takeDown) },
    ...{ perKm: Number(options.perKm), perShow: Number(options.perShow) },
    ...{ perNight: optional(options.perNight), twoADay: options.twoADay === true },
    ...{ restAfter: optional(options.restAfter), maxStops: optional(options.maxStops) }
  };
}

function planned(plan: TourPlan, nameOf: (id: string) => string): object {
  const { kind, days, nights, cost } = plan;
  return {
    ...{ kind, days, nights, cost },
    km: Math.round(plan.km),
    stops: plan.stops.map((stop) => ({
      name: nameOf(stop.id),
      leaves: local(stop.leaves),
      arrives: local(stop.arrives),
      starts: local(stop.start),
      ends: local(stop.end),
      ready: local(stop.ready),
      km: Math.round(stop.km),
      share: stop.share
    }))
  };
}

function line(stop: PlannedStop, nameOf: (id: string) => string): string {
  const clock = (minutes: number): string => local(minutes).slice(11);
  return `${local(stop.start).replace('T', ' ')}  ${nameOf(stop.id)} (${Math.round(stop.km)} km; there ${clock(stop.arrives)}–${clock(stop.ready)})`;
}

function local(minutes: number): string {
  return localOf(new Date(minutes * minuteMs), defaultZone);
}
