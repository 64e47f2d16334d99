import { existsSync, globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  feedChanges,
  likeness,
  plainTitle,
  saysCalledOff,
  sure,
  type FeedItem,
  type HeldItem
} from './feed-changes.ts';
import { wallMs } from './time.ts';

interface Said {
  readonly uid?: string | null;
  readonly title?: string;
  readonly at?: string;
  readonly place?: string;
  readonly minutes?: number;
  readonly cancelled?: boolean;
  readonly over?: boolean;
  readonly note?: string;
}

let serial = 0;
function item({ uid = null, title = 'Szüreti bál', at = '2027-09-04T18:00', ...more }: Said = {}): HeldItem {
  const { place = 'Művelődési Ház', minutes = 120, cancelled = false, over = false, note = '' } = more;
  return {
    ...{ key: `k${serial++}`, uid, title, place, minutes, cancelled, over, series: '' },
    start: wallMs(at) / 60_000,
    content: JSON.stringify([title, at, place, minutes, cancelled, note])
  };
}

const told = (held: HeldItem[], came: FeedItem[]) => {
  const changes = feedChanges(held, came);
  return {
    pairs: changes.pairs.map(({ held: h, came: c, kind, by }) => `${h.title} → ${c.title}: ${kind} by ${by}`),
    fresh: changes.fresh.map(({ title }) => title),
    gone: changes.gone.map(({ title }) => title),
    unsure: changes.unsure.map(({ held: h, came: c }) => `${h.title} → ${c.title}`),
    rotated: changes.rotated
  };
};

describe('which event is which', () => {
  test('The id says so, whatever else has changed.', () => {
    const held = [item({ uid: 'a' }), item({ uid: 'b', title: 'Vásár', at: '2027-09-05T08:00' })];
    const came = [
      item({ uid: 'b', title: 'Kirakodóvásár és főzőverseny', at: '2027-10-05T08:00', place: 'Piactér' }),
      item({ uid: 'a', note: 'Zene: Napsugár' })
    ];
    expect(told(held, came)).toEqual({
      pairs: [
        'Szüreti bál → Szüreti bál: changed by uid',
        'Vásár → Kirakodóvásár és főzőverseny: moved by uid'
      ],
      fresh: [],
      gone: [],
      unsure: [],
      rotated: false
    });
  });

  test('Ids that are new at every reading count for nothing: time, place and title do.', () => {
    const titles = ['Bál', 'Vásár', 'Könyvklub', 'Filmvetítés'];
    const held = titles.map((title, day) => item({ uid: `x${day}`, title, at: `2027-09-0${day + 1}T18:00` }));
    const came = titles.map((title, day) => item({ uid: `y${day}`, title, at: `2027-09-0${day + 1}T18:00` }));
    const changes = feedChanges(held, came);
    expect(changes.rotated).toBe(true);
    expect(changes.pairs.map(({ kind }) => kind)).toEqual(['same', 'same', 'same', 'same']);
  });

  test('Ids that are places in the list go over to other events when one is put in at the top: no event follows them.', () => {
    const titles = ['Bál', 'Vásár', 'Könyvklub', 'Filmvetítés'];
    const at = (day: number): string => `2027-09-0${day + 2}T18:00`;
    const held = titles.map((title, day) => item({ uid: String(day), title, at: at(day) }));
    const came = [
      item({ uid: '0', title: 'Kiállításmegnyitó', at: '2027-09-01T17:00' }),
      ...titles.map((title, day) => item({ uid: String(day + 1), title, at: at(day) }))
    ];
    const changes = feedChanges(held, came);
    expect(changes.pairs.every(({ held: h, came: c, kind }) => h.title === c.title && kind === 'same')).toBe(
      true
    );
    expect(changes.fresh.map(({ title }) => title)).toEqual(['Kiállításmegnyitó']);
  });

  test.each([
    ['by two hours', { at: '2027-09-04T20:00' }],
    ['by a day', { at: '2027-09-05T18:00' }],
    ['by six weeks', { at: '2027-10-16T18:00' }],
    ['to another place', { place: 'Sportcsarnok' }],
    ['by a week, to another place', { at: '2027-09-11T17:00', place: 'Sportcsarnok' }],
    ['by a day, with a longer title', { at: '2027-09-05T18:00', title: 'Szüreti bál a Napsugár zenekarral' }]
  ])('One without an id that was moved %s is found again.', (_, change) => {
    expect(told([item()], [item(change)]).pairs).toEqual([expect.stringMatching(/: moved by likeness$/)]);
  });

  test('What is called a little otherwise at the same time and place is the same, only changed.', () => {
    expect(told([item()], [item({ title: 'Szüreti mulatság és bál' })]).pairs).toEqual([
      'Szüreti bál → Szüreti mulatság és bál: changed by likeness'
    ]);
  });

  test('What is called quite otherwise at the same time and place is asked about, and neither is gone or new.', () => {
    expect(told([item()], [item({ title: 'Szüreti felvonulás' })])).toMatchObject({
      pairs: [expect.anything()]
    });
    expect(
      told([item({ title: 'Szüreti bál' })], [item({ title: 'Szüreti vigasság népzenével, kóstolóval' })])
    ).toEqual({
      pairs: [],
      fresh: [],
      gone: [],
      unsure: ['Szüreti bál → Szüreti vigasság népzenével, kóstolóval'],
      rotated: false
    });
  });

  test('Of weekly evenings of one title, one that is gone has not become the one of a month later.', () => {
    const yoga = (at: string) => item({ title: 'Jóga', at: `${at}T18:00` });
    const held = ['2027-09-01', '2027-09-08', '2027-09-15'].map(yoga);
    const came = ['2027-09-01', '2027-09-15', '2027-09-22'].map(yoga);
    expect(told(held, came)).toMatchObject({ fresh: ['Jóga'], gone: ['Jóga'], unsure: [] });
    const moved = [...['2027-09-01', '2027-09-15'].map(yoga), yoga('2027-09-09')];
    expect(told(held, moved)).toMatchObject({ fresh: [], gone: [] });
  });

  test('What is over neither is gone nor moves away.', () => {
    expect(told([item({ over: true, at: '2026-09-05T18:00' })], [item()])).toMatchObject({
      pairs: [],
      fresh: ['Szüreti bál'],
      gone: []
    });
  });

  test('An answer overrules everything else.', () => {
    const [held, came] = [item({ uid: 'a' }), item({ uid: 'a', at: '2027-12-04T18:00' })];
    expect(feedChanges([held], [came], () => 'new')).toMatchObject({
      pairs: [],
      fresh: [came],
      gone: [held]
    });
    const other = item({ at: '2027-09-04T18:00', title: 'Valami egészen más', place: 'Piactér' });
    expect(feedChanges([item()], [other], () => 'same').pairs).toMatchObject([{ by: 'answer' }]);
  });

  test('Three of four gone at once is suspicious, one of four is not, and neither are two of two.', () => {
    const held = [1, 2, 3, 4].map((day) =>
      item({ title: `${day}. est`, uid: `${day}`, at: `2027-09-0${day}T18:00` })
    );
    expect(feedChanges(held, held.slice(0, 1)).suspicious).toBe(true);
    expect(feedChanges(held, []).suspicious).toBe(true);
    expect(feedChanges(held, held.slice(1)).suspicious).toBe(false);
    expect(feedChanges(held.slice(0, 2), []).suspicious).toBe(false);
  });
});

