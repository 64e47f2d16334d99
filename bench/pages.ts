// Public pages over 500 and over 20,000 events: how long the server takes and how much it sends.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { loadSample, openHouse } from '../src/house.server.ts';
import { readSettings } from '../src/settings.ts';
import { removeDirectory, startServer, type RunningServer } from '../tests/running-server.ts';
import { addDays, dayOf, defaultZone } from '#lib/core/time.ts';
import { randomFrom } from '#lib/core/random.ts';
import { newId, now } from '#lib/platform/clock.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { audiences, themes } from '#lib/domains/calendar/model.ts';
import { writeEvents, type EventDraft } from '#lib/domains/calendar/write.server.ts';

const sizes = [500, 20_000] as const;
const rounds = 40;

interface House {
  readonly server: RunningServer;
  readonly event: string;
  readonly organisation: string;
}

export async function benchPages(): Promise<string> {
  const houses: House[] = [];
  try {
    for (const size of sizes) houses.push(await open(size));
    const [few, many] = houses;
    return few && many ? await compare(few, many) : '';
  } finally {
    for (const { server } of houses) {
      await server.stop();
      removeDirectory(server.dataDirectory);
    }
  }
}

async function open(size: number): Promise<House> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kalaka-bench-'));
  const filled = await fill(dataDirectory, size);
  return { ...filled, server: await startServer({ dataDirectory }) };
}

function pagesOf({ event, organisation }: House): Record<string, string> {
  return {
    home: '/',
    list: '/programok',
    'list, 20 km around Szentes': '/programok?near=szentes&within=20',
    search: '/programok?q=hangverseny',
    month: '/programok/honap',
    season: '/programok/evad',
    'season, by settlement': '/programok/evad?by=settlements',
    'where nothing is on': '/programok/ahol-nincs-semmi',
    event: `/programok/${event}`,
    clashes: '/utkozesek',
    'clashes, 20 km around Szentes': '/utkozesek?near=szentes&within=20',
    settlement: '/telepulesek/szentes',
    organisation: `/szervezetek/${organisation}`
  };
}

async function compare(few: House, many: House): Promise<string> {
  const rows: string[] = [];
  const small = pagesOf(few);
  for (const [page, path] of Object.entries(pagesOf(many))) {
    const [a, b] = [few.server.address + (small[page] ?? ''), many.server.address + path];
    const [freshFew, freshMany] = await medians([a, b], true);
    const [kept] = await medians([b], false);
    const { headers } = await fetch(b);
    const repeat = await fetch(b, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    const { html, css } = await weight(b);
    const ratio = `${((freshMany ?? NaN) / (freshFew ?? NaN)).toFixed(1)}×`;
    const times = [freshFew, freshMany].map((time) => milliseconds(time ?? NaN));
    const bytes = [html, css, html + css].map(kilobytes);
    rows.push(
      `| ${[page, ...times, ratio, milliseconds(kept ?? NaN), repeat.status, ...bytes].join(' | ')} |`
    );
  }
  return `# Public pages
Sample region, synthetic events of a year, embedded databases, both servers and the reader on one machine, asked in turns; median
of ${rounds}. «Fresh» passes the page cache by; «kept», the answer to a repeat (304) and bytes are at 20,000 events. Bytes are
compressed, as a browser gets them at its first visit; style sheets once for all pages that share them.

| page | fresh, 500 events | fresh, 20,000 | ratio | kept | repeat | HTML | CSS | together |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
${rows.join('\n')}
`;
}

/** The sample region's places and organisations, and so many synthetic events in them over a year. */
async function fill(dataDirectory: string, size: number): Promise<{ event: string; organisation: string }> {
  const house = await openHouse(readSettings({ DATA_DIRECTORY: dataDirectory, SAMPLE: 'no' }));
  try {
    const filled = await inTransaction(house.db, async (tx) => {
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
    // As every house does at night: without it, the planner takes the tables for empty.
    await house.database.vacuum();
    return filled;
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
  const random = randomFrom(7);
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
      performers: [],
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

/** Of each address, asked in turns, so that whatever else the machine does falls on all alike. */
async function medians(addresses: readonly string[], fresh: boolean): Promise<number[]> {
  const times: number[][] = addresses.map(() => []);
  for (let round = -5; round < rounds; round++) {
    for (const [index, address] of addresses.entries()) {
      const asked = fresh ? `${address}${address.includes('?') ? '&' : '?'}round=${round}` : address;
      const started = performance.now();
      const response = await fetch(asked);
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${asked} answered ${response.status}`);
      if (round >= 0) times[index]?.push(performance.now() - started);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN);
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
