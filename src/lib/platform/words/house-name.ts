// What this house is called, for every sentence that names it: one name per process, taken from the installation's facts.

declare global {
  var kalakaHouseName: string | undefined;
}

/** Null where nobody has named it: then it is «Kaláka». Told at the start and with every request, so that all copies agree. */
export function callHouse(name: string | undefined): void {
  globalThis.kalakaHouseName = name;
}

export function houseName(): string | null {
  return globalThis.kalakaHouseName ?? null;
}

/** A name as a message of ICU MessageFormat: nothing in it is a placeholder, an apostrophe is itself. */
export function asMessage(name: string): string {
  return name.replace(/['{}]+/g, (run) => {
    const doubled = run.replaceAll("'", "''");
    return /[{}]/.test(run) ? `'${doubled}'` : doubled;
  });
}
