// Decides how lines of an iCalendar file form properties and nested components, and survives those that do not.
import type { TextLine } from './icalendar-text.ts';

export interface Property {
  readonly name: string;
  /** Parameter names in capitals; the first value of a list, unquoted. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
  readonly line: number;
}

export interface Component {
  readonly name: string;
  readonly line: number;
  readonly properties: Map<string, Property[]>;
  /** Kept only inside VTIMEZONE; alarms and the like are passed over. */
  readonly children: Component[];
}

export type LineProblem =
  'line_unreadable' | 'end_missing' | 'end_without_begin' | 'cut_off' | 'nested_too_deep';

const maxDepth = 20;
/** Properties kept of one component; a calendar event has about fifteen. */
const maxProperties = 20_000;

/**
 * Reads all components of a file, calling back at the end of each that stands directly in a calendar, or in nothing at all.
 * `found` may answer false to stop. A component that the file breaks off in is not handed over.
 */
export function readComponents(
  lines: readonly TextLine[],
  calendarProperty: (property: Property) => void,
  found: (component: Component) => boolean,
  problem: (code: LineProblem, line: number, detail: string, component: Component | undefined) => void
): void {
  const open: Component[] = [];
  const top = (): Component | undefined => open.find(({ name }) => name !== 'VCALENDAR');
  const close = (): boolean => {
    const closed = open.pop();
    if (closed === undefined || closed.name === 'VCALENDAR') return true;
    const parent = open.at(-1);
    if (parent === undefined || parent.name === 'VCALENDAR') return found(closed);
    if (parent.name === 'VTIMEZONE') parent.children.push(closed);
    return true;
  };

  for (const { text, line } of lines) {
    if (text.trim() === '') continue;
    const property = readProperty(text, line);
    if (property === undefined) {
      if (text.trim() !== '\u001a') problem('line_unreadable', line, text.slice(0, 60), top());
      continue;
    }
    const { name, value } = property;
    const component = value.trim().toUpperCase();
    if (name === 'BEGIN') {
      // An event inside an event: the end of the first was forgotten.
      const sibling = open.findIndex((each) => each.name === component && component.startsWith('V'));
      if (sibling >= 0) {
        problem('end_missing', line, component, top());
        while (open.length > sibling) if (!close()) return;
      }
      if (open.length >= maxDepth) return problem('nested_too_deep', line, component.slice(0, 40), top());
      open.push({ name: component, line, properties: new Map(), children: [] });
      if (component === 'VCALENDAR') calendarProperty(property);
    } else if (name === 'END') {
      const begun = open.findLastIndex((each) => each.name === component);
      if (begun < 0) problem('end_without_begin', line, component.slice(0, 40), top());
      else {
        if (begun < open.length - 1) problem('end_missing', line, open.at(-1)?.name ?? '', top());
        while (open.length > begun) if (!close()) return;
      }
    } else {
      const inside = open.at(-1);
      if (inside === undefined || inside.name === 'VCALENDAR') calendarProperty(property);
      else keep(inside, property);
    }
  }
  const cut = top();
  if (cut) problem('cut_off', cut.line, cut.name, cut);
  else if (open.length > 0) problem('end_missing', lines.at(-1)?.line ?? 0, 'VCALENDAR', undefined);
}

/** The first property of a name. */
export function propertyOf(component: Component, name: string): Property | undefined {
  return component.properties.get(name)?.[0];
}

function keep(component: Component, property: Property): void {
  const same = component.properties.get(property.name);
  if (same === undefined) {
    if (component.properties.size < 500) component.properties.set(property.name, [property]);
  } else if (same.length < maxProperties) same.push(property);
}

/** `NAME;PARAM=value;PARAM="quoted:value":value`; undefined when it is nothing of the kind. */
export function readProperty(written: string, line: number): Property | undefined {
  const text = written.trimStart();
  let at = 0;
  while (at < text.length && isNameCharacter(text.charCodeAt(at))) at += 1;
  const name = text.slice(0, at).toUpperCase();
  if (name === '') return undefined;
  const parameters = new Map<string, string>();
  while (text[at] === ';') {
    const start = at + 1;
    let quoted = false;
    for (at = start; at < text.length; at++) {
      const character = text[at];
      if (character === '"') quoted = !quoted;
      else if (!quoted && (character === ';' || character === ':')) break;
    }
    // An opening quote without its closing one swallows the line: then quotes mean nothing here.
    if (at >= text.length) {
      for (at = start; at < text.length && text[at] !== ';' && text[at] !== ':';) at += 1;
    }
    const [parameter, value] = splitParameter(text.slice(start, at));
    if (!parameters.has(parameter)) parameters.set(parameter, value);
  }
  return text[at] === ':' ? { name, parameters, value: text.slice(at + 1), line } : undefined;
}

/** RFC 6868: ^n, ^^ and ^' stand for a line break, a circumflex and a quotation mark. */
function splitParameter(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 0) return [text.trim().toUpperCase(), ''];
  const value = text
    .slice(equals + 1)
    .replaceAll('"', '')
    .trim();
  const plain = value.replace(/\^[n^']/g, (code) => (code === '^n' ? '\n' : code === '^^' ? '^' : '"'));
  return [text.slice(0, equals).trim().toUpperCase(), plain];
}

/** Letters, digits, hyphen; underscore, full stop and slash are seen in names that some programs make up. */
function isNameCharacter(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 45 && code <= 57) || code === 95;
}
