// Goes through many things without keeping others waiting: requests have their turn in between.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long one stretch of work may take: less than anybody notices, and long enough to hardly slow the work down. */
const turnMilliseconds = 8;

/** The items one by one, with a pause for others whenever what was done with them has taken 8 ms. */
export async function* inTurns<Item>(items: Iterable<Item>): AsyncGenerator<Item, void, undefined> {
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > turnMilliseconds) {
      await nextTurn();
      since = performance.now();
    }
    yield item;
  }
}
