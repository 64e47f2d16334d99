import { describe, expect, test } from 'vitest';
import { mostWhatIfs, typedWhatIf, whatIfsIn, whatIfText, withWhatIf } from './what-if.ts';

const read = (query: string) => whatIfsIn(new URLSearchParams(query));
const ball = { event: 'szureti-bal', starts: '2026-10-17T18:00' };

describe('what is tried', () => {
  test('survives the way into an address and back', () => {
    const other = { event: 'marton-nap', starts: '2026-11-11T09:30' };
    const query = new URLSearchParams([ball, other].map((each) => ['if', whatIfText(each)]));
    expect(read(query.toString())).toEqual([ball, other]);
  });

  test.each([
    ['if=', []],
    ['if=szureti-bal', []],
    ['if=szureti-bal~2026-02-30T18:00', []],
    ['if=szureti-bal~2026-10-17T24:00', []],
    ['if=SELECT%20*~2026-10-17T18:00', []],
    [`if=${whatIfText({ ...ball, starts: '2026-10-10T18:00' })}&if=${whatIfText(ball)}`, [ball]]
  ])('of %s what makes sense is kept', (query, expected) => {
    expect(read(query)).toEqual(expected);
  });

  test('may be one occurrence, or elsewhere, and not one in the place of the other', () => {
    const evening = { event: 'tanchaz', starts: '2026-10-16T18:00', occurrence: '2026-10-14T18:00' };
    const there = { ...ball, place: 's.szegvar' };
    const all = [ball, evening, { ...evening, occurrence: '2026-10-21T18:00' }];
    const query = new URLSearchParams(all.map((each) => ['if', whatIfText(each)]));
    expect(read(query.toString())).toEqual(all);
    expect(read(`if=${whatIfText(there)}`)).toEqual([there]);
    expect(withWhatIf(all, { ...evening, starts: null })).toEqual([all[0], all[2]]);
    for (const text of [
      'tanchaz~2026-10-16T18:00~x',
      'tanchaz~2026-10-16T18:00@x.y',
      'tanchaz~2026-10-16T18:00@s.A'
    ])
      expect(read(`if=${text}`)).toEqual([]);
  });

  test('is bounded', () => {
    const many = Array.from({ length: 30 }, (_, index) => `if=event-${index}~2026-10-17T18:00`).join('&');
    expect(read(many)).toHaveLength(mostWhatIfs);
    expect(read(many).at(-1)?.event).toBe('event-29');
  });

  test('changes for one event at a time, and goes away', () => {
    const moved = withWhatIf([ball], { event: ball.event, starts: '2026-10-18T18:00' });
    expect(moved).toEqual([{ ...ball, starts: '2026-10-18T18:00' }]);
    expect(withWhatIf(moved, { event: ball.event, starts: null })).toEqual([]);
  });

  test('can be typed, when all of it is there', () => {
    const typed = (query: string) => typedWhatIf(new URLSearchParams(query));
    expect(typed('move=szureti-bal&date=2026-10-17&time=18:00')).toEqual(ball);
    expect(typed('move=szureti-bal&date=2026-10-17&time=18:00&place=v.muvhaz')).toEqual({
      ...ball,
      place: 'v.muvhaz'
    });
    expect(typed('move=tanchaz~2026-10-14T18:00&date=2026-10-17&time=18:00&place=v.muvhaz')).toEqual({
      event: 'tanchaz',
      occurrence: '2026-10-14T18:00',
      starts: '2026-10-17T18:00'
    });
    expect(typed('move=szureti-bal&date=2026-10-17&time=')).toBeNull();
    expect(typed('move=szureti-bal&date=17&time=18:00')).toBeNull();
  });
});
