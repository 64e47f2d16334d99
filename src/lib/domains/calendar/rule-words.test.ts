import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { ruleInWords } from './rule-words.ts';

const [hu, en] = [await wordsIn('hu'), await wordsIn('en')];

describe('a rule in words', () => {
  test.each([
    ['FREQ=WEEKLY', 'hetente', 'every week'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', 'hetente: kedd, csütörtök', 'every week: Tuesday, Thursday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2 hetente: kedd', 'every 2 weeks: Tuesday'],
    ['FREQ=MONTHLY;BYDAY=1TU', 'havonta: első kedd', 'every month: first Tuesday'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'havonta: utolsó péntek', 'every month: last Friday'],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15', '3 havonta: a hónap 15. napján', 'every 3 months: on day 15'],
    ['FREQ=YEARLY', 'évente', 'every year'],
    ['FREQ=YEARLY;UNTIL=20300630', 'évente, eddig: 2030. június 30.', 'every year, until 30 June 2030'],
    ['FREQ=WEEKLY;COUNT=10', 'hetente, 10 alkalommal', 'every week, 10 times'],
    ['FREQ=DAILY;BYHOUR=3', 'másképp (FREQ=DAILY;BYHOUR=3)', 'otherwise (FREQ=DAILY;BYHOUR=3)']
  ])('%s', (rule, hungarian, english) => {
    expect(ruleInWords(rule, hu)).toBe(hungarian);
    expect(ruleInWords(rule, en)).toBe(english);
  });
});
