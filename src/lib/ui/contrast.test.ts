// Every pair of text and ground that the components use, in both modes, against WCAG 2.2 AA.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const modes = { light: colours(light), dark: new Map([...colours(light), ...colours(dark)]) };

/** Text under 24 px, 1.4.3: 4.5 : 1. */
const texts: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'ink-soft', 'indigo', 'indigo-strong', 'madder', 'honey', 'leaf'].flatMap((text) =>
    ['paper', 'sheet', 'tint'].map((ground) => [text, ground] as const)
  ),
  ...['indigo', 'madder', 'honey', 'leaf'].flatMap(
    (colour) =>
      [
        ['ink', `${colour}-tint`],
        ['ink-soft', `${colour}-tint`],
        ['paper', colour],
        [colour, `${colour}-tint`]
      ] as const
  ),
  ['on-indigo', 'indigo'],
  ['on-indigo', 'indigo-strong'],
  ['on-band', 'band'],
  ['on-band-soft', 'band'],
  ['honey-bright', 'band'],
  ['on-heat-low', 'heat-1'],
  ['on-heat-low', 'heat-2'],
  ['on-heat-low', 'heat-3'],
  ['on-heat-4', 'heat-4']
];

/** Borders of fields, parts of pictures, rings of focus, 1.4.11: 3 : 1. */
const marks: readonly (readonly [mark: string, ground: string])[] = [
  ...['paper', 'sheet', 'tint'].flatMap((ground) => [
    ['line-strong', ground] as const,
    ['focus', ground] as const
  ]),
  ['indigo', 'heat-1'],
  ['leaf', 'heat-1'],
  ['focus-ring', 'focus']
];

describe.each(Object.entries(modes))('in the %s mode', (_, tokens) => {
  test.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(tokens, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)('%s can be made out on %s', (mark, ground) => {
    expect(contrast(tokens, mark, ground)).toBeGreaterThanOrEqual(3);
  });

  test('each step of the dye differs from the one before', () => {
    for (const step of [2, 3, 4])
      expect(contrast(tokens, `heat-${step}`, `heat-${step - 1}`)).toBeGreaterThan(1.2);
  });
});

function colours(source: string): Map<string, string> {
  return new Map(
    [...source.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value])
  );
}

function contrast(tokens: ReadonlyMap<string, string>, one: string, other: string): number {
  const [a = 0, b = 0] = [one, other]
    .map((name) => {
      const value = tokens.get(name);
      if (!value) throw new Error(`tokens.css has no colour --${name}`);
      return luminance(value);
    })
    .sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
