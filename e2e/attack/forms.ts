// Finds the forms of the house by walking through it, and fills them in the way an attacker would.
import type { Page } from '@playwright/test';
import { paths } from '../../src/generated/paths.ts';

export interface FoundField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** Something that the field surely accepts: what stands in it, or the first thing it offers. */
  readonly usual: string;
  readonly offers: boolean;
}

export interface FoundForm {
  readonly page: string;
  readonly action: string;
  readonly method: string;
  readonly multipart: boolean;
  readonly fields: readonly FoundField[];
}

const own = new Set([...Object.keys(paths.hungarian), ...Object.values(paths.hungarian)]);

/** Two addresses of one shape are two examples of one page. */
export function shapeOf(address: string): string {
  const { pathname } = new URL(address);
  return pathname
    .split('/')
    .map((segment) => (segment === '' || own.has(segment) ? segment : '*'))
    .join('/');
}

/** Follows links from the starting pages, one example of each shape. @returns the addresses in the order of finding */
export async function walk(page: Page, starts: readonly string[], most: number): Promise<string[]> {
  const seen = new Set<string>();
  const found: string[] = [];
  const waiting = [...starts];
  const { origin } = new URL(page.url());
  for (let next = waiting.shift(); next !== undefined && found.length < most; next = waiting.shift()) {
    const address = new URL(next, origin).href;
    const shape = shapeOf(address);
    if (seen.has(shape) || /^\/(en|feeds|api|metrics|health|ui)(\/|$)|\.\w+$/.test(new URL(address).pathname))
      continue;
    seen.add(shape);
    const response = await page.request.get(address);
    if (!response.ok() || !(response.headers()['content-type'] ?? '').includes('text/html')) continue;
    found.push(address);
    const html = await response.text();
    for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g))
      waiting.push(href.replaceAll('&amp;', '&'));
  }
  return found;
}

export async function formsOf(page: Page, address: string): Promise<FoundForm[]> {
  await page.goto(address);
  return page.evaluate(() =>
    [...document.querySelectorAll('form')].map((form) => {
      const submit = form.querySelector<HTMLButtonElement>('button[formaction]:not([formnovalidate])');
      const action = form.hasAttribute('action') || !submit ? form.action : submit.formAction;
      return {
        page: location.href,
        action: action || location.href,
        method: form.method,
        multipart: form.enctype === 'multipart/form-data',
        fields: [...form.elements].flatMap((element) => {
          const field = element as HTMLInputElement;
          if (!field.name || ['submit', 'button', 'image', 'reset'].includes(field.type)) return [];
          if (field.type === 'checkbox' && !field.checked) return [];
          if (field.type === 'radio') {
            const group = [...form.querySelectorAll<HTMLInputElement>(`[name="${field.name}"]`)];
            if (field !== (group.find(({ checked }) => checked) ?? group[0])) return [];
          }
          const offered =
            field.list?.options[0]?.value ??
            [...((element as HTMLSelectElement).options ?? [])].find(({ value }) => value)?.value;
          // A venue would have to lie in the settlement.
          const named: Record<string, string> = { settlement: 'Szegvár', near: 'Szegvár', venue: '' };
          const made: Record<string, string> = {
            date: '2027-03-01',
            month: '2027-03',
            time: '10:00',
            number: field.min || '1',
            email: 'valaki@pelda.example',
            url: 'https://pelda.example/'
          };
          return [
            {
              name: field.name,
              type: field.type,
              value: field.value,
              usual: field.value || (named[field.name] ?? offered ?? made[field.type] ?? ''),
              offers: Boolean(field.list)
            }
          ];
        })
      };
    })
  );
}

const texts = new Set(['text', 'textarea', 'search', 'tel']);
const fewest = new Set(['url', 'email']);

export function hasText({ fields }: FoundForm): boolean {
  return fields.some(({ type }) => texts.has(type) || fewest.has(type));
}

/**
 * `acceptable`: only where any text will do, so that the form is accepted and the text is kept; `texts`: into whatever holds
 * text; `everything`: into hidden fields, numbers and choices as well, so that the form is refused and shows what it was given.
 */
export type How = 'acceptable' | 'texts' | 'everything';

/** @param strict names of fields that were refused with a payload in them: they get something usual when `acceptable` */
export function filled(
  { fields }: FoundForm,
  how: How,
  payload: string,
  strict: ReadonlySet<string> = new Set()
): URLSearchParams {
  const answers = new URLSearchParams();
  for (const { name, type, usual, offers } of fields) {
    const free = texts.has(type) && !(how === 'acceptable' && (offers || strict.has(name)));
    const taken = free || how === 'everything' || (how === 'texts' && fewest.has(type));
    // A form is taken once only: each try is a form of its own.
    if (name === 'once') answers.append(name, crypto.randomUUID());
    else if (type !== 'file' && type !== 'password') answers.append(name, taken ? payload : usual);
  }
  return answers;
}

/** The fields of which an answer says that they are wrong. */
export function wrongFields(page: Page, html: string): Promise<string[]> {
  return page.evaluate(
    (text) =>
      [
        ...new DOMParser()
          .parseFromString(text, 'text/html')
          .querySelectorAll<HTMLInputElement>('[aria-invalid=true]')
      ].map(({ name }) => name),
    html
  );
}
