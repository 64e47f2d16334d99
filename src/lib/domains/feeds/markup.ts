// Takes out of a web page, an RSS or an Atom feed what it says of events, in one pass and without judging the rest of its markup.
import { oneLine } from '#lib/core/text.ts';

/** Bounds for pages that are made to be endless. */
const maxPieces = 5_000;
const longestAddress = 2_000;

export interface Alternate {
  readonly kind: 'calendar' | 'news';
  readonly address: string;
  readonly title: string;
}

/** Calendars and feeds that a page leads to: `<link rel="alternate">`, and links to `.ics` and `webcal:`. */
export function alternatesIn(page: string, base: string): Alternate[] {
  const found = new Map<string, Alternate>();
  for (const tag of [...tagsNamed(page, 'link'), ...tagsNamed(page, 'a')]) {
    const href = decoded(attribute(tag, 'href') ?? '').trim();
    const kind = kindOfLink(tag, href);
    const url = kind && URL.parse(href.replace(/^webcals?:/i, 'https:'), base);
    if (!kind || !url || !/^https?:$/.test(url.protocol) || url.href.length > longestAddress) continue;
    if (!found.has(url.href))
      found.set(url.href, {
        kind,
        address: url.href,
        title: oneLine(decoded(attribute(tag, 'title') ?? '')).slice(0, 200)
      });
  }
  const all = [...found.values()];
  return [
    ...all.filter(({ kind }) => kind === 'calendar'),
    ...all.filter(({ kind }) => kind === 'news')
  ].slice(0, 10);
}

function kindOfLink(tag: string, href: string): Alternate['kind'] | null {
  const type = (attribute(tag, 'type') ?? '').toLowerCase();
  if (type.startsWith('text/calendar') || /^webcals?:/i.test(href) || /\.ics(?:$|[?#])/i.test(href))
    return 'calendar';
  const alternate = /\balternate\b/i.test(attribute(tag, 'rel') ?? '');
  return alternate && /^application\/(?:rss|atom)\+xml/.test(type) ? 'news' : null;
}

/** What stands in `<script type="application/ld+json">`. */
export function linkedDataIn(page: string): string[] {
  return elementsNamed(page, 'script').flatMap(({ tag, inner }) =>
    (attribute(tag, 'type') ?? '').toLowerCase().trim() === 'application/ld+json' ? [uncommented(inner)] : []
  );
}

function uncommented(text: string): string {
  return text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '');
}

export interface NewsItem {
  /** The texts of its elements by their names without prefix, in small letters; the first of each. */
  readonly texts: ReadonlyMap<string, string>;
  readonly categories: readonly string[];
}

/** The items of RSS, the entries of Atom. */
export function newsIn(feed: string): { title: string; items: NewsItem[] } {
  const entries = [...elementsNamed(feed, 'item'), ...elementsNamed(feed, 'entry')];
  const head = elementsNamed(feed.slice(0, 20_000), 'title')[0]?.inner ?? '';
  return { title: plainMarkup(head), items: entries.map(({ inner }) => newsItem(inner)) };
}

function newsItem(inner: string): NewsItem {
  const texts = new Map<string, string>();
  const categories: string[] = [];
  let at = 0;
  for (let steps = 0; steps < 300; steps++) {
    const open = inner.indexOf('<', at);
    if (open < 0) break;
    const end = inner.indexOf('>', open);
    if (end < 0) break;
    const tag = inner.slice(open, end + 1);
    const full = /^<([A-Za-z][\w.:-]{0,80})/.exec(tag)?.[1];
    at = end + 1;
    if (!full) continue;
    const name = full.replace(/^.*:/, '').toLowerCase();
    const put = (text: string): void => {
      if (name === 'category') categories.push(text);
      if (!texts.has(name) && text !== '') texts.set(name, text);
    };
    if (tag.endsWith('/>')) {
      put(decoded(attribute(tag, 'href') ?? attribute(tag, 'term') ?? ''));
      continue;
    }
    const close = inner.indexOf(`</${full}>`, at);
    if (close < 0) continue;
    put(plainMarkup(inner.slice(at, close)));
    at = close + full.length + 3;
  }
  return { texts, categories };
}

/** Text of a piece of markup, CDATA opened, tags left out, lines kept where paragraphs end. */
export function plainMarkup(markup: string): string {
  const opened = markup.replace(/<!\[CDATA\[|\]\]>/g, '');
  const once = withoutTags(opened);
  // RSS writes the markup of a description as text.
  const text = decoded(once);
  return /<\/?[a-z][^<>]{0,500}>/i.test(text) ? decoded(withoutTags(text)).trim() : text.trim();
}

function withoutTags(text: string): string {
  return text
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6])\b[^<>]{0,500}>/gi, '\n')
    .replace(/<[!/?a-z][^<>]{0,2000}>/gi, '')
    .replace(/\n{3,}/g, '\n\n');
}

const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…' },
  ...{ aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ouml: 'ö', uuml: 'ü', odblac: 'ő' },
  ...{ Aacute: 'Á', Eacute: 'É', Iacute: 'Í', Oacute: 'Ó', Uacute: 'Ú', Ouml: 'Ö', Uuml: 'Ü', udblac: 'ű' },
  ...{ Odblac: 'Ő', Udblac: 'Ű', bdquo: '„', rdquo: '”', ldquo: '“', raquo: '»', laquo: '«', rsquo: '’' }
};

export function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, code: string) => {
    if (!code.startsWith('#')) return named[code] ?? whole;
    const point = /^#x/i.test(code) ? parseInt(code.slice(2), 16) : Number(code.slice(1));
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : '';
  });
}

function* tagsNamed(text: string, name: string): Generator<string> {
  const pattern = new RegExp(`<${name}(?=[\\s/>])`, 'gi');
  let count = 0;
  for (let match = pattern.exec(text); match && count < maxPieces; match = pattern.exec(text), count++) {
    const end = text.indexOf('>', match.index);
    if (end < 0) return;
    if (end - match.index < 4_000) yield text.slice(match.index, end + 1);
  }
}

function elementsNamed(text: string, name: string): { tag: string; inner: string }[] {
  const found: { tag: string; inner: string }[] = [];
  const open = new RegExp(`<${name}(?=[\\s/>])[^<>]{0,2000}>`, 'gi');
  const close = new RegExp(`</${name}\\s{0,10}>`, 'gi');
  for (let match = open.exec(text); match && found.length < maxPieces; match = open.exec(text)) {
    close.lastIndex = open.lastIndex;
    const end = close.exec(text);
    if (!end) break;
    found.push({ tag: match[0], inner: text.slice(open.lastIndex, end.index) });
    open.lastIndex = close.lastIndex;
  }
  return found;
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s{0,5}=\\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return match ? (match[1] ?? match[2] ?? match[3] ?? '') : null;
}
