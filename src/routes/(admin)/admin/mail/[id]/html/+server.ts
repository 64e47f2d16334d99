import { error } from '@sveltejs/kit';
import { theHouse } from '../../../../../the-house.server.ts';
import { administratorOnly } from '../../../../administrator.ts';
import { previewOf } from '../../mail-view.ts';
import type { RequestHandler } from './$types';
import { findMail } from '#lib/platform/mail/queries.server.ts';

/** A mail as its own page: no script, nothing fetched, framed only by our own pages. */
export const GET: RequestHandler = async ({ locals, params }) => {
  administratorOnly(locals);
  const mail = theHouse().post === null ? await findMail(locals.db, params.id) : null;
  const preview = mail && (await previewOf(mail, locals.origin));
  if (!preview) error(404);
  return new Response(preview.html.replace('<head>', '<head>\n<base target="_blank">'), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
    }
  });
};
