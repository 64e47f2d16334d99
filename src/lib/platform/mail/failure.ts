// What a failed attempt means: whose fault it is, whether to try again and when.
import { oneLine } from './address.ts';

/** Why the mail server itself cannot be used: each has a sentence that says how to mend it. */
export type ServerFault =
  'password' | 'host_not_found' | 'refused' | 'tls' | 'timeout' | 'dropped' | 'sender' | 'other';

/**
 * `server`: nobody's mail can leave now, this one is tried again. `later`: the server does not want this mail now. `never`: it
 * refused this mail for good; `noSuchAddress` when because of the recipient's address.
 */
export type Failure =
  | { readonly kind: 'server'; readonly fault: ServerFault; readonly text: string }
  | { readonly kind: 'later'; readonly text: string }
  | { readonly kind: 'never'; readonly noSuchAddress: boolean; readonly text: string };

/** What nodemailer's errors carry. */
interface SmtpError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly command?: unknown;
}

export function failureOf(error: unknown): Failure {
  const { code, responseCode, response, command, message } = (error ?? {}) as SmtpError;
  const text = oneLine(String(response || message || error)).slice(0, 500);
  const reply = typeof responseCode === 'number' ? responseCode : 0;
  const ofMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'server', fault: 'password', text };
  if (!ofMail || reply === 421) return { kind: 'server', fault: serverFault(code, error), text };
  // A refused sender is refused for every mail: it is the setting that is wrong, not the mail. 552 speaks of its size.
  if (command === 'MAIL FROM' && reply !== 552 && reply >= 400)
    return { kind: 'server', fault: 'sender', text };
  if (reply >= 400 && reply < 500) return { kind: 'later', text };
  return { kind: 'never', noSuchAddress: command === 'RCPT TO' && isNoSuchAddress(reply, text), text };
}

/** Minutes until the next attempt: soon after a greylisting, then ever more rarely, at the end every six hours. */
export function backOffMinutes(attempts: number): number {
  return [1, 5, 15, 30, 60, 120, 240][attempts - 1] ?? 360;
}

/** Minutes for which nothing is sent after the server could not be used so many times in a row. */
export function pauseMinutes(failuresInRow: number): number {
  return Math.min(2 ** (failuresInRow - 1), 30);
}

/**
 * Enhanced codes (RFC 3463): 5.1.x bad address, 5.2.1 mailbox disabled; 5.2.2 (full) and 5.7.x (policy) say nothing about the
 * address. Without one: 550, 551 and 553 (RFC 5321 §4.2.3).
 */
function isNoSuchAddress(reply: number, text: string): boolean {
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(text) ?? [];
  if (enhanced) return enhanced.startsWith('5.1.') || enhanced === '5.2.1';
  return reply === 550 || reply === 551 || reply === 553;
}

function serverFault(code: unknown, error: unknown): ServerFault {
  const text = String((error as SmtpError | null)?.message ?? '');
  if (code === 'EDNS' || /ENOTFOUND|EAI_AGAIN/.test(text)) return 'host_not_found';
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(text)) return 'refused';
  if (code === 'ETLS' || /certificate|SSL|TLS/i.test(text)) return 'tls';
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'timeout';
  if (code === 'ECONNECTION' || code === 'ESOCKET') return 'dropped';
  return 'other';
}
