// What a form of signing in holds, as text.

/** @returns the text of a field, '' when it is missing or a file */
export function textIn(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}

/** What the browser's passkey answered, as the script wrote it into the form; null when it is none. */
export function passkeyAnswerIn(form: FormData): unknown {
  try {
    return JSON.parse(textIn(form, 'response').slice(0, 20_000)) as unknown;
  } catch {
    return null;
  }
}
