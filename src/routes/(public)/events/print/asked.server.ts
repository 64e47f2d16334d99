// The sheet that an address of this folder asks for.
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { sheetFrom, type SheetChoice } from '#lib/domains/calendar/print/choice.ts';
import { sheetOf } from '#lib/domains/calendar/print/sheets.server.ts';
import { namedFilter, type NamedFilter } from '#lib/domains/calendar/listing.server.ts';
import { listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { anonymous } from '#lib/platform/actor.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import type { Words } from '#lib/platform/words/words.ts';

export interface AskedSheet {
  readonly choice: SheetChoice;
  readonly named: NamedFilter;
  readonly sheet: Pick<Sheet, 'template' | 'data'>;
}

/** A wall is read by everybody, so it shows what everybody may see, whoever prints it. */
export async function askedSheet(
  { db, now, origin }: App.Locals,
  url: URL,
  words: Words
): Promise<AskedSheet> {
  const asked = await namedFilter(db, anonymous, url.searchParams);
  const named = { ...asked, filter: { ...asked.filter, from: null, to: null, text: '' } };
  const choice = sheetFrom(url.searchParams, dayOf(now, defaultZone));
  const regions = await listMicroRegions(db);
  const region = regions.find(({ slug }) => slug === named.filter.region)?.name ?? null;
  return { choice, named, sheet: await sheetOf(db, choice, named, { words, origin, now, region }) };
}
