// That no text of any length pushes a sheet over its edge: what is one page stays one page, and nothing stands outside of it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { monthGrid } from '#lib/core/time.ts';
import type { JsonValue } from '#lib/platform/db/json.ts';
import { printable } from '#lib/platform/print/printable.ts';
import { qrDrawing } from '#lib/platform/print/qr.ts';
import { stopTypesetter, typeset } from '#lib/platform/print/typeset.server.ts';
import type { Framed, MonthList, MonthWall, PrintedDay, YearPlan } from './sheet-data.ts';

afterAll(stopTypesetter);

const longTitle =
  'Megszentségteleníthetetlenségeskedéseitekért emlékverseny és a Kunszentmiklósi Hagyományőrző Népdalkör születésnapi hangversenye ' +
  'a Művelődési Házban, barátainkkal, vendégeinkkel és a zenekarral';
const unbroken = printable('W'.repeat(200));

const framed: Framed = {
  language: 'hu',
  title: 'Próba',
  house: 'A Nagyon Hosszú Nevű Kistérségi Összefogás Háza',
  heading: 'Programok · 2026. december',
  territory:
    'Kunszentmiklós és 20 km-es környéke · Kunszentmiklósi Városi Művelődési Központ és Könyvtár · Ismeretterjesztés',
  foot: {
    qr: qrDrawing(`https://kalaka.example/programok?${'x'.repeat(300)}`),
    address:
      'kalaka.example/programok?near=kunszentmiklos&within=20&organiser=kunszentmiklosi-varosi-muvelodesi-kozpont',
    fresh: 'Mindig friss változat:',
    printed: 'Állapot: 2026. december 1.'
  }
};

const dayWith = (day: string, count: number, month = '2026-12'): PrintedDay => ({
  number: String(Number(day.slice(8))),
  weekday: 'csütörtök',
  feast: 'szombati munkanap (pihenőnap helyette: dec. 24.), advent harmadik vasárnapja',
  red: false,
  saturday: false,
  other: !day.startsWith(month),
  count,
  events: Array.from({ length: Math.min(count, 60) }, (_, index) => ({
    time: '16:00–18:00',
    title: index % 5 === 4 ? unbroken : longTitle,
    place: 'Kunszentmiklósi Városi Művelődési Központ és Könyvtár nagyterme, Kunszentmiklós',
    who: 'Kunszentmiklósi Városi Művelődési Központ és Hagyományőrző Népdalkör Egyesület',
    note: index % 7 === 6 ? 'Elmarad' : '',
    cancelled: index % 7 === 6
  }))
});

// A month that touches six weeks.
const weeks = monthGrid('2027-05');
const wall = (paper: string): MonthWall => ({
  ...framed,
  paper,
  weekdays: ['hétfő', 'kedd', 'szerda', 'csütörtök', 'péntek', 'szombat', 'vasárnap'],
  weeks: weeks.map((week) => week.map((day) => dayWith(day, 60, '2027-05'))),
  words: { more: '+ {count} további' }
});
const year = (paper: string): YearPlan => ({
  ...framed,
  paper,
  weekdays: ['H', 'K', 'Sze', 'Cs', 'P', 'Szo', 'V'],
  months: Array.from({ length: 12 }, () => ({
    name: '2027. szeptember',
    weeks: weeks.map((week) =>
      week.map((day) => ({ number: String(Number(day.slice(8))), red: false, other: false }))
    ),
    events: Array.from({ length: 14 }, () => ({ day: '24.', title: longTitle, place: 'Kunszentmiklós' })),
    feasts: '24. szenteste · 25. karácsony · 26. karácsony · 27. még egy nagyon hosszú nevű ünnep'
  }))
});

async function pdfOf(
  kind: 'list' | 'wall' | 'year',
  data: JsonValue
): Promise<{ pages: number; outside: string[] }> {
  const made = await typeset({ template: `src/lib/domains/calendar/print/${kind}.typ`, data, as: 'pdf' });
  if (!made.ok) throw new Error(made.reason);
  return { pages: made.value.pages, outside: outsideOf(made.value.bytes) };
}

/** The words that stand, even partly, beyond the edge of their page, by poppler's account (Debian's poppler-utils) where it is installed. */
function outsideOf(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kalaka-sheet-'));
  try {
    writeFileSync(join(folder, 'sheet.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-bbox', join(folder, 'sheet.pdf'), '-'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 60_000,
      stdio: ['ignore', 'pipe', 'ignore']
    });
    let [width, height] = [0, 0];
    const outside: string[] = [];
    for (const line of text.split('\n')) {
      const numbers = [...line.matchAll(/="([-\d.]+)"/g)].map(([, number]) => Number(number));
      const [a = 0, b = 0, c = 0, d = 0] = numbers;
      if (line.includes('<page')) [width, height] = [a, b];
      if (line.includes('<word') && (a < 0 || b < 0 || c > width || d > height)) outside.push(line.trim());
    }
    return outside;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('sixty long titles on every day', () => {
  test.each(['a3', 'a4'])(
    'leave the wall of a month one page of %s',
    async (paper) => {
      expect(await pdfOf('wall', wall(paper))).toEqual({ pages: 1, outside: [] });
    },
    60_000
  );

  test.each(['a3', 'a4'])(
    'leave the year one page of %s',
    async (paper) => {
      expect(await pdfOf('year', year(paper))).toEqual({ pages: 1, outside: [] });
    },
    60_000
  );

  test('make a long list, with nothing beside its columns', async () => {
    const data: MonthList = {
      ...framed,
      days: Array.from({ length: 12 }, (_, index) => dayWith(`2026-12-${index + 10}`, 60)),
      running: dayWith('2026-12-01', 12).events,
      regular: Array.from({ length: 40 }, () => ({
        title: longTitle,
        when: 'hétfő, kedd és szerda, 16:00–18:00 (ezeken a napokon: 1., 8., 15., 22., 29.)',
        place: 'Kunszentmiklós'
      })),
      words: {
        running: 'Egész hónapban látható',
        regular: 'Rendszeres alkalmak',
        empty: '',
        more: 'További programok a honlapon.'
      }
    };
    const { pages, outside } = await pdfOf('list', data);
    expect(outside).toEqual([]);
    expect(pages).toBeGreaterThan(20);
  }, 60_000);

  test('a month with nothing is one page that says so', async () => {
    const words = { running: '', regular: '', empty: 'Még nincs program.', more: '' };
    const { pages } = await pdfOf('list', { ...framed, days: [], running: [], regular: [], words });
    expect(pages).toBe(1);
  });
});
