import type { PageServerLoad } from './$types';
import { giftKinds } from '#lib/domains/projects/model.ts';
import { canEnterSupporters } from '#lib/domains/projects/policy.ts';
import { listSupporters } from '#lib/domains/projects/supporters.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor }, url }) => {
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const gives = giftKinds.find((kind) => kind === url.searchParams.get('gives')) ?? null;
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  const mayEnter = canEnterSupporters(actor);
  return {
    ...{ text, gives, mayEnter },
    list: await listSupporters(db, actor, { text, gives, page }),
    // An administrator keeps them all: the newest names come first in the public list as well.
    own: mayEnter ? await listSupporters(db, actor, { text, gives, kept: true, pageSize: 100 }) : null
  };
};
