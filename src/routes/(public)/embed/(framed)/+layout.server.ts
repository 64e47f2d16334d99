import { lookFrom } from '../theme.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ url }) => ({ look: lookFrom(url.searchParams) });
