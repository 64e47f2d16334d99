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
import { writeEvents, type EventDraft } from '#lib/domains/calendar/write.server.ts';

const sizes = [500, 20_000] as const;
const rounds = 40;

interface Measured {
  readonly page: string;
  readonly milliseconds: number;
  readonly bytes: number;
}

export async function benchPages(): Promise<string> {
  const results = new Map<number, Measured[]>();
  for (const size of sizes) results.set(size, await measure(size));
  const [few = [], many = []] = sizes.map((size) => results.get(size));
  const rows = few.map((small, index) => {
    const large = many[index] ?? small;
    const ratio = large.milliseconds / small.milliseconds;
    return `| ${small.page} | ${small.milliseconds.toFixed(1)} ms | ${large.milliseconds.toFixed(1)} ms | ${ratio.toFixed(2)}× | ${kilobytes(small.bytes)} | ${kilobytes(large.bytes)} |`;
  });
  return `## Public pages, embedded database, median of ${rounds} (the page cache is passed by)
HTML and style sheets compressed, as a browser gets them at its first visit.

| page | 500 events | 20,000 events | ratio | bytes at 500 | bytes at 20,000 |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

async function measure(size: number): Promise<Measured[]> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kalaka-bench-'));
  try {
    const slug = await fill(dataDirectory, size);
    const server = await startServer({ dataDirectory });
    try {
      const pages = {
        list: '/programok',
        'list, 20 km around Szentes': '/programok?near=szentes&within=20',
        search: '/programok?q=hangverseny',
        month: '/programok/honap',
        event: `/programok/${slug}`,
        settlement: '/telepulesek/szentes'
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
async function fill(dataDirectory: string, size: number): Promise<string> {
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
      return written[Math.floor(size / 2)]?.slug ?? '';
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
  const random = generator(7);
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

async function time(address: string): Promise<{ milliseconds: number; bytes: number }> {
  const times: number[] = [];
  const joint = address.includes('?') ? '&' : '?';
  for (let round = -5; round < rounds; round++) {
    const started = performance.now();
    const response = await fetch(`${address}${joint}round=${round}`);
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
    if (round >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { milliseconds: times[Math.floor(times.length / 2)] ?? 0, bytes: await weight(address) };
}

/** Compressed bytes of the page and of the style sheets that it names. */
async function weight(address: string): Promise<number> {
  const page = await compressed(address);
  const sheets = [...page.text.matchAll(/<link[^>]+href="([^"]+\.css)"/g)].map(
    ([, href = '']) => new URL(href, address).href
  );
  const sizes = await Promise.all(sheets.map(async (sheet) => (await compressed(sheet)).bytes));
  return sizes.reduce((sum, bytes) => sum + bytes, page.bytes);
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

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** mulberry32: small, seeded, good enough to scatter test data. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
