// Reads the forms of inviting, asking to join and representing; what is wrong comes back by field, as a message key.
import * as v from 'valibot';
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { isDay } from '#lib/core/time.ts';
import { organisationRoleKinds, type OrganisationRoleKind, type RoleKind } from '#lib/platform/actor.ts';
import { isEmail } from '#lib/platform/mail/address.ts';
import { locales, type Locale } from '#lib/platform/words/paths.ts';
import type { MessageKey } from '#lib/platform/words/words.ts';
import { roleKindsAt, type Place } from './place.ts';

export interface FormError {
  readonly field: string;
  readonly message: PlainMessage;
}

/** Messages that need no values. */
export type PlainMessage = { [K in MessageKey]: keyof Messages[K] extends never ? K : never }[MessageKey];

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly FormError[] };

const nameMissing: PlainMessage = 'people.join.nameMissing';
const emailWrong: PlainMessage = 'people.join.emailWrong';
const tooLong: PlainMessage = 'people.join.tooLong';

const name = v.pipe(
  v.optional(v.string(), ''),
  v.transform(oneLine),
  v.minLength(1, nameMissing),
  v.maxLength(200, tooLong)
);
const email = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text.trim().toLowerCase()),
  v.check(isEmail, emailWrong)
);
const note = v.pipe(
  v.optional(v.string(), ''),
  v.transform(paragraphs),
  v.maxLength(2000, tooLong),
  v.transform((text) => text || null)
);

export function readInvitation(
  form: FormData,
  place: Place
): Read<{ name: string; email: string; kind: RoleKind; locale: Locale }> {
  const schema = v.object({
    name,
    email,
    kind: v.fallback(v.picklist(roleKindsAt(place)), roleKindsAt(place).at(-1) ?? 'member'),
    locale: v.fallback(v.picklist(locales), 'hu')
  });
  return read(schema, form);
}

export function readJoinRequest(
  form: FormData
): Read<{ name: string; email: string; message: string | null }> {
  const nameWrong: PlainMessage = 'people.join.nameWrong';
  const plainName = v.pipe(
    name,
    v.maxLength(100, tooLong),
    // Whoever decides reads it in a mail, where a web address would become a link.
    v.check((text) => !/[/@]|www\./i.test(text), nameWrong)
  );
  return read(v.object({ name: plainName, email, message: note }), form);
}

/** Of somebody with an account only the message is asked. */
export function readJoinMessage(form: FormData): Read<{ message: string | null }> {
  return read(v.object({ message: note }), form);
}

export function readEmail(form: FormData): Read<{ email: string }> {
  return read(v.object({ email }), form);
}

/** @param today the last day on which the consent can have been given */
export function readRepresentation(
  form: FormData,
  today: string
): Read<{
  name: string;
  kind: OrganisationRoleKind;
  how: 'spoken' | 'paper';
  on: string;
  note: string | null;
}> {
  const onWrong: PlainMessage = 'people.team.proxyOnWrong';
  const howMissing: PlainMessage = 'people.team.proxyHowMissing';
  const schema = v.object({
    name,
    kind: v.fallback(v.picklist(organisationRoleKinds), 'member'),
    // A question left unanswered sends no field at all.
    how: v.pipe(v.optional(v.string(), ''), v.picklist(['spoken', 'paper'], howMissing)),
    on: v.pipe(
      v.optional(v.string(), ''),
      v.check((day) => isDay(day) && day <= today, onWrong)
    ),
    note
  });
  return read(schema, form);
}

function read<Schema extends v.GenericSchema>(schema: Schema, form: FormData): Read<v.InferOutput<Schema>> {
  const texts = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const parsed = v.safeParse(schema, texts);
  if (parsed.success) return { ok: true, value: parsed.output };
  return {
    ok: false,
    errors: parsed.issues.map((issue) => ({
      field: v.getDotPath(issue) ?? '',
      message: issue.message as PlainMessage
    }))
  };
}
