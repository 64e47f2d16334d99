import { wordsIn } from '../words.ts';
import type { LayoutLoad } from './$types';

// Every page is complete as it leaves the server; a page that needs more says so itself.
export const csr = false;

export const load: LayoutLoad = async ({ data }) => ({ ...data, words: await wordsIn(data.locale) });
