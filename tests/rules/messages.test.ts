// Every message stands in both languages with the same placeholders, and no component holds words of its own.
import { globSync, readFileSync } from 'node:fs';
import { parse as parseMessage, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { parse as parseSvelte } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import en from '../../src/generated/messages.en.ts';
import hu from '../../src/generated/messages.hu.ts';

function placeholders(text: string): string[] {
  const names = new Set<string>();
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type !== TYPE.literal && element.type !== TYPE.pound && element.type !== TYPE.tag)
        names.add(element.value);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(parseMessage(text, { ignoreTag: true }));
  return [...names].sort();
}

describe('the dictionaries', () => {
  test('hold the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(hu).sort());
    expect(Object.keys(hu).length).toBeGreaterThan(100);
  });

  test('ask for the same placeholders in both languages', () => {
    const different = Object.keys(hu).filter(
      (key) => placeholders(hu[key] ?? '').join() !== placeholders(en[key] ?? '').join()
    );
    expect(different).toEqual([]);
  });

  test('have no empty text, stray space or straight quotation marks', () => {
    const untidy = [...Object.entries(hu), ...Object.entries(en)].filter(
      ([, text]) => text.trim() !== text || text === '' || / {2}/.test(text) || /[A-Za-z]'[A-Za-z]/.test(text)
    );
    expect(untidy).toEqual([]);
  });

  test('never glue a Hungarian suffix to a placeholder', () => {
    const glued = Object.entries(hu).filter(([, text]) =>
      /\}-?(ban|ben|nak|nek|val|vel|ra|re|ba|be|ról|ről|tól|től|hoz|hez|höz|nál|nél|on|en|ön|t|k|i)\b/.test(
        text
      )
    );
    expect(glued).toEqual([]);
  });
});

describe('components', () => {
  const files = globSync('src/**/*.svelte').map((file) => file.replaceAll('\\', '/'));

  test.each(files)('%s holds no words of its own', (file) => {
    const found: string[] = [];
    const attributes = new Set(['title', 'alt', 'placeholder', 'aria-label', 'label', 'aria-description']);
    const walk = (node: unknown): void => {
      if (Array.isArray(node)) return node.forEach(walk);
      if (typeof node !== 'object' || node === null) return;
      const { type, data, name, value } = node as {
        type?: string;
        data?: string;
        name?: string;
        value?: unknown;
      };
      if (type === 'Text' && /\p{L}{2}/u.test((data ?? '').replaceAll('var(', '')))
        found.push((data ?? '').trim());
      if (type === 'Attribute') {
        if (!attributes.has(name ?? '')) return;
        return walk(value);
      }
      if (type === 'StyleSheet' || type === 'Script') return;
      for (const child of Object.values(node)) walk(child);
    };
    walk(parseSvelte(readFileSync(file, 'utf8'), { modern: true, filename: file }).fragment);
    expect(found).toEqual([]);
  });
});
