// Actions are not behind the layout's door: each asks here itself.
import { error } from '@sveltejs/kit';
import { isAdministrator } from '#lib/platform/actor.ts';

/** To anyone else these pages do not exist. */
export function administratorOnly({ actor }: App.Locals): void {
  if (!isAdministrator(actor)) error(404);
}
