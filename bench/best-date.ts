// The best date of a round table: every pattern of a year over everybody's calendar.
import { findBestDates } from '#lib/core/best-date.ts';
import { monthlyPatterns } from '#lib/core/date-patterns.ts';
import { randomFrom } from '#lib/core/random.ts';
import { epochMinutes } from '#lib/core/time.ts';
import { timed } from './clash-time.ts';

const sizes = [
  { members: 30, engagements: 50 },
  { members: 30, engagements: 200 },
  { members: 60, engagements: 400 }
];

export function benchBestDate(): Promise<string> {
  const patterns = monthlyPatterns({
    weekdays: [1, 2, 3, 4, 5],
    nths: [1, 2, 3, 4, -1],
    everyMonths: 3,
    times: Array.from(
      { length: 23 },
      (_, n) => `${String(9 + (n >> 1)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`
    )
  });
  const lines = sizes.map(({ members, engagements }) => {
    const question = {
      patterns,
      ...{ from: '2027-01-01', to: '2028-01-01', minutes: 120, quorum: Math.ceil(members / 2) },
      members: membersWith(members, engagements)
    };
    const { spent, value } = timed(15, () => findBestDates(question));
    return `| ${patterns.length} | ${members} | ${engagements} | ${spent.processor.toFixed(1)} ms | ${value.answer[0]?.cost} |`;
  });
  return Promise.resolve(
    [
      '# Best date',
      '',
      'Once a quarter, two hours, a year ahead: five weekdays, five weeks of the month, three months, 23 times. All patterns are tried;',
      'a brute-force twin in the tests finds no better one.',
      '',
      '| patterns | members | engagements each | processor time | missing over the year, at best |',
      '|--:|--:|--:|--:|--:|',
      ...lines,
      ''
    ].join('\n')
  );
}

function membersWith(count: number, engagements: number) {
  const random = randomFrom(7);
  const first = epochMinutes(new Date('2027-01-01T00:00:00Z'));
  return Array.from({ length: count }, (_, n) => ({
    id: `m${n}`,
    required: n === 0,
    busy: Array.from({ length: engagements }, () => {
      const start = first + Math.floor(random() * 365) * 1440 + 420 + Math.floor(random() * 24) * 30;
      return { start, end: start + 120 };
    })
  }));
}