test('«ELMARAD» before a title says that it is called off, and is no part of it.', () => {
  expect(saysCalledOff('ELMARAD! Szüreti bál')).toBe(true);
  expect(saysCalledOff('*** Elmaradt: Szüreti bál')).toBe(true);
  expect(saysCalledOff('(Törölve) Szüreti bál')).toBe(true);
  expect(saysCalledOff('Elmaradhatatlan nótáink')).toBe(false);
  expect(plainTitle('ELMARAD! Szüreti bál')).toBe(plainTitle('Szüreti Bál'));
  expect(plainTitle('Telt ház')).toBe('telt haz');
});

describe('whatever comes', () => {
  const said = fc.record({
    uid: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
    title: fc.constantFrom('Jóga', 'Bál', 'Szüreti bál', 'Könyvklub', 'Könyvbemutató', 'ELMARAD! Jóga'),
    at: fc.constantFrom(
      '2027-09-01T18:00',
      '2027-09-02T18:00',
      '2027-09-08T18:00',
      '2027-09-08T19:00',
      '2027-12-01T18:00'
    ),
    place: fc.constantFrom('', 'Könyvtár', 'Művelődési Ház'),
    over: fc.boolean()
  });
  /** As the reading of a file hands them over: no id twice. */
  const list = fc
    .uniqueArray(said, { maxLength: 8, selector: ({ uid }) => uid ?? Symbol('none') })
    .map((all) => all.map((each) => item(each)));
  const seen = ({ pairs, fresh, gone, unsure }: ReturnType<typeof feedChanges>) => ({
    pairs: pairs
      .map(({ held, came, kind }) => `${held.content} ${held.uid} ${came.content} ${came.uid} ${kind}`)
      .sort(),
    fresh: fresh.map(({ content, uid }) => `${content} ${uid}`).sort(),
    gone: gone.map(({ content, uid }) => `${content} ${uid}`).sort(),
    unsure: unsure.map(({ held, came }) => `${held.content} ${came.content}`).sort()
  });

  test('every event of both lists has exactly one lot', () => {
    fc.assert(
      fc.property(list, list, (held, came) => {
        const { pairs, fresh, gone, unsure } = feedChanges(held, came);
        const lots = [...pairs, ...unsure];
        expect([...lots.map((each) => each.came.key), ...fresh.map(({ key }) => key)].sort()).toEqual(
          came.map(({ key }) => key).sort()
        );
        const left = held.filter(({ over, key }) => over && !lots.some((each) => each.held.key === key));
        expect(
          [
            ...lots.map((each) => each.held.key),
            ...gone.map(({ key }) => key),
            ...left.map(({ key }) => key)
          ].sort()
        ).toEqual(held.map(({ key }) => key).sort());
      })
    );
  });

  test('the order of the lists does not matter', () => {
    fc.assert(
      fc.property(list, list, fc.integer(), (held, came, seed) => {
        const turn = <T>(all: T[]): T[] =>
          [
            ...all.slice(Math.abs(seed) % (all.length || 1)),
            ...all.slice(0, Math.abs(seed) % (all.length || 1))
          ].reverse();
        expect(seen(feedChanges(turn(held), turn(came)))).toEqual(seen(feedChanges(held, came)));
      })
    );
  });

  test('what was taken over and comes again is the same', () => {
    fc.assert(
      fc.property(list, (came) => {
        const { pairs, fresh, gone, unsure } = feedChanges(came, came);
        expect([fresh, gone, unsure]).toEqual([[], [], []]);
        expect(pairs.every(({ kind, held, came: c }) => kind === 'same' && held.content === c.content)).toBe(
          true
        );
      })
    );
  });

  test('likeness is between nothing and one, and one thing is like itself', () => {
    fc.assert(
      fc.property(said, said, (a, b) => {
        const value = likeness(item(a), item(b));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(likeness(item(a), item(a))).toBeGreaterThanOrEqual(sure);
      })
    );
  });
});

