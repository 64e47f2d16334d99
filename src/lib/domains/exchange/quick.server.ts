// What a caretaker enters for somebody who rang, came by or wrote on a printed sheet: one form after the other.
import { readShortCode, shortCode } from '#lib/core/short-code.ts';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { newId } from '#lib/platform/clock.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { actOnce } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { offeringDraft } from './form.server.ts';
import { readTold, textsOf, type FieldError } from './input.ts';
import { pathOf } from './model.ts';
import { createOffering } from './operations.server.ts';

export type QuickHandled =
  | { readonly saved: { readonly title: string; readonly path: string } }
  | { readonly values: Record<string, string>; readonly errors: readonly FieldError[] }
  | { readonly hidden: true };

export async function handleQuick(
  db: Database,
  actor: Actor,
  { form, words }: { form: FormData; words: Words },
  now: Date
): Promise<QuickHandled> {
  const draft = await offeringDraft(db, actor, form, null);
  const told = readTold(form, {
    today: dayOf(now, defaultZone),
    said: words.t('exchange.quick.consentSaid')
  });
  const sheet = await sheetRead(db, String(form.get('sheet') ?? ''));
  const errors = [draft, told, sheet].flatMap((each) => (each.ok ? [] : each.errors));
  if (!draft.ok || !told.ok || !sheet.ok) return { values: textsOf(form), errors };
  const facts = draft.value;
  const saved = await actOnce(db, actor, { form, now }, (tx) =>
    createOffering(tx, actor, { facts, told: { ...told.value, sheet: sheet.value } }, now)
  );
  if (!saved.ok) return { hidden: true };
  return { saved: { title: facts.title, path: pathOf(saved.value) } };
}

/** What the next form begins with: the same caller's way and place, everything else empty. */
export function nextValues(form: URLSearchParams, settlement: string): Record<string, string> {
  const how = form.get('how') ?? 'phone';
  const side = form.get('side') ?? 'offer';
  return { how, side, settlement, conditions: 'agreed', category: '' };
}

export const mostForms = 50;

/** Numbers for sheets that nobody has filled in yet: none is like another. */
export function freshNumbers(count: number, now: Date): string[] {
  return Array.from({ length: Math.max(1, Math.min(mostForms, count)) }, () =>
    shortCode(newId<'offering'>(now))
  );
}

async function sheetRead(
  db: Database,
  typed: string
): Promise<
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly errors: readonly FieldError[] }
> {
  const value = typed.trim();
  if (value === '') return { ok: true, value: null };
  const read = readShortCode(value);
  if (!read.ok) return { ok: false, errors: [{ field: 'sheet', code: 'sheet_wrong', value }] };
  const signs = value
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const sheet = `${signs.slice(0, 3)}-${signs.slice(3)}`;
  const there = await db.selectFrom('offering').select('title').where('sheet', '=', sheet).executeTakeFirst();
  return there
    ? { ok: false, errors: [{ field: 'sheet', code: 'sheet_known', value: there.title }] }
    : { ok: true, value: sheet };
}
