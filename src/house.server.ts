// Composition root: opens the database, brings it up to date, fills an empty one, starts the jobs.
import { domains } from './generated/domains.ts';
import { forgetStrayPhotos } from './photographed.ts';
import { heedInstallation } from './installed.server.ts';
import type { Settings } from './settings.ts';
import { wordsIn } from './words.ts';
import { dayOf } from '#lib/core/time.ts';
import { now as clockNow } from '#lib/platform/clock.server.ts';
import {
  inTransaction,
  openDatabase,
  type Database,
  type OpenDatabase
} from '#lib/platform/db/database.server.ts';
import type { Domain } from '#lib/platform/domain.ts';
import { columns as linkColumns } from '#lib/platform/capability-links.server.ts';
import { columns as importDraftColumns, forgetOldDrafts } from '#lib/platform/imports/drafts.server.ts';
import { columns as importMappingColumns } from '#lib/platform/imports/kept-mapping.server.ts';
import { columns } from '#lib/platform/columns.ts';
import { tellActivities } from '#lib/platform/history.server.ts';
import { gatherDigests } from '#lib/platform/mail/digest.server.ts';
import { releaseClaims, startMailer, type Mailer } from '#lib/platform/mail/mailer.server.ts';
import { openPost, type Post } from '#lib/platform/mail/post.server.ts';
import { columns as inboundMailColumns } from '#lib/platform/mail/inbound-schema.server.ts';
import type { ReceivingHouse } from '#lib/platform/mail/receive.server.ts';
import { startReceiver, type Receiver } from '#lib/platform/mail/receiver.server.ts';
import { receiveRepliesAt, type ReplySettings } from '#lib/platform/mail/reply-address.ts';
import { columns as mailColumns } from '#lib/platform/mail/schema.server.ts';
import { columns as notificationColumns } from '#lib/platform/notifications/schema.server.ts';
import { columns as onceColumns } from '#lib/platform/once.server.ts';
import type { TableDeclarations } from '#lib/platform/personal-data.ts';
import { indexingWork, type Indexing } from '#lib/platform/search/index.server.ts';
import { rebuildWhenWordsChanged } from '#lib/platform/search/vocabulary-stamp.server.ts';
import { columns as searchColumns } from '#lib/platform/search/schema.server.ts';
import { stopSearch } from '#lib/platform/search/search.server.ts';
import { startJobs, type JobRunner } from '#lib/platform/jobs.server.ts';
import { ledgerFile } from '#lib/platform/privacy/ledger.server.ts';
import { forgetByDeclaration } from '#lib/platform/privacy/retention.server.ts';
import { log } from '#lib/platform/log.server.ts';
import { replayErasures, type Erasing } from '#lib/domains/people/erasure.server.ts';
import { buildDataExports } from '#lib/domains/people/data-export.server.ts';
import { forgetUnusedAccounts } from '#lib/domains/people/unused-accounts.server.ts';

export interface House {
  readonly settings: Settings;
  readonly database: OpenDatabase;
  readonly db: Database;
  readonly jobs: JobRunner | null;
  /** The road to the mail server; null where none is set. */
  readonly post: Post | null;
  /** Sends the outbox, in the process that also runs the jobs. */
  readonly mailer: Mailer | null;
  /** Takes the mail that comes in, in the same process. */
  readonly receiver: Receiver | null;
  close(): Promise<void>;
}

/** The domains from the lowest rank up: what one supplies may build on what those below it supplied. */
export const rankedDomains: readonly Domain[] = [...domains].sort(
  (a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1)
);

/** What the platform's tables declare about people; the domains' tables declare it themselves. */
export const platformColumns: TableDeclarations = {
  ...columns,
  ...linkColumns,
  ...importDraftColumns,
  ...importMappingColumns,
  ...inboundMailColumns,
  ...mailColumns,
  ...notificationColumns,
  ...onceColumns,
  ...searchColumns
};

/** What all tables declare about people. */
export const declaredTables: TableDeclarations = Object.assign(
  {},
  platformColumns,
  ...rankedDomains.map(({ columns: own }) => own)
) as TableDeclarations;

export function erasingIn(settings: Settings): Erasing {
  return { tables: declaredTables, ledger: ledgerFile(settings.dataDirectory) };
}

/** What can be found by searching, in the words of both languages. */
export const indexing: Indexing = {
  searchables: rankedDomains.flatMap(({ searchables = [] }) => searchables),
  words: () => Promise.all([wordsIn('hu'), wordsIn('en')])
};

/** What makes files for mails when they leave. */
export const mailFileMakers = rankedDomains.flatMap(({ mailFiles = [] }) => mailFiles);

const nightMinutes = 24 * 60;

