import { redirect } from '@sveltejs/kit';
import { personOnly } from '../../person.ts';
import type { RequestHandler } from './$types';
import { wordsIn } from '../../../../../words.ts';
import { fetchData } from '#lib/domains/people/data-export.server.ts';

/** A form posts here: programs that open links by themselves must not use the one download up. */
export const POST: RequestHandler = async (event) => {
  const { person } = await personOnly(event);
  const { db, now, locale } = event.locals;
  const fetched = await fetchData(db, person.id, now);
  if (!fetched.ok) redirect(303, (await wordsIn(locale)).href('/account/privacy'));
  return new Response(new Uint8Array(fetched.value), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="kalaka-${locale === 'hu' ? 'adataim' : 'my-data'}.zip"`,
      'cache-control': 'no-store'
    }
  });
};
