// Reads what somebody follows, with the names of it; and how many do, for those who look after the house.
import { sql } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import type { Weekday } from '#lib/core/time.ts';
import type { Audience, Theme } from '#lib/domains/calendar/model.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Locale } from '#lib/platform/words/paths.ts';
import { mostFollowed, type Kind, type Rhythm, type Target } from './model.ts';

/** Whose a following is: an account's, with the address that it has, or an address's. */
export interface Holder {
  readonly person: Id<'person'> | null;
  /** In lower case. */
  readonly email: string | null;
}

export interface Following {
  readonly id: Id<'following'>;
  readonly person: Id<'person'> | null;
  readonly email: string | null;
  readonly locale: Locale;
  readonly token: string;
  readonly kind: Kind;
  readonly state: 'asked' | 'confirmed';
  /** What is followed, as its page is called; `open` when everybody may see that page. */
  readonly name: string;
  readonly slug: string;
  readonly open: boolean;
  readonly km: number | null;
  readonly audiences: readonly Audience[];
  readonly themes: readonly Theme[];
  readonly rhythm: Rhythm | null;
  readonly weekday: Weekday | null;
  readonly remind: boolean;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
}

/** Confirmed only: what somebody else may have asked for with this address is nobody's yet. */
export async function listFollowings(db: Database, holder: Holder): Promise<Following[]> {
  if (!holder.person && !holder.email) return [];
  const rows = await all(db)
    .where('following.state', '=', 'confirmed')
    .where((eb) =>
      eb.or([
        ...(holder.person ? [eb('following.person_id', '=', holder.person)] : []),
        ...(holder.email ? [eb('following.email', '=', holder.email)] : [])
      ])
    )
    .orderBy('following.kind')
    .orderBy('following.created_at')
    .limit(2 * mostFollowed)
    .execute();
  return rows.map(followingOf);
}

export async function findFollowing(db: Database, id: string): Promise<Following | null> {
  const row = await all(db)
    .where('following.id', '=', id as Id<'following'>)
    .executeTakeFirst();
  return row ? followingOf(row) : null;
}

/** Whose settings a link in a mail opens; null when nothing of theirs is followed any more. */
export async function findHolder(db: Database, token: string): Promise<Holder | null> {
  const row = await db
    .selectFrom('following')
    .leftJoin('person', 'person.id', 'following.person_id')
    .select(['person_id as person', 'following.email'])
    .where('token', '=', token)
    .where('state', '=', 'confirmed')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What the holder has with this target already, confirmed or not. */
export async function findSame(db: Database, holder: Holder, target: Target): Promise<Following | null> {
  const row = await all(db)
    .where((eb) =>
      holder.person
        ? eb('following.person_id', '=', holder.person)
        : eb('following.email', '=', holder.email ?? '')
    )
    .where((eb) => {
      if (target.kind === 'settlement') return eb('following.settlement_id', '=', target.settlement);
      if (target.kind === 'organisation') return eb('following.organisation_id', '=', target.organisation);
      if (target.kind === 'circle') return eb('following.circle_id', '=', target.circle as Id<'circle'>);
      return eb('following.event_id', '=', target.event as Id<'event'>);
    })
    .executeTakeFirst();
  return row ? followingOf(row) : null;
}

export interface FollowerCount {
  readonly settlement: string;
  readonly slug: string;
  /** Null: fewer than five, who are not to be told from each other. */
  readonly count: number | null;
}

/** Cells under five are not shown: in a small village everybody would know who it is. */
const fewest = 5;

/** How many addresses hear of each settlement; the rest only in sum. */
export async function countFollowers(
  db: Database
): Promise<{ readonly settlements: readonly FollowerCount[]; readonly totals: Record<Kind, number | null> }> {
  const rows = await db
    .selectFrom('following')
    .innerJoin('settlement', 'settlement.id', 'following.settlement_id')
    .select([
      'settlement.name as settlement',
      'settlement.slug',
      ({ fn }) => fn.countAll<number>().as('count')
    ])
    .where('state', '=', 'confirmed')
    .groupBy(['settlement.name', 'settlement.slug'])
    .orderBy('settlement.name')
    .limit(4000)
    .execute();
  const sums = await db
    .selectFrom('following')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'confirmed')
    .groupBy('kind')
    .execute();
  const shown = (count: number): number | null => (count < fewest && count > 0 ? null : count);
  const sumOf = (kind: Kind): number | null =>
    shown(Number(sums.find((sum) => sum.kind === kind)?.count ?? 0));
  return {
    settlements: rows.map(({ count, ...row }) => ({ ...row, count: shown(Number(count)) })),
    totals: {
      settlement: sumOf('settlement'),
      organisation: sumOf('organisation'),
      event: sumOf('event'),
      circle: sumOf('circle')
    }
  };
}

function all(db: Database) {
  return db
    .selectFrom('following')
    .leftJoin('settlement', 'settlement.id', 'following.settlement_id')
    .leftJoin('organisation', (join) => join.on(sql<boolean>`organisation.id = following.organisation_id`))
    .leftJoin('event', 'event.id', 'following.event_id')
    .leftJoin('circle', 'circle.id', 'following.circle_id')
    .select((eb) => [
      'following.id',
      'following.person_id',
      'following.email',
      'following.locale',
      'following.token',
      'following.kind',
      'following.state',
      'following.km',
      'following.audiences',
      'following.themes',
      'following.rhythm',
      'following.weekday',
      'following.remind',
      'following.created_at',
      'following.confirmed_at',
      'event.status',
      'circle.public_page',
      eb.fn.coalesce('settlement.name', 'organisation.name', 'event.title', 'circle.name').as('name'),
      eb.fn.coalesce('settlement.slug', 'organisation.slug', 'event.slug', 'circle.slug').as('slug')
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];

function followingOf(row: Row): Following {
  const { id, email, locale, token, kind, state, km, audiences, themes, rhythm, weekday, remind } = row;
  return {
    ...{ id, email, locale, token, kind, state, km, audiences, themes, rhythm, weekday, remind },
    person: row.person_id,
    name: row.name ?? '',
    slug: row.slug ?? '',
    open: row.status !== 'tentative' && row.public_page !== false,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at
  };
}
