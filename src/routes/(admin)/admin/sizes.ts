// Sizes as people read them.
import type { Words } from '#lib/platform/words/words.ts';

export function sizeText(words: Words, bytes: number): string {
  const [unit, divisor] =
    bytes >= 1024 ** 3
      ? (['gigabyte', 1024 ** 3] as const)
      : bytes >= 1024 ** 2
        ? (['megabyte', 1024 ** 2] as const)
        : (['kilobyte', 1024] as const);
  return words.number(bytes / divisor, { style: 'unit', unit, maximumFractionDigits: 1 });
}
