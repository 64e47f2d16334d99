// Says when and where a meeting is.
import { addLocalMinutes } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';

interface Timed {
  readonly starts: string;
  readonly minutes: number;
}

/** «2027. január 5., kedd, 16:00–18:00»: as the clock on its wall says, wherever the reader is. */
export function meetingWhen(words: Words, { starts, minutes }: Timed): string {
  return `${words.date(starts.slice(0, 10), 'full')}, ${hoursOf({ starts, minutes })}`;
}

/** «16:00–18:00» */
export function hoursOf({ starts, minutes }: Timed): string {
  return `${starts.slice(11)}–${addLocalMinutes(starts, minutes).slice(11)}`;
}

/** «Kisterem, Szegvár»; null when nobody has said yet. */
export function meetingWhere({
  venue,
  settlement,
  place
}: {
  readonly venue: { readonly name: string } | null;
  readonly settlement: { readonly name: string } | null;
  readonly place: string | null;
}): string | null {
  const parts = [venue?.name ?? place, settlement?.name].filter((part) => part);
  return parts.length > 0 ? parts.join(', ') : null;
}
