// Turns the `{ field: [before, after] }` of an activity into labels and values that the reader knows from the forms.
import type { JsonValue } from './db/json.ts';
import type { FieldChange } from './domain.ts';

/** Of a field: what its form calls it, and how a value reads; null for «nothing there». */
export interface FieldWords {
  readonly label: string;
  readonly say: (value: JsonValue) => string | null;
}

/** In the order of `fields`; what nobody has words for comes last, as it stands. */
export function fieldChanges(
  details: JsonValue,
  fields: Readonly<Record<string, FieldWords>>
): FieldChange[] {
  const pairs = changedPairs(details);
  const known = Object.keys(fields).filter((field) => pairs.has(field));
  const others = [...pairs.keys()].filter((field) => !Object.hasOwn(fields, field));
  return [...known, ...others].map((field) => {
    const { label, say } = fields[field] ?? { label: field, say: asItStands };
    const [before = null, after = null] = pairs.get(field) ?? [];
    return { label, before: textOf(before, say), after: textOf(after, say) };
  });
}

/** The fields that changed, with what they were and what they are. */
export function changedPairs(details: JsonValue): Map<string, readonly [JsonValue, JsonValue]> {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return new Map();
  return new Map(
    Object.entries(details).flatMap(([field, pair]: [string, JsonValue]) => {
      if (!Array.isArray(pair) || pair.length !== 2) return [];
      const [before = null, after = null] = pair as readonly JsonValue[];
      return [[field, [before, after] as const]];
    })
  );
}

/** A fact among the details that is no change; null when it is not there or no text. */
export function factIn(details: JsonValue, name: string): string | null {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return null;
  const fact = (details as Readonly<Record<string, JsonValue>>)[name];
  return typeof fact === 'string' ? fact : typeof fact === 'number' ? String(fact) : null;
}

function textOf(value: JsonValue, say: FieldWords['say']): string | null {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return say(value) || null;
}

export function asItStands(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The texts of a list, for values that are lists of codes or ids. */
export function textsIn(value: JsonValue): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
