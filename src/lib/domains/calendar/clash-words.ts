// Says a clash in words: «ugyanazon az estén, 9 km-re egymástól, mindkettő családoknak».
import type { Reason } from '#lib/core/answer.ts';
import { defaultZone, localOf } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { audiences, codesOf, themes } from './model.ts';

interface Side {
  readonly startsAt: Date;
  readonly settlementId: string | null;
}

/** One sentence without its full stop, the most telling circumstance first. */
export function clashSentence(words: Words, reasons: readonly Reason[], a: Side, b: Side): string {
  const together = a.settlementId !== null && a.settlementId === b.settlementId;
  const parts = [
    dayPart(words, a.startsAt, b.startsAt),
    ...reasons.map((reason) => phrase(words, reason, together))
  ];
  const sentence = parts.filter((part) => part !== null).join(', ');
  return sentence.charAt(0).toLocaleUpperCase(words.locale) + sentence.slice(1);
}

/** «same evening» when both begin in the same part of the same day. */
function dayPart(words: Words, a: Date, b: Date): string | null {
  const [one, other] = [localOf(a, defaultZone), localOf(b, defaultZone)];
  if (one.slice(0, 10) !== other.slice(0, 10)) return null;
  const part = partOf(Number(one.slice(11, 13)));
  return part === partOf(Number(other.slice(11, 13)))
    ? words.t(`calendar.clash.${part}`)
    : words.t('calendar.clash.sameDay');
}

function partOf(hour: number): 'sameMorning' | 'sameAfternoon' | 'sameEvening' {
  if (hour < 12) return 'sameMorning';
  return hour < 17 ? 'sameAfternoon' : 'sameEvening';
}

function phrase(words: Words, reason: Reason, together: boolean): string | null {
  const value = (name: string): number => Number(reason[name] ?? 0);
  switch (reason.code) {
    case 'overlap':
      return words.t('calendar.clash.overlap', { length: duration(words, value('minutes')) });
    case 'tight_travel':
      return words.t('calendar.clash.tightTravel', { gap: value('gap'), travel: value('travel') });
    case 'same_settlement':
      return words.t('calendar.clash.sameSettlement');
    case 'distance':
      // Two in one place of which no settlement is known: at no distance.
      return together || value('km') < 0.05
        ? words.t('calendar.clash.sameSettlement')
        : words.t('calendar.clash.distance', {
            km: words.number(value('km'), { maximumFractionDigits: value('km') < 3 ? 1 : 0 })
          });
    case 'shared_audience':
      return words.t('calendar.clash.sharedAudience', { audiences: audienceList(words, value('audiences')) });
    case 'audience_within_everyone':
      return words.t('calendar.clash.audienceWithinEveryone', {
        audiences: audienceList(words, value('audiences'))
      });
    case 'everyone_invited':
      return words.t('calendar.clash.everyoneInvited');
    case 'both_large':
      return words.t('calendar.clash.bothLarge', { attendance: value('attendance') });
    case 'same_theme':
      return words.t('calendar.clash.sameTheme', {
        themes: words.list(
          codesOf(themes, value('themes')).map((theme) =>
            words.t(`calendar.theme.${theme}`).toLocaleLowerCase(words.locale)
          )
        )
      });
    default:
      return null;
  }
}

/** Whom it is for, as the end of a sentence: «családoknak és időseknek». */
export function audienceList(words: Words, bits: number): string {
  return words.list(codesOf(audiences, bits).map((code) => words.t(`calendar.audienceFor.${code}`)));
}

/** 90 → «1 óra 30 perc». */
export function duration(words: Words, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return words.t('calendar.duration.minutes', { minutes: rest });
  if (rest === 0) return words.t('calendar.duration.hours', { hours });
  return words.t('calendar.duration.hoursMinutes', { hours, minutes: rest });
}

/** How bad a clash is, in three steps: the numbers are those of `findClashes`. */
export function severityOf(score: number): 'strong' | 'middling' | 'mild' {
  if (score >= 50) return 'strong';
  return score >= 25 ? 'middling' : 'mild';
}
