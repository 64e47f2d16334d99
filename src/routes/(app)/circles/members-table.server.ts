// The list of a circle's members as a table, for those inside.
import { seesInside } from '#lib/domains/circles/policy.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { WrittenTable } from '#lib/platform/tabular/write.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { circleFor } from './circle.server.ts';

export async function membersTable(
  db: Database,
  actor: Actor,
  { slug, words }: { slug: string; words: Words }
): Promise<WrittenTable> {
  const { circle } = await circleFor(db, actor, { slug, words, may: seesInside });
  const members = await listMembers(db, circle.id);
  const { t } = words;
  return {
    columns: [
      t('circles.member.organisation'),
      t('circles.member.who'),
      t('circles.member.office'),
      t('circles.member.email'),
      t('circles.member.phone'),
      t('circles.member.settlement'),
      t('circles.member.seats'),
      t('circles.member.since')
    ],
    rows: members.map((member) => [
      member.organisation?.name ?? null,
      member.name,
      t(`circles.office.${member.office}`),
      member.email,
      member.phone,
      member.settlement?.name ?? null,
      member.seats,
      member.joinedOn
    ])
  };
}
