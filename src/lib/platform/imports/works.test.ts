import { expect, test } from 'vitest';
import { attendWork, beginWork, forgetWork, type Tell } from './works.server.ts';

/** Work that ends when it is told to. */
function controlled(): { work: (tell: Tell) => Promise<string>; tell: Tell; end: (outcome: string) => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  const controls = {
    tell: (() => {}) as Tell,
    end: resolve,
    work: (tell: Tell) => {
      controls.tell = tell;
      return promise;
    }
  };
  return controls;
}

test('a page that waits in vain is told how far the work is, and later its outcome, as often as it asks', async () => {
  const work = controlled();
  beginWork('a', work.work);
  expect(await attendWork('a', 1)).toEqual({
    kind: 'running',
    progress: { phase: 'waiting', done: 0, all: 0 }
  });
  work.tell({ phase: 'writing', done: 3, all: 9 });
  expect(await attendWork('a', 1)).toMatchObject({ progress: { phase: 'writing', done: 3 } });
  work.end('fine');
  expect(await attendWork('a')).toEqual({ kind: 'done', outcome: 'fine' });
  expect(await attendWork('a')).toEqual({ kind: 'done', outcome: 'fine' });
  forgetWork('a');
  expect(await attendWork('a')).toBeNull();
});

test('the same work is not begun twice', async () => {
  let begun = 0;
  const count = () => Promise.resolve(++begun);
  beginWork('b', count);
  beginWork('b', count);
  expect(await attendWork('b')).toEqual({ kind: 'done', outcome: 1 });
  expect(begun).toBe(1);
  forgetWork('b');
});

test('works run one after the other, also after one that failed', async () => {
  const first = controlled();
  const order: string[] = [];
  beginWork('c', async (tell) => {
    order.push('first');
    await first.work(tell);
    throw new Error('broken');
  });
  beginWork('d', () => {
    order.push('second');
    return Promise.resolve('fine');
  });
  expect(await attendWork('d', 1)).toMatchObject({ kind: 'running', progress: { phase: 'waiting' } });
  expect(order).toEqual(['first']);
  first.end('');
  expect(await attendWork('d')).toEqual({ kind: 'done', outcome: 'fine' });
  expect(await attendWork('c')).toMatchObject({ kind: 'failed', error: new Error('broken') });
  forgetWork('c');
  forgetWork('d');
});
