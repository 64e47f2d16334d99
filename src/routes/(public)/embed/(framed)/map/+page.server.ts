import { registerMap } from '../../../../register-map.server.ts';
import type { PageServerLoad } from './$types';
import { findInstallation } from '#lib/platform/installation.server.ts';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
  const { region } = await findInstallation(db);
  return {
    query: url.search,
    map: await registerMap(db, url.searchParams, { home: region ?? null, path: '/embed/map' })
  };
};
