import type { LayoutServerLoad } from './$types';

/** Calendar programs and those who share a link need whole addresses. */
export const load: LayoutServerLoad = ({ locals }) => ({ origin: locals.origin });
