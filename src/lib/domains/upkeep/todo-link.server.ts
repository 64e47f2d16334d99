// What the links in a caretaker's monthly mail do: confirm a record, or put it off.
import type { Actor } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Domain, LinkAct } from '#lib/platform/domain.ts';
import { confirmRecord } from './confirm.server.ts';
import { tellRecords } from './letters.server.ts';
import type { RecordKey } from './model.ts';
import { canConfirm } from './policy.ts';
import { putRecordOff } from './put-off.server.ts';
import { findUpkept, type Found } from './upkept.server.ts';

export const todoPurpose = 'upkeep.todo';

export const todoByLink: LinkAct = {
  purpose: todoPurpose,
  async show(db, link, words, domains) {
    const kept = await keptBy(db, link, domains);
    if (!kept) return null;
    const [told] = await tellRecords(db, [kept.record], words);
    return {
      title: words.t('upkeep.monthly.linkTitle'),
      lead: words.t('upkeep.monthly.linkLead'),
      facts: [{ term: told?.name ?? '', text: told?.lines.join('\n') || words.t('upkeep.letter.nothing') }],
      choices: [
        { value: 'confirm', label: words.t('upkeep.todo.confirm') },
        { value: 'put_off', label: words.t('upkeep.todo.putOff') }
      ]
    };
  },
  async act(tx, link, { choice }, { now, words, domains }) {
    const kept = await keptBy(tx, link, domains);
    if (!kept) return { sentence: words.t('upkeep.link.notYours'), href: null };
    const { actor, record } = kept;
    const key = { domains, kind: record.kind, id: record.id };
    const done =
      choice === 'confirm'
        ? await confirmRecord(tx, actor, { ...key, how: 'mail' }, now)
        : await putRecordOff(tx, actor, key, now);
    if (!done.ok) return { sentence: words.t('upkeep.link.notYours'), href: null };
    return {
      sentence: words.t(choice === 'confirm' ? 'upkeep.todo.confirmed' : 'upkeep.todo.setAside', {
        name: record.name
      }),
      href: record.of.page(record.slug)
    };
  }
};

/** Null when the record is gone, or whoever got the mail takes care of its settlement no more. */
async function keptBy(
  db: Database,
  { person, subject }: CapabilityLink,
  domains: readonly Domain[]
): Promise<{ readonly actor: Actor; readonly record: Found } | null> {
  const [record] = await findUpkept(db, domains, [subject as unknown as RecordKey]);
  if (!record || !person) return null;
  const roles = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .select(['person.name', 'role.settlement_id'])
    .where('role.person_id', '=', person)
    .where('role.kind', '=', 'caretaker')
    .execute();
  const actor: Actor = {
    kind: 'person',
    id: person,
    name: roles[0]?.name ?? '',
    roles: roles.flatMap(({ settlement_id }) =>
      settlement_id ? [{ kind: 'caretaker' as const, settlement: settlement_id }] : []
    )
  };
  return canConfirm(actor, record) ? { actor, record } : null;
}