const snapshots = globSync('../shared/data/events/deventer_bwh_snapshots/*.json').sort();
describe.skipIf(!existsSync('../shared/data/events/deventer_bwh_snapshots'))(
  'a concert house over fifteen months',
  () => {
    const read = (file: string) => {
      const list = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>[];
      const day = file.slice(file.lastIndexOf('/') + 1).slice(0, 10);
      return {
        day,
        items: list.flatMap((row) => {
          const [d, m, y] = (row['datum'] ?? '').split('-');
          const [time = '00:00'] = /\d\d:\d\d/.exec(row['aanvang'] ?? '') ?? [];
          const at = `${y}-${m}-${d}T${time}`;
          if (!/^\d{4}-\d\d-\d\dT/.test(at)) return [];
          return [
            {
              url: row['url'] ?? '',
              ...item({
                title: row['title'] ?? '',
                at,
                place: row['locatie'] ?? '',
                note: row['prijs'] ?? ''
              })
            }
          ];
        })
      };
    };

    test('its events are told from each other without any id as well as by their addresses', () => {
      const numbers = { paired: 0, wrong: 0, missed: 0, asked: 0 };
      for (const [index, file] of snapshots.slice(1).entries()) {
        const before = read(snapshots[index]!);
        const after = read(file);
        const from = wallMs(`${after.day}T00:00`) / 60_000;
        const held = before.items.map((each) => ({ ...each, over: each.start < from }));
        const { pairs, unsure } = feedChanges(held, after.items);
        const found = new Map(pairs.map(({ held: h, came: c }) => [h.key, c]));
        numbers.paired += pairs.length;
        numbers.asked += unsure.length;
        for (const h of held.filter(({ over }) => !over)) {
          const truth = after.items.filter(({ url }) => url === h.url);
          const c = found.get(h.key);
          if (truth.length !== 1) continue;
          if (c && !truth.includes(c)) numbers.wrong += 1;
          if (!c && !unsure.some(({ held: asked }) => asked === h)) numbers.missed += 1;
        }
      }
      // The one asked about has got quite another title in the same room at the same hour.
      expect(numbers).toEqual({ paired: 130, wrong: 0, missed: 0, asked: 1 });
    });
  }
);
