import type { PageServerLoad } from './$types';
import { administratorOnly } from '../administrator.ts';

/** The pages for administrators, in the order in which they are shown. */
const pages = [
  { title: 'imports.admin.importTitle', lead: 'imports.admin.importLead', path: '/admin/import' }
] as const;

export const load: PageServerLoad = ({ locals }) => {
  administratorOnly(locals);
  return { pages };
};
