import { error } from '@sveltejs/kit';
import { theHouse } from '../../../../../../the-house.server.ts';
import { administratorOnly } from '../../../../../administrator.ts';
import type { RequestHandler } from './$types';
import { findMail } from '#lib/platform/mail/queries.server.ts';

/** What came with a mail, to be kept as a file: never shown as a page of the house. */
export const GET: RequestHandler = async ({ locals, params }) => {
  administratorOnly(locals);
  // Where mails really leave, what they say is between the house and its reader.
  const mail = theHouse().post === null ? await findMail(locals.db, params.id) : null;
  const attachment = /^\d{1,3}$/.test(params.index)
    ? mail?.content?.attachments?.[Number(params.index)]
    : undefined;
  if (!attachment) error(404);
  const name = attachment.name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return new Response(attachment.text, {
    headers: {
      'content-type': attachment.type,
      'content-disposition': `attachment; filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox"
    }
  });
};
