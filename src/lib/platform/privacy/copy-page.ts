// The readable half of a person's copy of their data: one page of HTML that needs nothing beside it.
import { isUuid } from '#lib/core/ids.ts';
import type { Told } from '../domain.ts';
import type { MailContent, MailItem, MailText } from '../mail/content.ts';
import { textOf } from '../mail/render.ts';
import { withNames } from '../notifications/notify.server.ts';
import { personalColumns, type TableDeclarations } from '../personal-data.ts';
import type { Words } from '../words/words.ts';
import type { CollectedTable, Withheld } from './collect.server.ts';
import { columnWords, keptWords, tableWords } from './declared-words.ts';
import { apart } from './register.ts';

interface Saying {
  readonly words: Words;
  readonly tables: TableDeclarations;
  /** Whose copy it is. */
  readonly name: string;
  /** How the activities read in a history, by their id. */
  readonly told: ReadonlyMap<string, Told>;
}

export function copyPage(
  collected: readonly CollectedTable[],
  { words, tables, name, told, now }: Saying & { now: Date }
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
${full.map((table) => section(table, { words, tables, told, name })).join('\n')}
<h2>${escaped(t('privacy.copy.emptyTitle'))}</h2>
<p>${escaped(words.list(empty.map(({ table }) => tableWords(words, table))))}</p>
</main>
</body>
</html>
`;
}

function section({ table, rows }: CollectedTable, saying: Saying): string {
  const { words, tables } = saying;
  const personal = personalColumns(tables, table);
  const once = (texts: readonly string[]): string => escaped([...new Set(texts)].join('; '));
  return `<section>
<h2>${escaped(tableWords(words, table))}</h2>
<dl class="about">
<dt>${escaped(words.t('privacy.copy.why'))}</dt><dd>${once(personal.map(({ purpose }) => words.t(purpose)))}</dd>
<dt>${escaped(words.t('privacy.notice.seenBy'))}</dt><dd>${escaped(apart(personal, ({ seenBy }) => words.t(`privacy.seenBy.${seenBy}`), words))}</dd>
<dt>${escaped(words.t('privacy.notice.kept'))}</dt><dd>${escaped(apart(personal, ({ kept }) => keptWords(words, kept), words))}</dd>
</dl>
<p>${escaped(words.t('privacy.copy.rows', { count: rows.length }))}</p>
${rows.map((row) => entry(table, row, saying)).join('\n')}
</section>`;
}

function entry(
  table: string,
  row: Readonly<Record<string, unknown>>,
  { words, tables, told, name }: Saying
): string {
  const done = table === 'activity' ? told.get(String(row['id'])) : undefined;
  if (done) return happened(row, done, words);
  const lines = Object.entries(row).flatMap(([column, value]) => {
    if (column === 'person_id' && value === name) return [];
    const said = valueWords(column, value, { row, words, personal: tables[table]?.[column] !== 'none' });
    return said === null
      ? []
      : [`<dt>${escaped(columnWords(words, table, column))}</dt><dd>${escaped(said)}</dd>`];
  });
  return lines.length > 0 ? `<dl>${lines.join('')}</dl>` : '';
}

/** As the history says it, with its object's name where it has one. */
function happened(row: Readonly<Record<string, unknown>>, { sentence, changes }: Told, words: Words): string {
  const at = row['at'] instanceof Date ? momentWords(row['at'], words) : '';
  const who =
    typeof row['person_id'] === 'string' && !isUuid(row['person_id']) ? `${row['person_id']}: ` : '';
  const object = row['object_id'];
  const about = typeof object === 'string' && !isUuid(object) ? `${object}\n` : '';
  const lines = changes.map(
    ({ label, before, after }) =>
      `${label}: ${before ?? words.t('history.nothing')} → ${after ?? words.t('history.removed')}`
  );
  return `<dl><dt>${escaped(at)}</dt><dd>${escaped([`${about}${who}${sentence}`, ...lines].join('\n'))}</dd></dl>`;
}

/** Columns that hold a word of ours rather than of people. */
const coded = new Set(['kind', 'locale', 'frequency', 'purpose', 'how', 'state', 'granted', 'visibility']);

/** Null for what says nothing to a person: ids, secrets, what the machine keeps for itself. It stands in data.json. */
function valueWords(
  column: string,
  value: unknown,
  { row, words, personal }: { row: Readonly<Record<string, unknown>>; words: Words; personal: boolean }
): string | null {
  if (typeof value === 'string' && coded.has(column)) {
    const code = words.lookUp(`privacy.value.${value}`);
    if (code !== null || !personal) return code;
  }
  // Of what is not about people only the places count, which stand there by name.
  if (!personal && !/^(organisation|settlement)_id$|^county$/.test(column)) return null;
  if (value instanceof Date) return momentWords(value, words);
  if (isWithheld(value))
    return value.withheld === 'secret' ? null : words.t('privacy.copy.file', { bytes: value.bytes });
  if (typeof value === 'string') {
    if (isUuid(value)) return null;
    return /^\d{4}-\d\d-\d\d$/.test(value) ? words.date(value) : value;
  }
  if (typeof value === 'number') return words.number(value);
  return typeof value === 'object' ? messageWords(value, row, words) : null;
}

function momentWords(at: Date, words: Words): string {
  return `${words.date(at)} ${words.time(at)}`;
}

/** What the person was told, in words: a notification, its details, a mail. Null for anything else. */
function messageWords(value: unknown, row: Readonly<Record<string, unknown>>, words: Words): string | null {
  const name = (column: string): string => {
    const found = row[column];
    return typeof found === 'string' && !isUuid(found) ? found : words.t('history.erased');
  };
  const names = { who: name('doer_id'), whom: name('about_id') };
  const say = (text: MailText): string => textOf(withNames(text, names), words);
  const item = ({ text, note }: MailItem): string => (note ? `${say(text)}: ${say(note)}` : say(text));
  try {
    if (Array.isArray(value)) return value.map((each) => item(each as MailItem)).join('\n') || null;
    if (typeof value !== 'object' || value === null) return null;
    if (!('blocks' in value)) return 'key' in value || 'plain' in value ? say(value as MailText) : null;
    // A mail was written with its names in it.
    const written = (text: MailText): string => textOf(text, words);
    const { subject, blocks } = value as MailContent;
    const lines = blocks.flatMap((block) => {
      if (block.type === 'button') return [];
      if (block.type !== 'list') return [written(block.text)];
      return block.items.map(({ text, note }) =>
        note ? `${written(text)}: ${written(note)}` : written(text)
      );
    });
    return [...new Set([written(subject), ...lines])].join('\n');
  } catch {
    // Old words that the house has no longer.
    return null;
  }
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
