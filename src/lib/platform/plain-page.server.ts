// A page that needs nothing but itself, for when the house cannot or will not make one of its own: closed, refused, broken.
import { createHash } from 'node:crypto';
import { xmlText } from './xml.ts';
import type { Locale } from './words/paths.ts';

export interface PlainPage {
  readonly status: number;
  readonly locale: Locale;
  readonly house: string;
  readonly title: string;
  /** Sentences of plain text; each line of them its own paragraph. */
  readonly text: string;
  readonly link?: { readonly href: string; readonly label: string };
  /** What somebody had filled in, kept in the page to be sent once more. */
  readonly again?: {
    readonly action: string;
    readonly fields: readonly (readonly [name: string, value: string])[];
    readonly label: string;
  };
  readonly headers?: Readonly<Record<string, string>>;
}

const style = `:root{color-scheme:light dark;--paper:#f8f6f1;--ink:#1c2133;--dye:#2b4192}
@media (prefers-color-scheme:dark){:root{--paper:#131729;--ink:#e8e6df;--dye:#a9b8f5}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:12vh 1.25rem 3rem}
.house{color:var(--dye);font-weight:600;border-bottom:3px double var(--dye);padding-bottom:.5rem}
h1{font:600 2rem/1.15 Georgia,serif;margin:2rem 0 1rem}
a{color:var(--dye);display:inline-block;padding:.5rem 0}
button{font:inherit;font-weight:600;padding:.6rem 1.25rem;border:0;border-radius:5px;background:var(--dye);color:var(--paper)}`;

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

export function plainPage({ status, locale, house, title, text, link, again, headers }: PlainPage): Response {
  const paragraphs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${xmlText(line)}</p>`)
    .join('');
  // With a form kept in it the page has to stay open: its link opens beside it.
  const beside = again ? ' target="_blank"' : '';
  const way = link ? `<p><a href="${xmlText(link.href)}"${beside}>${xmlText(link.label)}</a></p>` : '';
  const fields = again?.fields
    .map(([name, value]) => `<input type="hidden" name="${xmlText(name)}" value="${xmlText(value)}">`)
    .join('');
  const form = again
    ? `<form method="post" action="${xmlText(again.action)}">${fields}<button>${xmlText(again.label)}</button></form>`
    : '';
  return new Response(
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${xmlText(title)} · ${xmlText(house)}</title><style>${style}</style></head><body><main><p class="house">${xmlText(house)}</p><h1>${xmlText(title)}</h1>${paragraphs}${way}${form}</main></body></html>`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...headers }
    }
  );
}
