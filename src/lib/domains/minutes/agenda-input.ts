// Reads the forms of the agenda.
import { isUuid } from '#lib/core/ids.ts';
import { oneLine, paragraphs } from '#lib/core/text.ts';
import type { ItemFields } from './agenda.server.ts';

/** Null without a title. */
export function readItem(form: FormData): ItemFields | null {
  const text = (name: string): string => String(form.get(name) ?? '');
  const title = oneLine(text('title')).slice(0, 300);
  if (title === '') return null;
  const minutes = Number(text('minutes'));
  const lead = text('lead');
  return {
    title,
    detail: paragraphs(text('detail')).slice(0, 4000) || null,
    minutes: Number.isInteger(minutes) && minutes >= 1 && minutes <= 600 ? minutes : null,
    lead: isUuid(lead) ? lead : null,
    public: form.get('public') === 'yes'
  };
}
