// Who receives: a loop of this process beside the jobs that looks into the mailbox and the tray, and a door for mail servers.
import { now as clockNow } from '../clock.server.ts';
import { log } from '../log.server.ts';
import { oneLine } from './address.ts';
import { pauseMinutes, type ServerFault } from './failure.ts';
import { listenForMail, type InboundSmtp } from './inbound-smtp.server.ts';
import { emptyMailbox, type MailboxLimits, type Take } from './mailbox.server.ts';
import { readWaiting, receiveMail, type ReceivingHouse } from './receive.server.ts';
import type { ReceivingSettings } from './receiving-settings.ts';
import { emptyTray } from './spool.server.ts';

export interface Receiver {
  /** Looks everywhere now, but for a mailbox that is let rest; resolves when all that was there has been taken. */
  drain(): Promise<void>;
  /** Why nothing comes in from the mailbox, and until when it is let rest; null when all is well. */
  trouble(): ReceivingTrouble | null;
  /** Of the door for mail servers; null where it is closed. */
  readonly port: number | null;
  stop(): Promise<void>;
}

export interface ReceivingTrouble {
  readonly fault: Exclude<ServerFault, 'sender'>;
  readonly text: string;
  readonly since: Date;
  readonly until: Date;
}

const pollMilliseconds = 120_000;
const trayMilliseconds = 15_000;

export async function startReceiver(
  house: ReceivingHouse,
  options: {
    readonly settings: ReceivingSettings;
    readonly dataDirectory: string;
    readonly clock?: () => Date;
    readonly limits?: Partial<MailboxLimits>;
    readonly tls?: { ca?: string };
  }
): Promise<Receiver> {
  const { settings, dataDirectory, clock = clockNow, limits, tls } = options;
  const take: Take = (raw, { tooLarge }) => receiveMail(house, raw, clock(), { tooLarge });
  let stopped = false;
  let running: Promise<void> | null = null;
  let trouble: ReceivingTrouble | null = null;
  let faults = 0;
  let lastVisit = 0;

  const visit = async (): Promise<void> => {
    if (!settings.imap || (trouble && trouble.until > clock())) return;
    lastVisit = clock().getTime();
    try {
      await emptyMailbox(settings.imap, take, limits, tls);
      trouble = null;
      faults = 0;
    } catch (error) {
      faults += 1;
      const at = clock();
      trouble = {
        ...faultOf(error),
        since: trouble?.since ?? at,
        until: new Date(at.getTime() + pauseMinutes(faults) * 60_000)
      };
      log('warn', 'mailbox_trouble', { fault: trouble.fault, times: faults });
    }
  };
  const round = async (withMailbox: boolean): Promise<void> => {
    const report = (error: unknown): void => log('warn', 'receiving_failed', { error: String(error) });
    await emptyTray(dataDirectory, take).catch(report);
    if (withMailbox && !stopped) await visit();
    await readWaiting(house, clock()).catch(report);
  };
  const wake = (withMailbox: boolean): Promise<void> => {
    if (stopped) return Promise.resolve();
    running = (running ?? Promise.resolve()).then(() => round(withMailbox));
    return running;
  };
  const timer = setInterval(() => {
    void wake(clock().getTime() - lastVisit >= pollMilliseconds);
  }, trayMilliseconds);
  timer.unref();

  const door = await openDoor(house, settings, clock);
  void wake(true);
  return {
    drain: () => wake(true),
    trouble: () => trouble,
    port: door?.port ?? null,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([door?.close(), running]);
    }
  };
}

/** A port that is taken is told, but keeps nothing else from starting. */
async function openDoor(
  house: ReceivingHouse,
  { smtp, replyAddress }: ReceivingSettings,
  clock: () => Date
): Promise<InboundSmtp | null> {
  if (!smtp || replyAddress === null) return null;
  try {
    return await listenForMail({
      ...smtp,
      address: replyAddress,
      take: (raw, recipients) => receiveMail(house, raw, clock(), { recipients })
    });
  } catch (error) {
    log('error', 'inbound_smtp_not_listening', { port: smtp.port, error: String(error) });
    return null;
  }
}

/** What imapflow's errors carry. */
interface ImapError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly authenticationFailed?: unknown;
  readonly responseText?: unknown;
}

export function faultOf(error: unknown): Pick<ReceivingTrouble, 'fault' | 'text'> {
  const { message, code, authenticationFailed, responseText } = (error ?? {}) as ImapError;
  const text = oneLine(String(responseText || message || error)).slice(0, 500);
  const said = `${String(code)} ${text}`;
  if (authenticationFailed) return { fault: 'password', text };
  if (/ENOTFOUND|EAI_AGAIN/.test(said)) return { fault: 'host_not_found', text };
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(said)) return { fault: 'refused', text };
  if (/timeout|ETIMEOUT|ETIMEDOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT/i.test(said))
    return { fault: 'timeout', text };
  if (/certificate|self.signed|SSL|TLS/i.test(said)) return { fault: 'tls', text };
  if (/NoConnection|EConnectionClosed|ECONNRESET|EPIPE|closed/i.test(said)) return { fault: 'dropped', text };
  return { fault: 'other', text };
}
