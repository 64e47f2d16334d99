import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kilometresBetween } from './geo.ts';
import { rotateHosts, type Host, type RotationQuestion } from './host-rotation.ts';

const place = (n: number) => ({ lat: 46.5 + n / 100, lon: 20.2 });
const host = (id: string, more: Partial<Host> = {}): Host => ({
  id,
  place: place(0),
  seats: 30,
  hosted: 0,
  lastAgo: null,
  ...more
});
const meetings = (count: number, seats = 10) =>
  Array.from({ length: count }, (_, n) => ({ id: `m${n}`, seats }));
const ask = (question: Partial<RotationQuestion>): RotationQuestion => ({
  meetings: meetings(1),
  hosts: [],
  members: [{ id: 'anna', place: place(0) }],
  ...question
});
const hostsOf = (question: RotationQuestion) => rotateHosts(question).answer.map(({ host: by }) => by);

describe('the rotation of hosts', () => {
  test('gives the next turn to the one who has had the fewest', () => {
    const hosts = [host('a', { hosted: 2, lastAgo: 3 }), host('b', { hosted: 1, lastAgo: 1 })];
    const [next] = rotateHosts(ask({ hosts })).answer;
    expect(next).toMatchObject({ host: 'b' });
    expect(next?.reasons).toContainEqual({ code: 'fewest_turns', turns: 1 });
    expect(next?.reasons).toContainEqual(expect.objectContaining({ code: 'next_best', host: 'a' }));
  });

  test('among equals to the one whose turn is longest ago', () => {
    const hosts = [host('a', { hosted: 1, lastAgo: 1 }), host('b', { hosted: 1, lastAgo: 2 })];
    expect(hostsOf(ask({ hosts }))).toEqual(['b']);
  });

  test('takes everybody in turn before anybody twice, with no one twice in a row', () => {
    const hosts = ['a', 'b', 'c'].map((id) => host(id));
    const order = hostsOf(ask({ hosts, meetings: meetings(6) }));
    expect(new Set(order.slice(0, 3)).size).toBe(3);
    expect(new Set(order.slice(3)).size).toBe(3);
    order.forEach((id, n) => expect(id).not.toBe(order[n + 1]));
  });

  test('of two whose turn it is, the nearer to the members hosts', () => {
    const hosts = [host('far', { place: place(40) }), host('near', { place: place(1) })];
    const [next] = rotateHosts(ask({ hosts })).answer;
    expect(next).toMatchObject({
      host: 'near',
      reasons: expect.arrayContaining([{ code: 'shortest_way', kilometres: 1 }])
    });
    expect(next?.kilometres).toBeCloseTo(kilometresBetween(place(0), place(1)), 6);
  });

  test('keeps what was promised, and finds another when the host cannot any more', () => {
    const hosts = [host('far', { place: place(40), hosted: 3, lastAgo: 1 }), host('near')];
    const kept = [{ meeting: 'm0', host: 'far' }];
    expect(rotateHosts(ask({ hosts, kept })).answer[0]).toMatchObject({
      host: 'far',
      reasons: expect.arrayContaining([{ code: 'promised' }])
    });
    const gone = hosts.map((each) => (each.id === 'far' ? { ...each, cannot: ['m0'] } : each));
    expect(hostsOf(ask({ hosts: gone, kept }))).toEqual(['near']);
  });

  test('asks for no more room than there is, and says why nobody can host', () => {
    const hosts = [
      host('small', { seats: 5 }),
      host('busy', { cannot: ['m0'] }),
      host('never', { weight: 0 })
    ];
    const { answer, reasons } = rotateHosts(ask({ hosts }));
    expect(answer[0]).toMatchObject({ host: null });
    expect(answer[0]?.reasons).toEqual([
      { code: 'cannot', host: 'busy' },
      { code: 'too_small', host: 'small', seats: 5 }
    ]);
    expect(reasons).toEqual([{ code: 'nobody_can', meetings: 1 }]);
    expect(hostsOf(ask({ hosts: [], meetings: meetings(2) }))).toEqual([null, null]);
    expect(hostsOf(ask({ hosts: [host('a')], members: [], meetings: [] }))).toEqual([]);
  });

  test('who is to host twice as often has had half as many turns', () => {
    const hosts = [host('a', { hosted: 2, lastAgo: 2, weight: 2 }), host('b', { hosted: 2, lastAgo: 2 })];
    expect(hostsOf(ask({ hosts }))).toEqual(['a']);
  });
});

