// Finds the route behind an address that speaks Hungarian or begins with /en.
import type { Reroute } from '@sveltejs/kit/hooks';
import { paths } from './generated/paths.ts';
import { routePath } from '#lib/platform/words/paths.ts';

export const reroute: Reroute = ({ url }) => routePath(url.pathname, paths);
