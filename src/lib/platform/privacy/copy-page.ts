// The readable half of a person's copy of their data: one page of HTML that needs nothing beside it.
import { personalColumns, type TableDeclarations } from '../personal-data.ts';
import type { Words } from '../words/words.ts';
import type { CollectedTable, Withheld } from './collect.server.ts';
import { columnWords, keptWords, tableWords } from './declared-words.ts';

export function copyPage(
  collected: readonly CollectedTable[],
  { words, tables, name, now }: { words: Words; tables: TableDeclarations; name: string; now: Date }
): string {
  const { t } = words;
  const sorted = [...collected].sort((a, b) =>
    words.compare(tableWords(words, a.table), tableWords(words, b.table))
  );
  const title = escaped(t('privacy.copy.title', { name }));
  const full = sorted.filter(({ rows }) => rows.length > 0);
  const empty = sorted.filter(({ rows }) => rows.length === 0);
  return `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escaped(t('privacy.copy.lead', { date: words.date(now), time: words.time(now) }))}</p>
<p>${escaped(t('privacy.copy.explain'))} ${escaped(t('privacy.copy.others'))}</p>
${full.map((table) => section(table, words, tables)).join('\n')}
<h2>${escaped(t('privacy.copy.emptyTitle'))}</h2>
<p>${escaped(words.list(empty.map(({ table }) => tableWords(words, table))))}</p>
</main>
</body>
</html>
`;
}

function section({ table, rows }: CollectedTable, words: Words, tables: TableDeclarations): string {
  const personal = personalColumns(tables, table);
  const once = (texts: readonly string[]): string => escaped([...new Set(texts)].join('; '));
  return `<section>
<h2>${escaped(tableWords(words, table))}</h2>
<dl class="about">
<dt>${escaped(words.t('privacy.copy.why'))}</dt><dd>${once(personal.map(({ purpose }) => words.t(purpose)))}</dd>
<dt>${escaped(words.t('privacy.notice.seenBy'))}</dt><dd>${once(personal.map(({ seenBy }) => words.t(`privacy.seenBy.${seenBy}`)))}</dd>
<dt>${escaped(words.t('privacy.notice.kept'))}</dt><dd>${once(personal.map(({ kept }) => keptWords(words, kept)))}</dd>
</dl>
<p>${escaped(words.t('privacy.copy.rows', { count: rows.length }))}</p>
${rows.map((row) => entry(table, row, words)).join('\n')}
</section>`;
}

function entry(table: string, row: Readonly<Record<string, unknown>>, words: Words): string {
  const lines = Object.entries(row).map(
    ([column, value]) =>
      `<dt>${escaped(columnWords(words, table, column))}</dt><dd>${escaped(valueWords(value, words))}</dd>`
  );
  return `<dl>${lines.join('')}</dl>`;
}

function valueWords(value: unknown, words: Words): string {
  if (value instanceof Date) return `${words.date(value)} ${words.time(value)}`;
  if (isWithheld(value))
    return value.withheld === 'secret'
      ? words.t('privacy.copy.secret')
      : words.t('privacy.copy.file', { bytes: value.bytes });
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

function isWithheld(value: unknown): value is Withheld {
  return typeof value === 'object' && value !== null && 'withheld' in value;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { line-height: 1.2; }
h2 { margin-top: 3rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); gap: .25rem 1rem; margin: 1rem 0; padding: 1rem 0; border-top: 1px solid; }
dl.about { border-top: 0; padding: 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
@media (max-width: 32rem) { dl { grid-template-columns: minmax(0, 1fr); } }
`;