describe('compared with trying every order', () => {
  const world = fc.record({
    hosts: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 60 }),
        hosted: fc.integer({ min: 0, max: 3 }),
        lastAgo: fc.option(fc.integer({ min: 1, max: 6 })),
        seats: fc.option(fc.integer({ min: 5, max: 20 })),
        cannot: fc.boolean()
      }),
      { minLength: 1, maxLength: 5 }
    ),
    members: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 }),
    count: fc.integer({ min: 1, max: 4 })
  });
  const questionOf = ({ hosts, members, count }: typeof world extends fc.Arbitrary<infer W> ? W : never) =>
    ask({
      meetings: meetings(Math.min(count, hosts.length)),
      hosts: hosts.map(({ at, cannot, ...rest }, n) => ({
        id: `h${n}`,
        place: place(at),
        ...rest,
        cannot: cannot ? ['m0'] : []
      })),
      members: members.map((at, n) => ({ id: `p${n}`, place: place(at) }))
    });

  test('no other choice of hosts costs less', () => {
    fc.assert(
      fc.property(world, (given) => {
        const question = questionOf(given);
        const { answer, bound } = rotateHosts(question);
        const best = cheapest(question);
        const own = costOf(
          question,
          answer.map(({ host: by }) => by)
        );
        expect(answer.filter(({ host: by }) => by === null).length).toBe(best.left);
        expect(own).toBeCloseTo(best.cost, 1);
        expect(bound).toBeCloseTo(best.cost, 1);
      }),
      { numRuns: 80 }
    );
  });

  test('the order of hosts does not matter', () => {
    fc.assert(
      fc.property(world, (given) => {
        const question = questionOf(given);
        const turned = { ...question, hosts: [...question.hosts].reverse() };
        expect(hostsOf(turned)).toEqual(hostsOf(question));
      }),
      { numRuns: 40 }
    );
  });
});

/** By the definition in words: 30 km a turn, 4 km a meeting of rest, the mean way and a quarter of the longest. */
function costOf({ hosts, members }: RotationQuestion, chosen: readonly (string | null)[]): number {
  const turns = (each: Host) => each.hosted / (each.weight ?? 1);
  const fewest = Math.min(...hosts.map(turns));
  return chosen.reduce((sum, id, row) => {
    const by = hosts.find((each) => each.id === id);
    if (!by) return sum;
    const ways = members.map((member) => kilometresBetween(member.place, by.place));
    const rest = by.lastAgo === null ? hosts.length : Math.min(hosts.length, by.lastAgo + row);
    const mean = ways.reduce((a, b) => a + b, 0) / ways.length;
    return sum + (turns(by) - fewest) * 30 + (hosts.length - rest) * 4 + mean + Math.max(...ways) / 4;
  }, 0);
}

function cheapest(question: RotationQuestion): { left: number; cost: number } {
  const can = ({ cannot, seats }: Host, meeting: { id: string; seats: number }) =>
    !cannot?.includes(meeting.id) && (seats === null || seats >= meeting.seats);
  const all = question.meetings.reduce<(string | null)[][]>(
    (chosen, meeting) =>
      chosen.flatMap((before) => [
        [...before, null],
        ...question.hosts
          .filter((each) => can(each, meeting) && !before.includes(each.id))
          .map(({ id }) => [...before, id])
      ]),
    [[]]
  );
  return all
    .map((chosen) => ({ left: chosen.filter((id) => id === null).length, cost: costOf(question, chosen) }))
    .reduce((a, b) => ((b.left - a.left || b.cost - a.cost) < 0 ? b : a));
}
