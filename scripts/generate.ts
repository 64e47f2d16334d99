// Writes src/generated: the registry of domains and the typed dictionaries, so that a new domain is a folder and no list is edited.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'src/generated');
const note = '// Written by scripts/generate.ts; not edited by hand.\n';

export function generate(): void {
  mkdirSync(target, { recursive: true });
  const hu = dictionary('hu');
  const en = dictionary('en');
  writeWhenChanged(
    'messages.hu.ts',
    `${note}export default ${JSON.stringify(hu, null, 1)} as Record<string, string>;\n`
  );
  writeWhenChanged(
    'messages.en.ts',
    `${note}export default ${JSON.stringify(en, null, 1)} as Record<string, string>;\n`
  );
  writeWhenChanged('messages.d.ts', messageTypes(hu));
  writeWhenChanged('paths.ts', pathTables(hu));
  writeWhenChanged('domains.ts', domainRegistry());
}

/** All messages of a language, flattened to dotted keys; a key written twice is an error. */
function dictionary(locale: string): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const file of globSync(`src/lib/**/messages.${locale}.json`, { cwd: root }).sort()) {
    flatten(JSON.parse(readFileSync(join(root, file), 'utf8')), '', (key, text) => {
      if (key in flat) throw new Error(`${file}: the message «${key}» is written twice`);
      flat[key] = text;
    });
  }
  return flat;
}

function flatten(node: unknown, prefix: string, each: (key: string, text: string) => void): void {
  if (typeof node === 'string') return each(prefix, node);
  for (const [name, child] of Object.entries(node as object))
    flatten(child, prefix ? `${prefix}.${name}` : name, each);
}

function messageTypes(messages: Record<string, string>): string {
  const lines = Object.entries(messages).map(([key, text]) => {
    const placeholders = new Map<string, string>();
    collect(parse(text, { ignoreTag: true }), placeholders);
    const fields = [...placeholders].map(([name, type]) => `${JSON.stringify(name)}: ${type}`).join('; ');
    return `    ${JSON.stringify(key)}: {${fields ? ` ${fields} ` : ''}};`;
  });
  return `${note}export {};\ndeclare global {\n  interface Messages {\n${lines.join('\n')}\n  }\n}\n`;
}

function collect(elements: readonly MessageFormatElement[], into: Map<string, string>): void {
  for (const element of elements) {
    if (element.type === TYPE.argument && !into.has(element.value))
      into.set(element.value, 'string | number');
    if (element.type === TYPE.number) into.set(element.value, 'number');
    if (element.type === TYPE.date || element.type === TYPE.time) into.set(element.value, 'Date');
    if (element.type === TYPE.plural) into.set(element.value, 'number');
    if (element.type === TYPE.select) into.set(element.value, 'string');
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) collect(option.value, into);
  }
}

function pathTables(messages: Record<string, string>): string {
  const hungarian: Record<string, string> = {};
  const code: Record<string, string> = {};
  for (const [key, word] of Object.entries(messages)) {
    const name = /^[^.]+\.path\.([^.]+)$/.exec(key)?.[1];
    if (!name) continue;
    if (code[word] !== undefined && code[word] !== name) throw new Error(`Two paths are called «${word}»`);
    hungarian[name] = word;
    code[word] = name;
  }
  return `${note}export const paths = ${JSON.stringify({ hungarian, code }, null, 1)};\n`;
}

/** Every domain folder with what it declares, in the order of ranks that domain.server.ts states. */
function domainRegistry(): string {
  const names = globSync('src/lib/domains/*/domain.server.ts', { cwd: root })
    .map((file) => file.split(/[\\/]/).at(-2) ?? '')
    .sort();
  const imports = names.map(
    (name) => `import { domain as ${name} } from '#lib/domains/${name}/domain.server.ts';`
  );
  return `${note}${imports.join('\n')}\n\nexport const domains = [${names.join(', ')}];\n`;
}

function writeWhenChanged(name: string, text: string): void {
  const file = join(target, name);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate();
