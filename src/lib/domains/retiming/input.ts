// Reads the forms of re-timings.
import type { RetimingDraft } from './operations.server.ts';

/** @param text `event to`, as the boxes of a plan's table have it */
export function chosenFrom(texts: readonly string[]): { event: string; to: string }[] {
  return texts.flatMap((text) => {
    const [event, to] = text.split(' ');
    return event && to ? [{ event, to }] : [];
  });
}

/** A settlement that is named counts before the area that was chosen from the list. */
export function draftFrom(form: FormData): RetimingDraft {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  return {
    territory: text('near') === '' ? text('territory') : 'around',
    near: text('near'),
    within: Number(text('within')),
    month: text('month')
  };
}
