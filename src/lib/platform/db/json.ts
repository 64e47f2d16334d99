// How deep JSON from outside may be nested: the embedded database answers nothing, then hangs, on some thousand levels.

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export const jsonDepthLimit = 64;

/**
 * For every JSON text that comes from outside. The depth is counted before parsing, in one pass.
 * @throws SyntaxError when the text is not JSON or nested deeper than the limit
 */
export function parseJson(text: string, depthLimit = jsonDepthLimit): JsonValue {
  if (jsonDepth(text) > depthLimit)
    throw new SyntaxError(`The JSON is nested more than ${depthLimit} levels deep.`);
  return JSON.parse(text) as JsonValue;
}

/** Deepest nesting of brackets and braces outside strings; exact for valid JSON, at least that for anything else. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === backslash) i++;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openBracket || code === openBrace) deepest = Math.max(deepest, ++depth);
    else if (code === closeBracket || code === closeBrace) depth--;
  }
  return deepest;
}

const backslash = 92;
const quote = 34;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
