// What the links about requests do: show that an address is one's own, and answer the owner's invitation.
import { addDays, dayOf, defaultZone, isDay } from '#lib/core/time.ts';
import { system } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone, LinkMistakes } from '#lib/platform/domain.ts';
import { findActing, speaksForHost } from './hosts.server.ts';
import { findPackage } from './queries.server.ts';
import { invitedPurpose } from './inviting.server.ts';
import { openDays } from './model.ts';
import { factsInBrief } from './package-words.ts';
import { findRequest, type FullRequest } from './request-queries.server.ts';
import { confirmPurpose, recordAsked } from './requests.server.ts';

export const confirmByLink: LinkAct = {
  purpose: confirmPurpose,
  async show(db, link, words) {
    const request = await requestOf(db, link);
    const pack = request && (await findPackage(db, request.pack));
    if (!request || !pack) return null;
    return {
      title: words.t('touring.link.confirmTitle'),
      lead: words.t('touring.link.confirmLead', { title: pack.title, place: request.settlementName }),
      choices: [{ value: 'confirm', label: words.t('touring.link.confirm') }]
    };
  },
  async act(tx, link, _answer, { now, words }): Promise<LinkDone> {
    const request = await requestOf(tx, link);
    const pack = request && (await findPackage(tx, request.pack));
    const href = pack ? `/touring/packages/${pack.slug}` : '/touring';
    if (!request || pack?.state !== 'open' || request.state !== 'unconfirmed')
      return { sentence: words.t('touring.ask.gone'), href };
    await tx
      .updateTable('package_request')
      .set({ state: 'open', updated_at: now })
      .where('id', '=', request.id)
      .execute();
    await recordAsked(tx, system, { pack, draft: request }, now);
    return { sentence: words.t('touring.ask.done', { title: pack.title }), href };
  }
};

export const answerInvitation: LinkAct = {
  purpose: invitedPurpose,
  async show(db, link, words) {
    const request = await invitationOf(db, link);
    const pack = request && (await findPackage(db, request.pack));
    if (!request || !pack) return null;
    const title = words.t('touring.link.invitedTitle', { title: pack.title });
    if (request.state !== 'invited') return { title, lead: words.t('touring.link.answered'), choices: [] };
    return {
      title,
      lead: words.t('touring.link.invitedLead', {
        who: pack.organisation.name,
        hall: request.venueName ?? request.settlementName
      }),
      facts: factsInBrief(words, pack),
      fields: [
        { name: 'from', type: 'date', label: words.t('touring.link.from'), value: '' },
        { name: 'to', type: 'date', label: words.t('touring.link.to'), value: '' },
        {
          name: 'share',
          type: 'text',
          label: words.t('touring.ask.share'),
          hint: words.t('touring.ask.shareHint'),
          value: ''
        }
      ],
      note: words.t('touring.ask.note'),
      choices: [
        { value: 'yes', label: words.t('touring.link.wanted') },
        { value: 'no', label: words.t('touring.link.notWanted') }
      ]
    };
  },
  async act(tx, link, { choice, note, fields = {} }, { now, words }): Promise<LinkDone | LinkMistakes> {
    const request = await invitationOf(tx, link);
    const pack = request && (await findPackage(tx, request.pack));
    if (!request || !pack || request.state !== 'invited')
      return { sentence: words.t('touring.link.answered'), href: null };
    const [from = '', to = ''] = [fields['from'], fields['to']];
    const share = Number((fields['share'] ?? '').replace(/[^\d]/g, '') || 0);
    const mistakes: Record<string, string> = {};
    for (const [name, day] of Object.entries({ from, to }))
      if (day !== '' && !isDay(day)) mistakes[name] = words.t('touring.error.day_wrong');
    if (from && to && from > to) mistakes['to'] = words.t('touring.error.days_swapped');
    if (!(share <= 10_000_000)) mistakes['share'] = words.t('touring.error.number_wrong');
    if (choice === 'yes' && Object.keys(mistakes).length > 0) return { mistakes };
    const yes = choice === 'yes';
    // «From when?» alone means from then on, «until when?» alone from today.
    const first = from || dayOf(now, defaultZone);
    const days = yes && (from || to) ? [{ from: first, to: to || addDays(first, openDays) }] : [];
    await tx
      .updateTable('package_request')
      .set({
        state: yes ? 'open' : 'declined',
        days: JSON.stringify(days),
        share_huf: yes ? share : 0,
        note: note?.slice(0, 2000) ?? null,
        person_id: link.person,
        updated_at: now
      })
      .where('id', '=', request.id)
      .execute();
    const actor = (await findActing(tx, link.person, [request.organisation])) ?? system;
    if (yes) await recordAsked(tx, actor, { pack, draft: request }, now);
    else
      await recordActivity(tx, actor, now, {
        verb: 'package.declined',
        objectKind: 'package',
        objectId: pack.id,
        organisations: [pack.organisation.id, ...(request.organisation ? [request.organisation] : [])],
        details: { place: request.settlementName, title: pack.title }
      });
    return {
      sentence: words.t(yes ? 'touring.link.wantedDone' : 'touring.link.notWantedDone'),
      href: `/touring/packages/${pack.slug}`
    };
  }
};

/** Null for whoever writes for the hall's people no more: an old letter asks for nothing. */
async function invitationOf(db: Database, link: CapabilityLink): Promise<FullRequest | null> {
  const request = await requestOf(db, link);
  if (!request || link.person === null) return request;
  const host = request.organisation === null ? null : { id: request.organisation };
  const speaks = await speaksForHost(db, link.person, { host, settlement: { id: request.settlement } });
  return speaks ? request : null;
}

function requestOf(db: Database, { subject }: CapabilityLink): Promise<FullRequest | null> {
  return findRequest(db, (subject as { request: string }).request);
}