/** @param onStep told what is being done, for the person who waits @param onErasedAgain told how many a restored backup still held @param withJobs whether this process runs the jobs */
export async function openHouse(
  settings: Settings,
  {
    onStep = () => {},
    onErasedAgain = () => {},
    withJobs = false
  }: {
    onStep?: (text: string) => void;
    onErasedAgain?: (people: number) => void;
    withJobs?: boolean;
  } = {}
): Promise<House> {
  const erasing = erasingIn(settings);
  const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
  try {
    await database.migrate((step) => onStep(`migration ${step}`));
    await fillEmptyDatabase(database.db, settings, onStep);
    const again = await replayErasures(database.db, erasing, clockNow());
    if (again > 0) {
      log('warn', 'erased_again_after_restore', { people: again });
      onErasedAgain(again);
    }
    await heedInstallation(database.db);
  } catch (error) {
    await database.close();
    throw error;
  }
  const searching = indexingWork(indexing);
  const upkeep: Domain = {
    name: 'platform',
    rank: 0,
    verbs: [],
    columns: platformColumns,
    subscriptions: searching.subscriptions,
    schedules: [
      ...searching.schedules,
      { name: 'vacuum', everyMinutes: nightMinutes, run: () => database.vacuum() },
      {
        name: 'forget_by_declaration',
        everyMinutes: nightMinutes,
        run: async (db, now) => void (await forgetByDeclaration(db, declaredTables, now))
      },
      {
        name: 'forget_unused_accounts',
        everyMinutes: nightMinutes,
        run: (db, now) => forgetUnusedAccounts(db, erasing, now)
      },
      {
        // Each request asks for this job itself; the schedule gives it its name.
        name: 'build_data_exports',
        everyMinutes: 60,
        run: (db, now) =>
          buildDataExports(
            db,
            {
              tables: declaredTables,
              wordsIn,
              tell: (tx, activities, words) => tellActivities(tx, rankedDomains, activities, words)
            },
            now
          )
      },
      {
        name: 'forget_stray_photos',
        everyMinutes: nightMinutes,
        run: async (db) => void (await forgetStrayPhotos(db))
      },
      { name: 'forget_import_drafts', everyMinutes: 60, run: forgetOldDrafts },
      { name: 'gather_digests', everyMinutes: 15, run: gatherDigests }
    ]
  };
  if (withJobs) await rebuildWhenWordsChanged(database.db, clockNow());
  const jobs = withJobs
    ? startJobs(database.db, [upkeep, ...rankedDomains], {
        wordsIn,
        beforeRound: () => heedInstallation(database.db)
      })
    : null;
  const post = settings.smtp && openPost(settings.smtp);
  const mailer = withJobs ? await startSending(database, settings, post) : null;
  receiveRepliesAt(replySettings(settings));
  const receiver = withJobs
    ? await startReceiver(receivingHouse(database.db, settings), {
        settings: settings.receiving,
        dataDirectory: settings.dataDirectory
      })
    : null;
  return {
    settings,
    database,
    db: database.db,
    jobs,
    post,
    mailer,
    receiver,
    async close() {
      await Promise.all([jobs?.stop(), mailer?.stop(), receiver?.stop()]);
      post?.close();
      await stopSearch(database.db);
      await database.close();
    }
  };
}

async function startSending(
  { db, kind }: OpenDatabase,
  settings: Settings,
  post: Post | null
): Promise<Mailer> {
  if (kind === 'embedded') await releaseClaims(db);
  const origin = settings.publicUrl ?? `http://localhost:${settings.port}`;
  return startMailer({ db, post, wordsIn, origin, makers: mailFileMakers });
}

/** Who reads the mails that come in, and which of them are the house's own come back. */
export function receivingHouse(db: Database, { receiving, smtp }: Settings): ReceivingHouse {
  const { replyAddress } = receiving;
  return {
    db,
    readers: rankedDomains.flatMap(({ mailReaders = [] }) => mailReaders),
    replyAddress,
    own: [replyAddress, smtp?.from.email].filter((email) => typeof email === 'string')
  };
}

function replySettings({ receiving, smtp }: Settings): ReplySettings | undefined {
  const otherwise = smtp && (smtp.replyTo ?? smtp.from.email);
  if (receiving.replyAddress === null && !otherwise) return undefined;
  return { address: receiving.replyAddress, otherwise: otherwise ?? receiving.replyAddress ?? '' };
}

/** In one transaction: an interrupted first start leaves nothing behind and begins again. */
async function fillEmptyDatabase(
  db: Database,
  settings: Settings,
  onStep: (text: string) => void
): Promise<void> {
  const filled = await db.selectFrom('settlement').select('id').limit(1).executeTakeFirst();
  if (filled) return;
  const now = clockNow();
  await inTransaction(db, async (tx) => {
    onStep('settlements');
    for (const domain of rankedDomains) await domain.supply?.(tx, now);
    if (!settings.sample) return;
    onStep('sample');
    await loadSample(tx, now);
  });
}

export async function loadSample(tx: Database, now: Date): Promise<void> {
  const context = { now, today: dayOf(now, 'Europe/Budapest'), seed: 1 };
  for (const domain of rankedDomains) await domain.sample?.(tx, context);
}

const shared = globalThis as Record<symbol, unknown>;
const key = Symbol.for('kalaka.house');

/** The open house of this process: the server opens it and the built pages, which carry their own copy of the code, find it here. */
export function provideHouse(house: House): void {
  shared[key] = house;
}

export function providedHouse(): House | null {
  return (shared[key] as House | undefined) ?? null;
}
