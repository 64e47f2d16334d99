// Says in words why somebody would be the best host.
import type { Reason } from '#lib/core/answer.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** In the order of the reasons; those that speak of other hosts are left out but for the next best. */
export function hostReasons(
  words: Words,
  reasons: readonly Reason[],
  nameOf: (member: string) => string
): string[] {
  return reasons.flatMap((reason) => {
    const { code } = reason;
    if (code === 'next_best') {
      const next = nameOf(String(reason['host']));
      return [words.t('meetings.hosts.reason.next_best', { next })];
    }
    return [
      words.lookUp(`meetings.hosts.reason.${code}`, {
        turns: Number(reason['turns'] ?? 0),
        meetings: Number(reason['meetings'] ?? 0),
        kilometres: Number(reason['kilometres'] ?? 0)
      }) ?? ''
    ].filter(Boolean);
  });
}
