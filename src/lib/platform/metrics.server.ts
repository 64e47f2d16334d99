// What this process counts about itself since it started, written as Prometheus reads it; nothing in it is about a person.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Upper bounds of the histogram's buckets, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Histogram {
  readonly buckets: number[];
  count: number;
  sum: number;
}

interface Counted {
  readonly requests: Map<string, Histogram>;
  readonly pages: { hit: number; miss: number };
  readonly loop: ReturnType<typeof monitorEventLoopDelay>;
}

/** Shared by every copy of this module in the process: the built pages carry one, the command line another. */
const counted: Counted = ((globalThis as Record<symbol, unknown>)[Symbol.for('kalaka.metrics')] ??=
  begin()) as Counted;

function begin(): Counted {
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  return { requests: new Map(), pages: { hit: 0, miss: 0 }, loop };
}

/** @param route its id, never the address: addresses hold names */
export function countRequest(route: string, method: string, status: number, seconds: number): void {
  const key = labels({ route, method: knownMethods.has(method) ? method : 'other', status });
  let histogram = counted.requests.get(key);
  if (!histogram) counted.requests.set(key, (histogram = { buckets: bounds.map(() => 0), count: 0, sum: 0 }));
  histogram.count += 1;
  histogram.sum += seconds;
  const place = bounds.findIndex((bound) => seconds <= bound);
  if (place >= 0) histogram.buckets[place] = (histogram.buckets[place] ?? 0) + 1;
}

/** Whether a public page was answered from memory. */
export function countPage(outcome: 'hit' | 'miss'): void {
  counted.pages[outcome] += 1;
}

/** A number that is asked for when it is wanted, such as how many jobs wait. */
export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly values: readonly {
    readonly labels?: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

/** Prometheus text format 0.0.4. */
export function metricsText(gauges: readonly Gauge[]): string {
  const memory = process.memoryUsage();
  const own: readonly Gauge[] = [
    one('kalaka_process_resident_bytes', 'Memory that the process holds.', memory.rss),
    one('kalaka_process_heap_bytes', 'Memory in use by JavaScript.', memory.heapUsed),
    one('kalaka_process_uptime_seconds', 'Since the process was started.', process.uptime()),
    {
      name: 'kalaka_event_loop_delay_seconds',
      help: 'How late timers ran since the last question.',
      values: [50, 99].map((percent) => ({
        labels: { quantile: String(percent / 100) },
        value: counted.loop.percentile(percent) / 1e9
      }))
    }
  ];
  counted.loop.reset();
  return [
    ...histogramLines(),
    ...family('kalaka_page_cache_total', 'Public pages answered from memory, and made anew.', 'counter', [
      `kalaka_page_cache_total{outcome="hit"} ${counted.pages.hit}`,
      `kalaka_page_cache_total{outcome="miss"} ${counted.pages.miss}`
    ]),
    ...[...own, ...gauges].flatMap(({ name, help, values }) =>
      family(
        name,
        help,
        'gauge',
        values.map((value) => `${name}${value.labels ? `{${labels(value.labels)}}` : ''} ${value.value}`)
      )
    ),
    ''
  ].join('\n');
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const name = 'kalaka_request_seconds';

function histogramLines(): string[] {
  const lines = [...counted.requests].flatMap(([key, { buckets, count, sum }]) => {
    let below = 0;
    return [
      ...bounds.map((bound, place) => {
        below += buckets[place] ?? 0;
        return `${name}_bucket{${key},le="${bound}"} ${below}`;
      }),
      `${name}_bucket{${key},le="+Inf"} ${count}`,
      `${name}_sum{${key}} ${sum}`,
      `${name}_count{${key}} ${count}`
    ];
  });
  return family(name, 'How long answers took, by route, method and status.', 'histogram', lines);
}

function one(metric: string, help: string, value: number): Gauge {
  return { name: metric, help, values: [{ value }] };
}

function family(metric: string, help: string, type: string, lines: readonly string[]): string[] {
  return [`# HELP ${metric} ${help}`, `# TYPE ${metric} ${type}`, ...lines];
}

function labels(pairs: Readonly<Record<string, string | number>>): string {
  return Object.entries(pairs)
    .map(([label, value]) => `${label}="${String(value).replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`)
    .join(',');
}
