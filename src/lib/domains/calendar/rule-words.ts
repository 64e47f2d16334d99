// Says how often something repeats: «hetente: kedd, csütörtök, eddig: 2027. június 30.».
import { choiceIn, type RuleChoice } from '#lib/core/recurrence-choice.ts';
import type { Weekday } from '#lib/core/time.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** @param rule RRULE value (RFC 5545 §3.3.10); one that the form has no words for is shown as it stands */
export function ruleInWords(rule: string, words: Words): string {
  const choice = choiceIn(rule);
  if (choice.kind === 'raw') return words.t('calendar.rule.raw', { rule });
  const end = choice.until
    ? words.t('calendar.rule.until', { day: words.date(choice.until) })
    : choice.count
      ? words.t('calendar.rule.times', { count: choice.count })
      : null;
  return [patternInWords(choice, words), end].filter(Boolean).join(', ');
}

function patternInWords(choice: Exclude<RuleChoice, { kind: 'raw' }>, words: Words): string {
  const { every } = choice;
  switch (choice.kind) {
    case 'weekly': {
      const days = choice.weekdays.map((day) => weekday(day, words));
      return days.length > 0
        ? words.t('calendar.rule.weeklyOn', { every, days: days.join(', ') })
        : words.t('calendar.rule.weekly', { every });
    }
    case 'monthly_weekday':
      return words.t('calendar.rule.monthlyWeekday', {
        every,
        nth: choice.nth === -1 ? 'last' : choice.nth === -2 ? 'lastButOne' : String(choice.nth),
        day: weekday(choice.weekday, words)
      });
    case 'monthly_day':
      return words.t('calendar.rule.monthlyDay', { every, day: choice.day });
    case 'yearly':
      return words.t('calendar.rule.yearly', { every });
  }
}

function weekday(day: Weekday, words: Words): string {
  return words.t(`calendar.weekday.${day}`);
}
