// What an administrator should know of the house: finding by finding, what is well, what is not, and where to mend it.
import { sql } from 'kysely';
import type { OpenDatabase, Database, Health } from './db/database.server.ts';
import type { Domain, HealthLine } from './domain.ts';
import { countWaitingWork, readiness } from './health.server.ts';
import { findInstallation } from './installation.server.ts';
import type { JobRunner } from './jobs.server.ts';
import { countInboundMails } from './mail/inbound-queries.server.ts';
import type { Receiver } from './mail/receiver.server.ts';
import { findRoom, isBackupDue, isRoomShort, type Room } from './storage.server.ts';

export type FindingKey =
  | 'database'
  | 'migrations'
  | 'jobs'
  | 'failedJobs'
  | 'mails'
  | 'lateMails'
  | 'smtp'
  | 'mailbox'
  | 'inbound'
  | 'room'
  | 'backup'
  | 'https'
  | 'open'
  | 'restarts';

/** Its words are `administration.health.{key}.good|bad|mend`. */
export interface Finding {
  readonly key: FindingKey;
  /** `advice`: it works, but one would want it otherwise. */
  readonly state: 'good' | 'advice' | 'bad';
  readonly count?: number;
  readonly bytes?: number;
  readonly version?: string;
  /** Where to mend it, as the routes are named. */
  readonly path?: string;
}

export interface WatchedHouse {
  readonly db: Database;
  readonly database: OpenDatabase;
  readonly jobs: JobRunner | null;
  readonly receiver: Receiver | null;
  readonly settings: {
    readonly dataDirectory: string;
    readonly publicUrl: string | undefined;
    readonly smtp: unknown;
    readonly receiving: { readonly imap: unknown };
  };
}

/** What a domain says of itself; its words are its own. */
export interface DomainFinding extends Omit<HealthLine, 'key'> {
  /** With the domain's name before it: `feeds.failing`. */
  readonly key: string;
}

/** In a fixed order; what needs the database is left out when it does not answer. */
export async function findings(
  house: WatchedHouse,
  domains: readonly Domain[],
  now: Date
): Promise<readonly (Finding | DomainFinding)[]> {
  const [ready, room] = await Promise.all([readiness(house), findRoom(house.settings.dataDirectory)]);
  const { settings } = house;
  const outside: readonly Finding[] = [
    ...roomFinding(room),
    { key: 'smtp', state: settings.smtp ? 'good' : 'advice', path: '/admin/mail' },
    ...(settings.receiving.imap
      ? [
          {
            key: 'mailbox',
            state: house.receiver?.trouble() ? 'bad' : 'good',
            path: '/admin/mail/incoming'
          } as const
        ]
      : []),
    { key: 'https', state: settings.publicUrl?.startsWith('https:') ? 'good' : 'advice' }
  ];
  const jobs: Finding = { key: 'jobs', state: ready.jobs === 'stuck' ? 'bad' : 'good' };
  if (ready.database !== 'ok') return [{ key: 'database', state: 'bad' }, jobs, ...outside];
  const health = await house.database.health();
  return [
    { key: 'database', state: 'good', version: health.version, bytes: health.bytes },
    { key: 'migrations', state: ready.migrations === 'ok' ? 'good' : 'bad' },
    jobs,
    ...(await workFindings(house.db, now)),
    ...(await domainFindings(house.db, domains, now)),
    ...outside,
    ...(await installationFindings(house.db, now)),
    ...restartFinding(health)
  ];
}

export function needsAttention({ state }: Finding | DomainFinding): boolean {
  return state !== 'good';
}

async function workFindings(db: Database, now: Date): Promise<readonly Finding[]> {
  const { failed, mails } = await countWaitingWork(db, now);
  const aside = (await countInboundMails(db)).get('aside') ?? 0;
  const lost = (mails?.get('failed') ?? 0) + (mails?.get('bounced') ?? 0);
  return [
    { key: 'failedJobs', state: failed > 0 ? 'bad' : 'good', count: failed, path: '/admin/jobs' },
    ...(mails ? await mailFindings(db, lost, now) : []),
    ...(aside > 0
      ? [{ key: 'inbound', state: 'advice', count: aside, path: '/admin/mail/incoming' } as const]
      : [])
  ];
}

async function mailFindings(db: Database, lost: number, now: Date): Promise<readonly Finding[]> {
  const late = await countLateMails(db, now);
  return [
    { key: 'mails', state: lost > 0 ? 'bad' : 'good', count: lost, path: '/admin/mail' },
    { key: 'lateMails', state: late > 0 ? 'bad' : 'good', count: late, path: '/admin/mail' }
  ];
}

async function domainFindings(
  db: Database,
  domains: readonly Domain[],
  now: Date
): Promise<readonly DomainFinding[]> {
  const found: DomainFinding[] = [];
  for (const { name, health } of domains)
    for (const line of (await health?.(db, now)) ?? []) found.push({ ...line, key: `${name}.${line.key}` });
  return found;
}

/** Mails are tried again for days; what has waited for one whole day will most likely not go by itself. */
async function countLateMails(db: Database, now: Date): Promise<number> {
  const late = new Date(now.getTime() - 86_400_000);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from mail
    where state = 'waiting' and created_at < ${late}`.execute(db);
  return rows[0]?.count ?? 0;
}

async function installationFindings(db: Database, now: Date): Promise<readonly Finding[]> {
  const { lastBackup, maintenance } = await findInstallation(db);
  return [
    { key: 'backup', state: isBackupDue(lastBackup, now) ? 'bad' : 'good', path: '/admin/storage' },
    { key: 'open', state: maintenance ? 'advice' : 'good', path: '/admin/maintenance' }
  ];
}

function roomFinding(room: Room | null): readonly Finding[] {
  if (!room) return [];
  const state = isRoomShort(room) ? 'bad' : 'good';
  return [{ key: 'room', state, bytes: room.freeBytes, path: '/admin/storage' }];
}

function restartFinding({ kind, restarts }: Health): readonly Finding[] {
  if (kind !== 'embedded') return [];
  return [{ key: 'restarts', state: restarts > 0 ? 'advice' : 'good', count: restarts }];
}
