import { expect, test } from 'vitest';
import { askThread, runThread } from './thread.server.ts';

const model = { columns: [], rows: [] };
const solver = { script: 'src/lib/platform/optimum/optimum-worker.ts', seconds: 30 };

test('a thread that cannot even begin is told apart from one that breaks at its work', async () => {
  const missing = await runThread({ script: 'src/no-worker.ts', data: null, seconds: 30 }, () => {});
  expect(missing).toMatchObject({ kind: 'broke', began: false });
});

test('what it was given may break it: the error reaches whoever asked', async () => {
  await expect(askThread({ ...solver, data: { model: null } })).rejects.toThrow(TypeError);
});

test('one that takes longer than it may is ended', async () => {
  const order = { ...solver, data: { model, seconds: 30 }, seconds: 0.001 };
  expect(await runThread(order, () => {})).toEqual({ kind: 'too_long' });
  await expect(askThread(order)).rejects.toThrow('longer than 0.001 s');
});

test('a listener that throws ends it as well', async () => {
  const reading = runThread(
    {
      script: 'src/lib/platform/mail/read-message-worker.ts',
      data: { raw: Buffer.from('Subject: x\r\n\r\n'), options: { replyAddress: null } },
      seconds: 30
    },
    () => {
      throw new Error('of the listener');
    }
  );
  await expect(reading).rejects.toThrow('of the listener');
});
