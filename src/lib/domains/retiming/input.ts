// Reads the forms of re-timings.
import type { ChosenMove, RetimingDraft } from './operations.server.ts';

/** @param texts as the boxes of a plan's table have them */
export function chosenFrom(texts: readonly string[]): ChosenMove[] {
  return texts.flatMap((text) => {
    const [event, to, occurrence = null] = text.split(' ');
    return event && to ? [{ event, to, occurrence }] : [];
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
