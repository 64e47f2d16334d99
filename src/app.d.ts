import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';

declare global {
  namespace App {
    interface Locals {
      actor: Actor;
      db: Database;
      locale: Locale;
      /** Beginning of absolute addresses: the installation's public one, without a slash at the end. */
      origin: string;
      /** When the request came in: the `now` of everything it does. */
      now: Date;
      /** Told once, on the page after a form was accepted. */
      flash: string | null;
    }
  }
}
