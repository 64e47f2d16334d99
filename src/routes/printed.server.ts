// A typeset sheet as an answer: a file to keep, a picture to look at, or a plain sentence on why there is none.
import { error } from '@sveltejs/kit';
import { networkOf } from '#lib/domains/people/attempt-network.ts';
import { createVisitorLimit } from '#lib/platform/visitor-limit.ts';
import type { Words } from '#lib/platform/words/words.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import { typeset } from '#lib/platform/print/typeset.server.ts';

/** A class behind one address, each with a sheet and a second look at it; a program that asks for every month there is has to wait. */
const printing = createVisitorLimit({ most: 90, minutes: 10 });

/**
 * Before anything is looked up for the sheet. Somebody who is signed in is counted by themselves: many work behind one address.
 * @param address of whoever asks
 */
export function countPrinting({ actor, now }: App.Locals, address: string, words: Words): void {
  const seconds = printing.take(actor.kind === 'person' ? actor.id : networkOf(address), now);
  if (seconds > 0) error(429, words.t('print.tooMany', { minutes: Math.ceil(seconds / 60) }));
}

/** @param name of the file, without its ending; null for a picture that is shown and not kept */
export async function answerWith(sheet: Sheet, name: string | null, words: Words): Promise<Response> {
  const made = await typeset(sheet);
  if (!made.ok) {
    if (made.reason === 'busy') error(503, words.t('print.busy'));
    error(503, words.t('print.failed'));
  }
  return new Response(made.value.bytes, {
    headers: {
      'content-type': sheet.as === 'pdf' ? 'application/pdf' : 'image/png',
      ...(name === null ? {} : { 'content-disposition': `attachment; filename="${name}.pdf"` })
    }
  });
}
