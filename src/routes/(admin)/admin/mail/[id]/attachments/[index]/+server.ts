import { error } from '@sveltejs/kit';
import { theHouse } from '../../../../../../the-house.server.ts';
import { administratorOnly } from '../../../../../administrator.ts';
import type { RequestHandler } from './$types';
import { mailFileMakers } from '../../../../../../../house.server.ts';
import { wordsIn } from '../../../../../../../words.ts';
import type { Mail } from '#lib/platform/mail/schema.server.ts';
import { makeFiles } from '#lib/platform/mail/made-files.server.ts';
import { findMail } from '#lib/platform/mail/queries.server.ts';

/** What came with a mail, to be kept as a file: never shown as a page of the house. */
export const GET: RequestHandler = async ({ locals, params }) => {
  administratorOnly(locals);
  // Where mails really leave, what they say is between the house and its reader.
  const mail = theHouse().post === null ? await findMail(locals.db, params.id) : null;
  const attachment =
    mail && /^\d{1,3}$/.test(params.index) ? await fileOf(locals, mail, Number(params.index)) : null;
  if (!attachment) error(404);
  const name = attachment.name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return new Response(attachment.body, {
    headers: {
      'content-type': attachment.type,
      'content-disposition': `attachment; filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox"
    }
  });
};

/** Those written with it first, then those that are made when it leaves. */
async function fileOf(
  { db, origin, now }: App.Locals,
  { content, locale }: Mail,
  index: number
): Promise<{ name: string; type: string; body: string | Uint8Array<ArrayBuffer> } | null> {
  const written = content?.attachments ?? [];
  const found = written[index];
  if (found) return { ...found, body: found.text };
  const wanted = content?.files?.[index - written.length];
  const words = await wordsIn(locale);
  const [made] = wanted ? await makeFiles(mailFileMakers, [wanted], { db, words, origin, now }) : [];
  return made ? { ...made.file, body: new Uint8Array(made.file.bytes) } : null;
}
