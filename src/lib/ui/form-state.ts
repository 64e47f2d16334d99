// What a form hands down to its fields: what was typed, what is wrong with it, and what may have been meant.
import { getContext, setContext } from 'svelte';

/** One thing to be mended. */
export interface FormError {
  /** The key of a Field, or the name of Choices. */
  readonly field: string;
  readonly message: string;
  readonly choices?: readonly MeantChoice[];
}

/** An answer that may have been meant, to be taken by a press. */
export interface MeantChoice {
  /** What the button `take` says. */
  readonly take: string;
  readonly label: string;
}

export interface FormState {
  /** What stands in the field; of boxes ticked under one name, their values with line ends between them. */
  readonly value: (name: string) => string | undefined;
  readonly wrong: (key: string) => string | null;
  readonly meant: (key: string) => readonly MeantChoice[];
}

const key = Symbol('form');

export function provideForm(state: FormState): void {
  setContext(key, state);
}

/** Nothing where the field stands in no `Form`. */
export function useForm(): FormState | undefined {
  return getContext<FormState | undefined>(key);
}
