import { administratorOnly } from '../../../administrator.ts';
import { registerTable } from '../register.ts';
import type { RequestHandler } from './$types';
import { writeCsv } from '#lib/platform/tabular/write.server.ts';

export const GET: RequestHandler = async ({ locals }) => {
  administratorOnly(locals);
  return new Response(writeCsv(await registerTable(locals.locale)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="register.csv"'
    }
  });
};
