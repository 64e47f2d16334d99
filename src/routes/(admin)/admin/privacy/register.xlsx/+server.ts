import { administratorOnly } from '../../../administrator.ts';
import { registerTable } from '../register.ts';
import { wordsIn } from '../../../../../words.ts';
import type { RequestHandler } from './$types';
import { writeXlsx } from '#lib/platform/tabular/workbook-write.server.ts';

export const GET: RequestHandler = async ({ locals }) => {
  administratorOnly(locals);
  const words = await wordsIn(locals.locale);
  const bytes = await writeXlsx(await registerTable(locals.locale), words.t('privacy.register.caption'));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="register.xlsx"'
    }
  });
};
