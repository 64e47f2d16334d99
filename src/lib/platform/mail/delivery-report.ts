// Reads what mail servers say of a mail that did not arrive (RFC 3464), as far as it concerns one of ours.

export interface DeliveryReport {
  /** `failed`: it will not arrive · `other`: it is late, has been passed on, or has arrived. */
  readonly action: 'failed' | 'other';
  /** There is no such address; a full mailbox or a refused content says nothing about the address. */
  readonly hard: boolean;
  /** What the other side said. */
  readonly text: string;
}

/**
 * The worst that a `message/delivery-status` part says of any recipient: our mails have one. Null where it says nothing.
 */
export function readDeliveryReport(part: string): DeliveryReport | null {
  const reports = part
    .slice(0, 64 * 1024)
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .slice(0, 100)
    .flatMap((group) => reportOf(fieldsOf(group)) ?? []);
  return (
    reports.find(({ action, hard }) => action === 'failed' && hard) ??
    reports.find(({ action }) => action === 'failed') ??
    reports[0] ??
    null
  );
}

function reportOf(fields: ReadonlyMap<string, string>): DeliveryReport | null {
  const action = fields.get('action')?.toLowerCase();
  if (action === undefined) return null;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? '';
  const said = (fields.get('diagnostic-code') ?? '').replace(/^[a-z0-9-]+;\s*/i, '');
  return {
    action: action.startsWith('failed') ? 'failed' : 'other',
    // RFC 3463: 5.1.x bad address, 5.2.1 mailbox disabled.
    hard: status.startsWith('5.1.') || status === '5.2.1',
    text: [status, said].filter(Boolean).join(' ').slice(0, 500)
  };
}

function fieldsOf(group: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':');
    if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return fields;
}

/** Message-IDs without angle brackets, of `Message-ID`, `In-Reply-To` and `References` alike; at most 20. */
export function messageIdsIn(text: string): string[] {
  const found = text.slice(0, 16 * 1024).matchAll(/<([!-;=?-~]{3,250})>/g);
  return [...new Set([...found].map(([, id = '']) => id))].slice(-20);
}
