// Public pages over 500 and over 20,000 events: how long the server takes and how much it sends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { loadSample, openHouse } from '../src/house.server.ts';
import { readSettings } from '../src/settings.ts';
import { startServer } from '../tests/running-server.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { newId, now } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { audiences, themes } from '#lib/domains/calendar/model.ts';
import { mulberry32 } from './clash-world.ts';
import { writeEvents, type EventDraft } from '#lib/domains/calendar/write.server.ts';

const sizes = [500, 20_000] as const;
const rounds = 40;

interface Measured {
  readonly page: string;
  /** Median, made anew each time. */
  readonly fresh: number;
  /** Median, from the page cache. */
  readonly kept: number;
  readonly repeat: number;
  readonly html: number;
  readonly css: number;
}

export async function benchPages(): Promise<string> {
  const results = new Map<number, Measured[]>();
  for (const size of sizes) results.set(size, await measure(size));
  const [few = [], many = []] = sizes.map((size) => results.get(size));
  const rows = few.map((small, index) => {
    const large = many[index] ?? small;
    const cells = [
      small.page,
      milliseconds(small.fresh),
      milliseconds(large.fresh),
      `${(large.fresh / small.fresh).toFixed(1)}×`,
      milliseconds(large.kept),
      String(large.repeat),
      kilobytes(large.html),
      kilobytes(large.css),
      kilobytes(large.html + large.css)
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `# Public pages
Sample region, synthetic events of a year, embedded database, server and reader on one machine; median of ${rounds}. «Fresh» passes
the page cache by; «kept», the answer to a repeat (304) and bytes are at 20,000 events. Bytes are compressed, as a browser gets
them at its first visit; style sheets once for all pages that share them.

| page | fresh, 500 events | fresh, 20,000 | ratio | kept | repeat | HTML | CSS | together |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
${rows.join('\n')}
`;
}

async function measure(size: number): Promise<Measured[]> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kalaka-bench-'));
  try {
    const { event: slug, organisation } = await fill(dataDirectory, size);
    const server = await startServer({ dataDirectory });
    try {
      const pages = {
        home: '/',
        list: '/programok',
        'list, 20 km around Szentes': '/programok?near=szentes&within=20',
        search: '/programok?q=hangverseny',
        month: '/programok/honap',
        event: `/programok/${slug}`,
        clashes: '/utkozesek',
        'clashes, 20 km around Szentes': '/utkozesek?near=szentes&within=20',
        settlement: '/telepulesek/szentes',
        organisation: `/szervezetek/${organisation}`
      };
      const measured: Measured[] = [];
      for (const [page, path] of Object.entries(pages))
        measured.push({ page, ...(await time(server.address + path)) });
      return measured;
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

/** The sample region's places and organisations, and so many synthetic events in them over a year. */
async function fill(dataDirectory: string, size: number): Promise<{ event: string; organisation: string }> {
  const house = await openHouse(readSettings({ DATA_DIRECTORY: dataDirectory, SAMPLE: 'no' }));
  try {
    return await inTransaction(house.db, async (tx) => {
      await loadSample(tx, now());
      await tx.deleteFrom('event').execute();
      const drafts = await synthetic(tx, size);
      const written = await writeEvents(
        tx,
        drafts.map((draft) => ({ id: newId<'event'>(now()), draft, before: null })),
        now()
      );
      const { slug: organisation } = await tx
        .selectFrom('organisation')
        .select('slug')
        .orderBy('slug')
        .limit(1)
        .executeTakeFirstOrThrow();
      return { event: written[Math.floor(size / 2)]?.slug ?? '', organisation };
    });
  } finally {
    await house.close();
  }
}

async function synthetic(tx: Database, size: number): Promise<EventDraft[]> {
  const organisations = await tx
    .selectFrom('organisation')
    .select(['id', 'settlement_id'])
    .orderBy('slug')
    .execute();
  const today = dayOf(now(), defaultZone);
  const random = mulberry32(7);
  const names = [
    'Hangverseny',
    'Szüreti bál',
    'Olvasókör',
    'Filmklub',
    'Kézműves délután',
    'Falunap',
    'Kiállítás',
    'Előadás'
  ];
  return Array.from({ length: size }, (_, index) => {
    const organisation = organisations[Math.floor(random() * organisations.length)];
    const hour = 9 + Math.floor(random() * 11);
    return {
      title: `${names[Math.floor(random() * names.length)]} ${index + 1}.`,
      summary: 'Mérésre szánt program, amely egy mondatban elmondja, mire számíthat az, aki eljön.',
      description: null,
      organisers: organisation ? [organisation.id] : [],
      settlement: organisation?.settlement_id ?? null,
      venue: null,
      place: null,
      lat: null,
      lon: null,
      starts: `${addDays(today, Math.floor(random() * 365))}T${String(hour).padStart(2, '0')}:00`,
      minutes: 90,
      zone: defaultZone,
      allDay: false,
      rule: null,
      exdates: [],
      rdates: [],
      overrides: [],
      audiences: [audiences[Math.floor(random() * audiences.length)] ?? 'families'],
      themes: [themes[Math.floor(random() * themes.length)] ?? 'community'],
      tradition: null,
      attendance: 40,
      flexibility: { kind: 'fixed' },
      background: false,
      status: 'confirmed',
      price: null,
      website: null
    };
  });
}

async function time(address: string): Promise<Omit<Measured, 'page'>> {
  const joint = address.includes('?') ? '&' : '?';
  const fresh = await median((round) => `${address}${joint}round=${round}`);
  const kept = await median(() => address);
  const { headers } = await fetch(address);
  const again = await fetch(address, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
  return { fresh, kept, repeat: again.status, ...(await weight(address)) };
}

async function median(addressOf: (round: number) => string): Promise<number> {
  const times: number[] = [];
  for (let round = -5; round < rounds; round++) {
    const address = addressOf(round);
    const started = performance.now();
    const response = await fetch(address);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
    if (round >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? NaN;
}

/** Compressed bytes of the page and of the style sheets that it names. */
async function weight(address: string): Promise<{ html: number; css: number }> {
  const page = await compressed(address);
  const sheets = [...page.text.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(
    ([, href = '']) => new URL(href, address).href
  );
  const sizes = await Promise.all(sheets.map(async (sheet) => (await compressed(sheet)).bytes));
  return { html: page.bytes, css: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

async function compressed(address: string): Promise<{ bytes: number; text: string }> {
  const { request } = await import('node:http');
  const body = await new Promise<{ bytes: Buffer; encoding: string }>((resolve, reject) => {
    request(address, { headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          bytes: Buffer.concat(chunks),
          encoding: String(response.headers['content-encoding'] ?? '')
        })
      );
    })
      .on('error', reject)
      .end();
  });
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }[body.encoding];
  return { bytes: body.bytes.length, text: String(unpack ? unpack(body.bytes) : body.bytes) };
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
