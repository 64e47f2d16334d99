// Heavy work in a thread of its own, which is ended when it takes more time or memory than it may.
import { Worker } from 'node:worker_threads';
import { projectFile } from './db/project.server.ts';

export interface ThreadOrder {
  /** Path in the project, `src/…-worker.ts`. */
  readonly script: string;
  /** What the thread finds in `workerData`: a copy. */
  readonly data: unknown;
  /** Wall-clock limit. */
  readonly seconds: number;
  /** Of the heap; without it, as much as Node gives a thread. */
  readonly megabytes?: number;
  /** Hands over part by part what is too much to be copied at once; the thread says when it has come to its end. */
  readonly feed?: (post: (part: unknown) => void) => Promise<void>;
}

/**
 * `done`: it came to its end by itself · `too_long` · `broke`: it threw, or had too little memory; `began` tells whether it
 * had said anything by then: what breaks before is no fault of what it was given.
 */
export type ThreadEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'broke'; readonly began: boolean; readonly error: Error };

/** Resolves when the thread is gone; everything it said has been heard by then. */
export async function runThread<Message>(
  { script, data, seconds, megabytes, feed }: ThreadOrder,
  onMessage: (message: Message) => void
): Promise<ThreadEnd> {
  const worker = new Worker(projectFile(script), {
    workerData: data,
    name: script.split('/').at(-1)?.replace('-worker.ts', ''),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    ...(megabytes ? { resourceLimits: { maxOldGenerationSizeMb: megabytes } } : {})
  });
  let began = false;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ThreadEnd>((resolve, reject) => {
      timer = setTimeout(() => resolve({ kind: 'too_long' }), seconds * 1000);
      worker.on('message', (message: Message) => {
        began = true;
        // What the listener throws is the caller's own.
        try {
          onMessage(message);
        } catch (error) {
          reject(error as Error);
        }
      });
      worker.on('error', (error: Error) => resolve({ kind: 'broke', began, error }));
      worker.on('exit', (code) =>
        resolve(
          code === 0
            ? { kind: 'done' }
            : { kind: 'broke', began, error: new Error(`The thread ended with ${code}`) }
        )
      );
      feed?.((part) => worker.postMessage(part)).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** What the thread said last. @throws Error when it broke, took too long, or said nothing */
export async function askThread<Answer extends object>(order: ThreadOrder): Promise<Answer> {
  const heard: { last: Answer | null } = { last: null };
  throwUnlessDone(await runThread<Answer>(order, (answer) => (heard.last = answer)), order);
  if (!heard.last) throw new Error('The thread ended without an answer');
  return heard.last;
}

/** @throws Error when the thread broke or took too long */
export function throwUnlessDone(end: ThreadEnd, { seconds }: ThreadOrder): void {
  if (end.kind === 'broke') throw end.error;
  if (end.kind === 'too_long') throw new Error(`The thread took longer than ${seconds} s`);
}
