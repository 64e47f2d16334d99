// Whatever a file holds, reading it ends in a table or in a reason.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archiveOf, contentOf, entriesOf } from './archive.server.ts';
import { readTable, type ReadResult, type Refusal, type Table } from './read.server.ts';
import { readWorkbook } from './workbook.ts';
import { writeXlsx } from './workbook-write.server.ts';
import { writeCsv } from './write.server.ts';

const rows = [
  ['Őszi bál', 'Szegvár, Fő tér 1.', '2027-09-04'],
  ['Kör "Ö" – klub', 'két\nsor', '=1+1'],
  ['Tűzoltó nap', '', "'x"]
];
const columns = ['név', 'hely', 'nap'];
const limits = { maxRows: 50, maxColumns: 12 };

/** Bytes and strings that matter to a reader of CSV, XML or ZIP. */
const pieces = [
  '"',
  ';',
  ',',
  '\t',
  '\r',
  '\n',
  '\0',
  "'",
  '=',
  '<',
  '>',
  '/',
  '&#0;',
  '\ufeff',
  'õ',
  ']]>',
  '<!--',
  '99999999',
  'ZZZ9',
  '-1'
].map((text) => Buffer.from(text));
const piece = fc.oneof(
  fc.constantFrom(...pieces, Buffer.from([0xff, 0xfe]), Buffer.from([0xf5]), Buffer.from('PK\u0003\u0004')),
  fc.uint8Array({ maxLength: 6 })
);
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 40 }),
  kind: fc.constantFrom('insert', 'replace', 'remove', 'repeat', 'cut'),
  piece
});
type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutated(bytes: Uint8Array, mutations: readonly Mutation[]): Buffer {
  let all = Buffer.from(bytes);
  for (const { at, length, kind, piece: some } of mutations) {
    const from = Math.floor(at * all.length);
    const [before, taken, after] = [
      all.subarray(0, from),
      all.subarray(from, from + length),
      all.subarray(from + length)
    ];
    if (kind === 'insert') all = Buffer.concat([before, some, taken, after]);
    else if (kind === 'replace') all = Buffer.concat([before, some, after]);
    else if (kind === 'remove') all = Buffer.concat([before, after]);
    else if (kind === 'repeat') all = Buffer.concat([before, taken, taken, taken, after]);
    else all = Buffer.from(before);
  }
  return all;
}

const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });

function expectTableOrReason(result: ReadResult): void {
  if (result.ok) {
    const { columns: names, rows: found } = result.value;
    expect(new Set(names).size).toBe(names.length);
    expect(found.every(({ cells }) => cells.length === names.length)).toBe(true);
    expect(found.every(({ line }, i) => line > (found[i - 1]?.line ?? 0))).toBe(true);
  } else expect(result.reason).toMatch(/^[a-z_]+$/);
}

test('18,000 mutated texts end in a table or a reason', { timeout: 120_000 }, async () => {
  const utf8 = writeCsv({ columns, rows });
  const bases = [
    utf8,
    writeCsv({ columns, rows }, ','),
    Buffer.from(new TextDecoder().decode(utf8), 'utf16le'),
    Buffer.from('név\tő\n1\t2\n3', 'latin1')
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...bases), mutations, async (base, changes) => {
      const bytes = mutated(base, changes);
      // An archive's signature at the beginning sends the bytes to the other reader, which has its own test.
      if (bytes[0] === 0x50 && bytes[1] === 0x4b) return;
      expectTableOrReason(await readTable(bytes, { name: 'table', ...limits }));
    }),
    { numRuns: 18_000, seed: 3 }
  );
});

test(
  '2,000 mutated workbooks, in their archive or in the XML inside, end in rows or a reason',
  { timeout: 120_000 },
  async () => {
    const book = await writeXlsx({ columns, rows }, 'Lap');
    const entries = entriesOf(book);
    if ('reason' in entries) throw new Error('unreadable');
    const files = entries.map((entry) => [entry.name, contentOf(book, entry) ?? new Uint8Array()] as const);
    const inside = files
      .filter(([name]) => /^xl\/(workbook|worksheets|sharedStrings|styles|_rels)/.test(name))
      .map(([name]) => name);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(null, ...inside), mutations, async (file, changes) => {
        const bytes =
          file === null
            ? mutated(book, changes)
            : archiveOf(
                files.map(([name, content]) => [name, name === file ? mutated(content, changes) : content])
              );
        const result: { rows: unknown[] } | Refusal = await readWorkbook(bytes, null, limits);
        expect('reason' in result ? /^[a-z_]+$/.test(result.reason) : result.rows.length < 2000).toBe(true);
      }),
      { numRuns: 2000, seed: 4 }
    );
  }
);

test('the same file read twice is the same table', async () => {
  const bytes = writeCsv({ columns, rows });
  const [once, again] = [await readTable(bytes, { name: 'a' }), await readTable(bytes, { name: 'b' })];
  expect((once as { value: Table }).value).toEqual((again as { value: Table }).value);
});
