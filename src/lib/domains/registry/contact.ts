// Reads e-mail addresses, telephone numbers and web addresses as people write them.
import { oneLine } from '#lib/core/text.ts';
import type { Contact, ContactKind, Visibility } from './model.ts';

/** The value as it is kept; null when it cannot be one of the kind. */
export function properContact(kind: ContactKind, text: string): string | null {
  const value = oneLine(text);
  if (value === '' || value.length > 300) return null;
  if (kind === 'email') return properEmail(value);
  if (kind === 'phone')
    return /^[0-9+()/ .-]{6,40}$/.test(value) && /([0-9].*){6}/.test(value) ? value : null;
  if (kind === 'website') return properWebsite(value);
  return value;
}

export type ContactsRead =
  | { readonly ok: true; readonly value: readonly Contact[] }
  | { readonly ok: false; readonly reason: 'not_a_contact'; readonly value: string };

/** Several contacts in one field, with semicolons or line ends between them; each is kept once. */
export function contactsFrom(kind: ContactKind, visibility: Visibility, text: string): ContactsRead {
  const values = new Set<string>();
  for (const part of text.split(/[;\n]/)) {
    if (part.trim() === '') continue;
    const value = properContact(kind, part);
    if (value === null) return { ok: false, reason: 'not_a_contact', value: part.trim() };
    values.add(value);
  }
  return { ok: true, value: [...values].map((value) => ({ kind, value, visibility })) };
}

/** The contacts of one kind and visibility as the form shows them. */
export function contactsText(
  contacts: readonly Contact[],
  kind: ContactKind,
  visibility: Visibility
): string {
  return contacts
    .filter((contact) => contact.kind === kind && contact.visibility === visibility)
    .map(({ value }) => value)
    .join('; ');
}

function properEmail(text: string): string | null {
  const value = text.replace(/^mailto:/i, '').toLowerCase();
  const [name, domain, more] = value.split('@');
  if (!name || !domain || more !== undefined || value.length > 254) return null;
  if (/[\s"'<>(),:;\\[\]]/.test(value)) return null;
  return domain.includes('.') && domain.split('.').every((label) => label !== '') ? value : null;
}

/** Only http and https: an address is shown as a link. */
function properWebsite(text: string): string | null {
  const parsed = URL.parse(
    /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text}`
  );
  if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  if (!parsed.hostname.includes('.') || parsed.username || parsed.password) return null;
  return parsed.pathname === '/' && !parsed.search && !parsed.hash ? parsed.origin : parsed.href;
}
