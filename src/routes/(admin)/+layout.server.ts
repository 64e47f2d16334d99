import type { LayoutServerLoad } from './$types';
import { administratorOnly } from './administrator.ts';

export const load: LayoutServerLoad = ({ locals }) => administratorOnly(locals);
