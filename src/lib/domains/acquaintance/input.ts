// Reads the form of a visit; what is wrong comes back by field, with a code that has a message.
import { oneLine, paragraphs } from '#lib/core/text.ts';
import { isUuid } from '#lib/core/ids.ts';
import { isDay } from '#lib/core/time.ts';
import { levels, prompts, visitKinds, type Level, type Prompt, type VisitKind } from './model.ts';

/** `code` has the message `acquaintance.error.<code>`. */
export interface FieldError {
  readonly field: string;
  readonly code: ErrorCode;
  readonly value?: string;
  readonly suggestions?: readonly string[];
}

export type ErrorCode =
  | 'organisation_missing'
  | 'organisation_unknown'
  | 'organisation_ambiguous'
  | 'code_missing'
  | 'code_incomplete'
  | 'code_mistyped'
  | 'code_unknown'
  | 'code_ambiguous'
  | 'settlement_unknown'
  | 'settlement_ambiguous'
  | 'day_missing'
  | 'day_future'
  | 'nothing_written'
  | 'step_missing'
  | 'step_day_missing'
  | 'too_long';

export interface VisitForm {
  /** As somebody typed it; empty for none. */
  readonly code: string;
  readonly organisationName: string;
  readonly settlementName: string;
  readonly subject: string | null;
  readonly sender: string | null;
  readonly day: string;
  readonly kind: VisitKind;
  readonly visitors: readonly string[];
  readonly met: string | null;
  readonly texts: Readonly<Record<Prompt, string | null>>;
  readonly note: string | null;
  readonly level: Level;
  readonly step: { readonly text: string; readonly day: string; readonly person: string | null } | null;
}

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldError[] };

/** In letters. */
export const longest = { subject: 200, met: 500, text: 5000, step: 300 } as const;

/** @param today 'YYYY-MM-DD': nobody writes down a visit that has not been */
export function readVisitForm(form: FormData, today: string): Read<VisitForm> {
  const errors: FieldError[] = [];
  const wrong = (field: string, code: ErrorCode): void => void errors.push({ field, code });
  const typed = (name: string): string => String(form.get(name) ?? '');
  const line = (name: string, most: number): string | null => {
    const text = oneLine(typed(name));
    if (text.length > most) wrong(name, 'too_long');
    return text || null;
  };
  const written = (name: string): string | null => {
    const text = paragraphs(typed(name));
    if (text.length > longest.text) wrong(name, 'too_long');
    return text || null;
  };

  const day = oneLine(typed('day'));
  if (!isDay(day)) wrong('day', 'day_missing');
  else if (day > today) wrong('day', 'day_future');
  const texts = Object.fromEntries(prompts.map((prompt) => [prompt, written(prompt)])) as Record<
    Prompt,
    string | null
  >;
  const note = written('note');
  if (note === null && prompts.every((prompt) => texts[prompt] === null)) wrong('aims', 'nothing_written');

  const stepText = line('step', longest.step);
  const stepDay = oneLine(typed('step_day'));
  const stepPerson = oneLine(typed('step_person'));
  if (stepText !== null && !isDay(stepDay)) wrong('step_day', 'step_day_missing');
  if (stepText === null && stepDay !== '') wrong('step', 'step_missing');
  const sender = oneLine(typed('sender'));
  const value: VisitForm = {
    code: oneLine(typed('code')),
    organisationName: oneLine(typed('organisation')),
    settlementName: oneLine(typed('settlement')),
    subject: line('subject', longest.subject),
    sender: isUuid(sender) ? sender : null,
    day,
    kind: visitKinds.find((kind) => kind === typed('kind')) ?? 'visit',
    visitors: [
      ...new Set(
        form
          .getAll('visitor')
          .map(String)
          .flatMap((each) => each.split(','))
      )
    ].filter(isUuid),
    met: line('met', longest.met),
    texts,
    note,
    // What is not chosen is not spread.
    level: levels.find((level) => level === typed('level')) ?? 'lead',
    step:
      stepText === null
        ? null
        : { text: stepText, day: stepDay, person: isUuid(stepPerson) ? stepPerson : null }
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}
