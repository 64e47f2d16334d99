// Writes what a file brings: all of it or, when a row is wrong, nothing; much of it in portions between which others are served.
import { no, ok, type Result } from '#lib/core/result.ts';
import type { Actor } from '../actor.ts';
import { inTransaction, type Database } from '../db/database.server.ts';
import type { ImportOptions, Importer } from '../domain.ts';
import type { ImportPlan } from '../tabular/mapping.ts';
import { planImport, type SourceTable } from './imports.server.ts';

export interface ImportRequest {
  readonly importer: Importer;
  readonly table: SourceTable;
  readonly options: ImportOptions;
  /** Whether right rows are imported though others are not right. */
  readonly skipBadRows: boolean;
}

export type Imported = Result<
  ImportPlan<unknown>,
  | { reason: 'not_allowed' }
  | { reason: 'rows_refused'; plan: ImportPlan<unknown> }
  | { reason: 'finished_before' }
>;

/** @param finish runs with the last portion; when it answers false, somebody has done this already */
export interface Finish {
  readonly finish?: (tx: Database) => Promise<boolean>;
  /** How many records are written, of how many. */
  readonly onProgress?: (written: number, all: number) => void;
}

/**
 * So many rows are planned and written in one transaction. The embedded database serves nobody else during a transaction:
 * 76,000 events in one of them kept every page waiting for 12.7 seconds, 5,000 for less than one.
 */
export const maxRowsAtOnce = 5_000;
/** Records written together when there are more: about 0.1 s. */
const portion = 500;

/**
 * Plans and writes. A larger import is planned first and written in portions, each of them whole. Only a fault of the machine can
 * stop it in between; what came in by then is found again when the same file is imported once more, and nothing is doubled.
 */
export async function runImport(
  db: Database,
  actor: Actor,
  request: ImportRequest,
  { finish = () => Promise.resolve(true), onProgress = () => {} }: Finish = {}
): Promise<Imported> {
  const { importer, table, options, skipBadRows } = request;
  if (!importer.mayImport(actor)) return no('not_allowed');
  if (table.rows.length > maxRowsAtOnce) return inPortions(db, actor, request, { finish, onProgress });
  return inTransaction(db, async (tx): Promise<Imported> => {
    if (!(await finish(tx))) return no('finished_before');
    const plan = await planImport(tx, { importer, table, options });
    if (plan.errors.length > 0 && !skipBadRows) return no('rows_refused', { plan });
    if (isWorthWriting(plan)) await importer.apply(tx, actor, plan, options);
    return ok(plan);
  });
}

/** A row that was recognised is remembered even where it changes nothing. */
function isWorthWriting({ create, update, alike = [] }: ImportPlan<unknown>): boolean {
  return create.length + update.length > 0 || alike.some(({ taken }) => taken);
}

async function inPortions(
  db: Database,
  actor: Actor,
  { importer, table, options, skipBadRows }: ImportRequest,
  { finish, onProgress }: Required<Finish>
): Promise<Imported> {
  const plan = await planImport(db, { importer, table, options });
  if (plan.errors.length > 0 && !skipBadRows) return no('rows_refused', { plan });
  const all = plan.create.length + plan.update.length;
  const nothing = { ...plan, create: [], update: [], unchanged: 0, alike: [] };
  const portions: ImportPlan<unknown>[] = [];
  for (let at = 0; at < plan.create.length; at += portion)
    portions.push({ ...nothing, create: plan.create.slice(at, at + portion) });
  for (let at = 0; at < plan.update.length; at += portion)
    portions.push({ ...nothing, update: plan.update.slice(at, at + portion) });
  const last = portions.pop() ?? nothing;
  let written = 0;
  for (const each of portions) {
    onProgress(written, all);
    await inTransaction(db, (tx) => importer.apply(tx, actor, each, options));
    written += each.create.length + each.update.length;
  }
  onProgress(written, all);
  return inTransaction(db, async (tx): Promise<Imported> => {
    if (!(await finish(tx))) return no('finished_before');
    if (isWorthWriting(plan))
      await importer.apply(
        tx,
        actor,
        { ...last, unchanged: plan.unchanged, alike: plan.alike ?? [] },
        options
      );
    return ok(plan);
  });
}
