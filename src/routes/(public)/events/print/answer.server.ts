// A typeset sheet as an answer: a file to keep, a picture to look at, or a plain sentence on why there is none.
import { error } from '@sveltejs/kit';
import type { Words } from '#lib/platform/words/words.ts';
import type { Sheet } from '#lib/platform/print/sheet.ts';
import { typeset } from '#lib/platform/print/typeset.server.ts';

/** @param name of the file, without its ending; null for a picture that is shown and not kept */
export async function answerWith(sheet: Sheet, name: string | null, words: Words): Promise<Response> {
  const made = await typeset(sheet);
  if (!made.ok) {
    if (made.reason === 'busy') error(503, words.t('calendar.print.busy'));
    error(503, words.t('calendar.print.failed'));
  }
  return new Response(made.value.bytes, {
    headers: {
      'content-type': sheet.as === 'pdf' ? 'application/pdf' : 'image/png',
      ...(name === null ? {} : { 'content-disposition': `attachment; filename="${name}.pdf"` })
    }
  });
}
