// Wakes whoever sends mail, once a mail has been committed.

/** Called after each commit that wrote a mail, in this process. Returns how to stop listening. */
export function onMailWaiting(listener: () => void): () => void {
  senders.add(listener);
  return () => senders.delete(listener);
}

export function tellSenders(): void {
  for (const sender of senders) sender();
}

/** Shared by every copy of this module in the process: the built pages carry one, the command line another. */
const senders: Set<() => void> = ((globalThis as Record<symbol, unknown>)[
  Symbol.for('kalaka.mail-senders')
] ??= new Set()) as Set<() => void>;
