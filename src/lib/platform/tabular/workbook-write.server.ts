// Writes a workbook row by row, so that the largest list leaves the house without being held in memory.
import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate';
import { letterOf } from './table.ts';
import { guarded, printable, type Cell, type WrittenTable } from './write.server.ts';

/** The largest text a spreadsheet's cell holds. */
const maxCellLength = 32_767;
const rowsAtOnce = 200;

/**
 * One sheet, with texts in the cells themselves (ECMA-376 Part 1 §18.3.1.53): the names of the columns in
 * bold, standing still; widths from the first rows.
 */
export async function* xlsxStream(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
  sheet: string
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else ready.push(chunk);
  });
  const taken = (): Uint8Array<ArrayBuffer>[] => {
    if (fault) throw fault;
    const chunks = ready.map((chunk) => new Uint8Array(chunk));
    ready = [];
    return chunks;
  };
  for (const [name, text] of fixedParts(sheet)) {
    const part = new ZipPassThrough(name);
    zip.add(part);
    part.push(strToU8(text), true);
  }
  const file = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  zip.add(file);

  let begun = false;
  let number = 1;
  let waiting: (readonly Cell[])[] = [];
  const written = (): string => {
    const text = waiting.map((row) => rowXml(row, (number += 1))).join('');
    const beginning = begun ? '' : sheetBeginning(columns, waiting);
    begun = true;
    waiting = [];
    return beginning + text;
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < rowsAtOnce) continue;
    file.push(strToU8(written()));
    yield* taken();
  }
  file.push(strToU8(`${written()}</sheetData></worksheet>`), true);
  zip.end();
  yield* taken();
}

/** A small table as a whole. Characters that XML does not know are left out, CR LF becomes LF. */
export async function writeXlsx(
  { columns, rows }: WrittenTable,
  sheet: string
): Promise<Uint8Array<ArrayBuffer>> {
  const each = async function* (): AsyncGenerator<readonly Cell[]> {
    yield* rows;
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of xlsxStream(columns, each(), sheet)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** What a sheet may be called: 31 characters, without those that formulas use. */
export function sheetName(text: string): string {
  return (
    text
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim()
      .replace(/^'|'$/g, '') || 'Kaláka'
  );
}

function sheetBeginning(columns: readonly string[], first: readonly (readonly Cell[])[]): string {
  const widths = columns.map((name, i) =>
    Math.min(60, Math.max(10, name.length + 2, ...first.map((row) => String(row[i] ?? '').length + 2)))
  );
  const cols = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`
  );
  const names = columns.map((name, i) => textCell(`r="${letterOf(i)}1" s="1"`, guarded(name))).join('');
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData><row r="1">${names}</row>`;
}

function rowXml(row: readonly Cell[], number: number): string {
  const cells = row.map((cell, i) => {
    if (cell === null || cell === '') return '';
    const place = `r="${letterOf(i)}${number}"`;
    if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`;
    return textCell(place, phone.test(cell) ? cell : guarded(cell));
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** In a cell that is typed as text it needs no guard, and people would wonder at it. */
const phone = /^\+\d[\d ()/-]*$/;

function textCell(place: string, text: string): string {
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${inXml(text)}</t></is></c>`;
}

function inXml(text: string): string {
  return (
    printable(text)
      .replace(/\r\n?/g, '\n')
      .slice(0, maxCellLength)
      // Read as an escaped character otherwise (ECMA-376, ST_Xstring).
      .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
      .replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))
  );
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';

function fixedParts(sheet: string): [name: string, text: string][] {
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const name = inXml(sheetName(sheet)).replaceAll('"', '&quot;');
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`
    ],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
    ]
  ];
}
