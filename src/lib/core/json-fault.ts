// Finds where a text stops being JSON (RFC 8259): the runtime's own reader often names no place.

/** Line, from 1, of the first thing that JSON does not allow there; the last line when only the end is missing. Linear. */
export function lineOfJsonFault(text: string): number {
  const token = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\n]|\\.)*")|(-?[0-9][0-9.eE+-]*|true|false|null)|$)/y;
  const open: string[] = [];
  let before = '';
  for (let end = text.startsWith('\ufeff') ? 1 : 0; ; end = token.lastIndex) {
    token.lastIndex = end;
    const found = token.exec(text);
    if (found?.[0].trim() === '') return lineAt(text, text.length);
    const [, sign, string] = found ?? [];
    const kind = sign ?? (string === undefined ? 'value' : 'string');
    const next = found && after(kind, before, open);
    if (next === null)
      return lineAt(text, end + (/^[ \t\n\r]*/.exec(text.slice(end, end + 10_000))?.[0].length ?? 0));
    before = next;
  }
}

/** What stands before the next token once this one is read; null when it may not stand here. */
function after(kind: string, before: string, open: string[]): string | null {
  const inside = open.at(-1);
  const mayBegin = before === '' || before === ':' || (inside === '[' && (before === '[' || before === ','));
  const isKey = inside === '{' && (before === '{' || before === ',');
  if (kind === '{' || kind === '[') {
    if (mayBegin) open.push(kind);
    return mayBegin ? kind : null;
  }
  if (kind === 'string' && isKey) return 'key';
  if (kind === 'string' || kind === 'value') return mayBegin ? 'value' : null;
  if (kind === ':') return before === 'key' ? ':' : null;
  if (kind === ',') return before === 'value' && inside ? ',' : null;
  const pair = kind === '}' ? '{' : '[';
  return open.at(-1) === pair && (before === pair || before === 'value') && open.pop() ? 'value' : null;
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
