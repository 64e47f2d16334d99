import type { RequestHandler } from './$types';

/** The process is up and answers; it says nothing of the database. */
export const GET: RequestHandler = () =>
  Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } });
