import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutSeries, localStarts, type BookedTimes } from './series.ts';

const tuesdays: BookedTimes = {
  starts: '2026-12-01T18:00',
  minutes: 120,
  allDay: false,
  rule: 'FREQ=WEEKLY;COUNT=5',
  exdates: ['2026-12-15T18:00']
};

describe('a series', () => {
  test('without one of its occurrences has the others', () => {
    const { rest, cut } = cutSeries(tuesdays, { scope: 'one', local: '2026-12-08T18:00' });
    expect(rest && localStarts(rest)).toEqual(['2026-12-01T18:00', '2026-12-22T18:00', '2026-12-29T18:00']);
    expect(localStarts(cut)).toEqual(['2026-12-08T18:00']);
  });

  test('without its first one has the others', () => {
    const { rest } = cutSeries(tuesdays, { scope: 'one', local: '2026-12-01T18:00' });
    expect(rest && localStarts(rest)).toEqual(['2026-12-08T18:00', '2026-12-22T18:00', '2026-12-29T18:00']);
  });

  test('is changed as a whole where that is asked for, or nothing would stay', () => {
    expect(cutSeries(tuesdays, { scope: 'all', local: '2026-12-08T18:00' })).toEqual({
      rest: null,
      cut: tuesdays
    });
    expect(cutSeries(tuesdays, { scope: 'following', local: '2026-12-01T18:00' }).rest).toBeNull();
    const once = { ...tuesdays, rule: null, exdates: [] };
    expect(cutSeries(once, { scope: 'one', local: once.starts })).toEqual({ rest: null, cut: once });
  });

  test('cut in two loses no occurrence and has none twice', () => {
    const rules = fc.constantFrom(
      'FREQ=WEEKLY;COUNT=9',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270401',
      'FREQ=MONTHLY;BYDAY=1TU;COUNT=7',
      'FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20271001',
      'FREQ=DAILY;COUNT=20'
    );
    const at = fc.nat({ max: 30 });
    fc.assert(
      fc.property(rules, at, fc.uniqueArray(at, { maxLength: 3 }), (rule, where, left) => {
        const plain = { ...tuesdays, rule, exdates: [] };
        const all = localStarts(plain);
        const times = { ...plain, exdates: left.flatMap((n) => all[n] ?? []).sort() };
        const starts = localStarts(times);
        const local = starts[where % starts.length] ?? '';
        for (const scope of ['one', 'following', 'all'] as const) {
          const { rest, cut } = cutSeries(times, { scope, local });
          const both = [...(rest ? localStarts(rest) : []), ...localStarts(cut)].sort();
          expect(both).toEqual(starts);
        }
      })
    );
  });
});
