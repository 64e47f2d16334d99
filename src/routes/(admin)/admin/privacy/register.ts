// The record of processing as a table for other programs.
import { declaredTables } from '../../../../house.server.ts';
import { wordsIn } from '../../../../words.ts';
import { processingFields, registerOf } from '#lib/platform/privacy/register.ts';
import type { WrittenTable } from '#lib/platform/tabular/write.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';

export async function registerTable(locale: Locale): Promise<WrittenTable> {
  const words = await wordsIn(locale);
  return {
    columns: processingFields.map((field) => words.t(`privacy.register.${field}`)),
    rows: registerOf(declaredTables, words).map((row) => processingFields.map((field) => row[field]))
  };
}
