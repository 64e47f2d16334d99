// A mail as its reader gets it: plain text, and the same as simple HTML: one column, the reader's own colours, nothing fetched.
import type { Words } from '../words/words.ts';
import { xmlText } from '../xml.ts';
import { oneLine } from './address.ts';
import type { MailBlock, MailContent, MailItem, MailLink, MailText, MailValue } from './content.ts';

export interface Frame {
  /** In the recipient's language. */
  readonly words: Words;
  /** Beginning of the addresses in links, without a slash at the end. */
  readonly origin: string;
  readonly recipient: string;
  /** Where the recipient chooses how often to get such mails; null for essentials. */
  readonly unsubscribe: string | null;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** @throws Error when a message that the mail names does not exist (any more) */
export function renderMail(content: MailContent, frame: Frame): RenderedMail {
  const { words, recipient, unsubscribe, origin } = frame;
  const greeting: MailBlock = {
    type: 'paragraph',
    text: recipient ? { key: 'mail.greeting', values: { name: recipient } } : { key: 'mail.greetingNobody' }
  };
  const blocks = [greeting, ...content.blocks];
  const footer = [words.t('mail.footer.from', { name: words.t('house.name'), address: origin })];
  const subject = oneLine(textOf(content.subject, words)).slice(0, 200);
  const choose = words.t('mail.footer.choose');
  return {
    subject,
    text: `${[
      ...blocks.map((block) => plainBlock(block, frame)),
      ['-- ', ...footer.map(wrap), ...(unsubscribe ? [wrap(choose), unsubscribe] : [])].join('\n')
    ].join('\n\n')}\n`,
    html: page(
      words.locale,
      subject,
      [
        ...blocks.map((block) => htmlBlock(block, frame)),
        `<hr style="margin:32px 0 16px;border:0;border-top:1px solid #9994">`,
        ...footer.map((line) => small(xmlText(line))),
        ...(unsubscribe ? [small(link(unsubscribe, xmlText(choose)))] : [])
      ].join('\n')
    )
  };
}

/** The text of a message in the recipient's language. */
export function textOf(text: MailText, words: Words): string {
  if ('plain' in text) return text.plain;
  if ('said' in text) return text.said[words.locale];
  const values = Object.fromEntries(
    Object.entries(text.values ?? {}).map(([name, value]) => [name, valueOf(value, words)])
  );
  const found = words.lookUp(text.key, values);
  if (found === null) throw new Error(`No message «${text.key}» in ${words.locale}`);
  return found;
}

function valueOf(value: MailValue, words: Words): string | number {
  if (typeof value !== 'object') return value;
  if ('day' in value) return words.date(value.day, value.style);
  const instant = new Date(value.instant);
  return value.style === 'time' ? words.time(instant) : words.date(instant, value.style);
}

/** Only addresses of the web come out of it: whatever else a mail names as a link becomes the front page. */
function addressOf(href: MailLink, { words, origin }: Frame): string {
  if (/^https?:\/\/[^\s"<>]+$/.test(href)) return href;
  return origin + words.href(/^\/[^\s"<>]*$/.test(href) ? href : '/');
}

function plainBlock(block: MailBlock, frame: Frame): string {
  const { words } = frame;
  switch (block.type) {
    case 'heading': {
      const text = textOf(block.text, words);
      return `${wrap(text)}\n${'='.repeat(Math.min(longestLine, [...text].length))}`;
    }
    case 'paragraph':
    case 'small':
      return textOf(block.text, words).split('\n').map(wrap).join('\n');
    case 'quote':
      return textOf(block.text, words)
        .split('\n')
        .flatMap((line) => wrap(line).split('\n'))
        .map((line) => `> ${line}`)
        .join('\n');
    case 'list':
      return block.items.map((item) => plainItem(item, frame)).join('\n');
    case 'button':
      return `${wrap(`${textOf(block.label, words)}:`)}\n${addressOf(block.href, frame)}`;
  }
}

function plainItem({ text, note, href }: MailItem, frame: Frame): string {
  const lines = [
    wrap(`- ${textOf(text, frame.words)}`),
    ...(note ? [wrap(textOf(note, frame.words))] : []),
    ...(href ? [addressOf(href, frame)] : [])
  ];
  return lines.join('\n').replaceAll('\n', '\n  ');
}

const longestLine = 72;

/** Breaks at spaces only: a long word, such as an address, stays whole. */
function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > longestLine) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join('\n');
}

const font = 'font:17px/1.55 Georgia,serif';
const margin = 'margin:0 0 18px';

function htmlBlock(block: MailBlock, frame: Frame): string {
  const { words } = frame;
  switch (block.type) {
    case 'heading':
      return `<h2 style="margin:28px 0 10px;font:bold 21px/1.3 Georgia,serif">${lines(textOf(block.text, words))}</h2>`;
    case 'paragraph':
      return `<p style="${margin}">${lines(textOf(block.text, words))}</p>`;
    case 'quote':
      return `<blockquote style="${margin};padding:2px 0 2px 14px;border-left:3px solid #8a5">${lines(textOf(block.text, words))}</blockquote>`;
    case 'list':
      return `<ul style="${margin};padding:0 0 0 22px">\n${block.items.map((item) => htmlItem(item, frame)).join('\n')}\n</ul>`;
    case 'button':
      return `<p style="margin:26px 0"><a href="${xmlText(addressOf(block.href, frame))}" style="display:inline-block;padding:12px 22px;border-radius:6px;background:#27457a;color:#ffffff;font-weight:bold;text-decoration:none">${lines(textOf(block.label, words))}</a></p>`;
    case 'small':
      return small(lines(textOf(block.text, words)));
  }
}

function htmlItem({ text, note, href }: MailItem, frame: Frame): string {
  const words = lines(textOf(text, frame.words));
  const title = href ? link(addressOf(href, frame), words) : words;
  return `<li style="margin:0 0 8px">${title}${note ? `<br>${lines(textOf(note, frame.words))}` : ''}</li>`;
}

function link(address: string, html: string): string {
  return `<a href="${xmlText(address)}">${html}</a>`;
}

function small(html: string): string {
  return `<p style="margin:0 0 10px;font-size:14px;line-height:1.45">${html}</p>`;
}

function lines(text: string): string {
  return xmlText(text).replaceAll('\n', '<br>');
}

/** No colours of text and paper: the mail program gives its own, light or dark. */
function page(language: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${xmlText(title)}</title>
</head>
<body style="margin:0;padding:20px">
<div style="max-width:34em;margin:0 auto;${font}">
${body}
</div>
</body>
</html>
`;
}
