// Hands the reader's language down the component tree: set once in the root layout, read by any component.
import { createContext } from 'svelte';
import type { Words } from './words.ts';

const [get, set] = createContext<() => Words>();

export function provideWords(words: () => Words): void {
  set(words);
}

export function useWords(): Words {
  return get()();
}
