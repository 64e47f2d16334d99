// What can go wrong with the database itself, as opposed to with what is asked of it.

/** Another process holds the embedded database; the message says which one and what to do. */
export class DatabaseInUse extends Error {
  override name = 'DatabaseInUse';
}

/** The database cannot be opened: not reachable, too old, another version's; the message says what to do. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
}

/**
 * The connection broke, or was ended because a statement or transaction took too long.
 * `outcome` says what that means for what was under way: surely nothing written, or nobody knows.
 */
export class DatabaseInterrupted extends Error {
  override name = 'DatabaseInterrupted';
  readonly outcome: 'rolled back' | 'unknown';

  constructor(message: string, outcome: 'rolled back' | 'unknown', cause?: unknown) {
    super(
      `${message} ${outcome === 'unknown' ? 'Whether it was written is unknown.' : 'Nothing of it was written.'}`,
      {
        cause
      }
    );
    this.outcome = outcome;
  }
}

/** A bug: the outer database was used while a transaction is open, or a transaction after its end. */
export class TransactionMisuse extends Error {
  override name = 'TransactionMisuse';
}

/** A migration file cannot be applied; the message says which one and why. */
export class MigrationFault extends Error {
  override name = 'MigrationFault';
}
