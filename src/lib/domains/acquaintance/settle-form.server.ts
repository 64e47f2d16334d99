// What pressing «done» or «put off» beside a next step does.
import { isDay } from '#lib/core/time.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { settleStep } from './operations.server.ts';

/** @returns a sentence that says what has happened; null where there is nothing to settle for this actor */
export async function settleByForm(
  db: Database,
  actor: Actor,
  form: FormData,
  { words, now }: { words: Words; now: Date }
): Promise<string | null> {
  const day = String(form.get('day') ?? '');
  const how = form.get('how') === 'week' ? 'week' : 'done';
  if (!isDay(day)) return null;
  const settled = await settleStep(db, actor, { id: String(form.get('id') ?? ''), day, how }, now);
  if (!settled.ok) return settled.reason === 'settled' ? words.t('acquaintance.step.gone') : null;
  return how === 'done'
    ? words.t('acquaintance.step.doneTold')
    : words.t('acquaintance.step.weekTold', { day: words.date(settled.value.day) });
}
