// Who sends: a loop of this process beside the jobs, so that a slow mail server keeps nothing else waiting.
import { now as clockNow } from '../clock.server.ts';
import type { Database } from '../db/database.server.ts';
import { log } from '../log.server.ts';
import type { Locale } from '../words/paths.ts';
import type { Words } from '../words/words.ts';
import { claimNext, deliver, type DeliveryContext } from './delivery.server.ts';
import { pauseMinutes, type Failure, type ServerFault } from './failure.ts';
import type { MailFileMaker } from './made-files.server.ts';
import type { Post } from './post.server.ts';
import type { Mail } from './schema.server.ts';
import { onMailWaiting } from './senders.ts';

export interface Mailer {
  /** Sends everything that is due; resolves when nothing is left that could leave now. */
  drain(): Promise<void>;
  /** Why nothing leaves now, and until when; null when all is well. */
  trouble(): Trouble | null;
  stop(): Promise<void>;
}

export interface Trouble {
  readonly fault: ServerFault | 'later';
  readonly text: string;
  readonly until: Date;
}

export interface MailerSettings {
  readonly db: Database;
  /** Null where no mail server is set: then mails are kept to be read in the outbox. */
  readonly post: Post | null;
  readonly wordsIn: (locale: Locale) => Promise<Words>;
  readonly origin: string;
  readonly makers?: readonly MailFileMaker[];
  readonly clock?: () => Date;
}

const pollMilliseconds = 30_000;
const stopMilliseconds = 8_000;
/** So many different mails refused for the moment and none taken between them: the server wants a rest. */
const refusalsInRow = 10;

export function startMailer({
  db,
  post,
  wordsIn,
  origin,
  makers = [],
  clock = clockNow
}: MailerSettings): Mailer {
  const context: DeliveryContext | null = post && { db, post, wordsIn, origin, makers, clock };
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  let trouble: Trouble | null = null;
  let faults = 0;
  /** Mails refused for the moment since one was taken. */
  const refused = new Set<string>();

  /** What an attempt says about the server. @returns whether to go on */
  const learn = (mail: Mail, failure: Failure | null): boolean => {
    if (!failure || failure.kind === 'never') {
      trouble = null;
      faults = 0;
      refused.clear();
      return true;
    }
    if (failure.kind === 'later' && refused.add(mail.id).size < refusalsInRow) return true;
    faults++;
    const fault = failure.kind === 'server' ? failure.fault : 'later';
    trouble = {
      fault,
      text: failure.text,
      until: new Date(clock().getTime() + pauseMinutes(faults) * 60_000)
    };
    log('warn', 'mail_server_trouble', { fault, times: faults });
    return false;
  };
  const rests = (): boolean => trouble !== null && trouble.until > clock();

  /** @returns whether there was something that could be sent */
  const sendNext = async (sender: DeliveryContext): Promise<boolean> => {
    if (stopped || rests()) return false;
    const mail = await claimNext(sender);
    return mail !== null && learn(mail, await deliver(sender, mail));
  };
  const lane = async (sender: DeliveryContext): Promise<void> => {
    while (await sendNext(sender));
  };
  const round = async (): Promise<void> => {
    do {
      again = false;
      if (!context) await keepAll(db);
      else {
        await giveUp(db, clock());
        // After a trouble one mail goes ahead alone.
        if (trouble && !(await sendNext(context))) continue;
        await Promise.all(Array.from({ length: context.post.lanes }, () => lane(context)));
      }
    } while (again && !stopped);
  };
  const wake = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= round()
      .catch((error: unknown) => log('error', 'mail_round_failed', { error: String(error) }))
      .finally(() => (running = null));
    return running;
  };
  const stopListening = onMailWaiting(() => void wake());
  const timer = setInterval(() => void wake(), pollMilliseconds);
  timer.unref();
  void wake();

  return {
    drain: wake,
    trouble: () => (rests() ? trouble : null),
    async stop() {
      stopped = true;
      clearInterval(timer);
      stopListening();
      const cut = setTimeout(() => post?.close(), stopMilliseconds);
      await running;
      clearTimeout(cut);
      post?.close();
    }
  };
}

/** Where one process holds the database, whatever was claimed before it started was claimed by one that is gone. */
export async function releaseClaims(db: Database): Promise<void> {
  await db
    .updateTable('mail')
    .set({ claimed_until: null })
    .where('state', '=', 'waiting')
    .where('claimed_until', 'is not', null)
    .execute();
}

/** They are not to leave as a heap of old news on the day when a mail server is set. */
async function keepAll(db: Database): Promise<void> {
  await db.updateTable('mail').set({ state: 'kept' }).where('state', '=', 'waiting').execute();
}

async function giveUp(db: Database, now: Date): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'failed' })
    .where('state', '=', 'waiting')
    .where('give_up_at', '<=', now)
    .where((or) => or.or([or('claimed_until', 'is', null), or('claimed_until', '<', now)]))
    .execute();
}
