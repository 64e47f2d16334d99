// The steps of an administrator's first hour, and how far they have come.

export const setupSteps = ['profile', 'house', 'region', 'mail', 'records', 'team'] as const;
export type SetupStep = (typeof setupSteps)[number];

export interface SetupFact {
  readonly done: readonly SetupStep[];
  /** ISO instant: the administrator has come to the end, or wants to hear of it no more. */
  readonly closedAt?: string;
}

export const setupPath = '/admin/setup';

export function pathOf(step: SetupStep): string {
  return `${setupPath}/${step}`;
}

/** Where to go on after a step; the last one leads to the end. */
export function pathAfter(step: SetupStep): string {
  const next = setupSteps[setupSteps.indexOf(step) + 1];
  return next ? pathOf(next) : `${setupPath}/done`;
}

export function isDone(setup: SetupFact | undefined, step: SetupStep): boolean {
  return setup?.done.includes(step) ?? false;
}

/** The first step that is not done; null when all are. */
export function stepToGoOnWith(setup: SetupFact | undefined): SetupStep | null {
  return setupSteps.find((step) => !isDone(setup, step)) ?? null;
}
