// What the link in the mail about one's seat does, without an account: correct what it says, or leave.
import { oneLine } from '#lib/core/text.ts';
import { system } from '#lib/platform/actor.ts';
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkDone, LinkMistakes } from '#lib/platform/domain.ts';
import { correctSeat, endSeat } from './members.server.ts';
import { purposes, type Member } from './model.ts';
import { findCircleById, findMember } from './queries.server.ts';

export const seatByLink: LinkAct = {
  purpose: purposes.seat,
  async show(db, link, words) {
    const member = await memberOf(db, link);
    const circle = member && (await findCircleById(db, member.circleId));
    if (!member || !circle) return null;
    const title = words.t('circles.link.seatTitle', { circle: circle.name });
    if (member.leftOn !== null) return { title, lead: words.t('circles.link.seatLeft'), choices: [] };
    return {
      title,
      lead: words.t('circles.link.seatLead'),
      facts: [
        ...(member.organisation
          ? [{ term: words.t('circles.member.organisation'), text: member.organisation.name }]
          : []),
        { term: words.t('circles.member.office'), text: words.t(`circles.office.${member.office}`) },
        { term: words.t('circles.page.purpose'), text: circle.purpose }
      ],
      fields: [
        { name: 'name', label: words.t('circles.member.name'), value: member.name ?? '', type: 'text' },
        { name: 'phone', label: words.t('circles.member.phone'), value: member.phone ?? '', type: 'tel' },
        {
          name: 'seats',
          label: words.t('circles.member.seats'),
          hint: words.t('circles.member.seatsHint'),
          value: member.seats === null ? '' : String(member.seats),
          type: 'text'
        }
      ],
      choices: [
        { value: 'save', label: words.t('circles.link.seatSave') },
        { value: 'leave', label: words.t('circles.link.seatLeave') }
      ]
    };
  },
  async act(tx, link, { choice, fields = {} }, { now, words }): Promise<LinkDone | LinkMistakes> {
    const member = await memberOf(tx, link);
    if (!member || member.leftOn !== null) return { sentence: words.t('circles.link.seatLeft'), href: null };
    if (choice === 'leave') {
      const left = await endSeat(tx, { member, actor: system }, now);
      if (!left.ok && left.reason === 'last_convenor')
        return { mistakes: { name: words.t('circles.error.last_convenor') } };
      return { sentence: words.t('circles.link.seatLeft'), href: null };
    }
    const seats = oneLine(fields['seats'] ?? '');
    if (seats !== '' && !/^([1-9]\d?|[1-4]\d\d|500)$/.test(seats))
      return { mistakes: { seats: words.t('circles.error.seats_wrong') } };
    const name = oneLine(fields['name'] ?? '').slice(0, 200) || null;
    if (name === null && member.organisation === null)
      return { mistakes: { name: words.t('circles.error.who_missing') } };
    const phone = oneLine(fields['phone'] ?? '').slice(0, 50) || null;
    await correctSeat(
      tx,
      { member, actor: system },
      { name, phone, seats: seats === '' ? null : Number(seats) },
      now
    );
    return { sentence: words.t('circles.link.seatSaved'), href: null };
  }
};

function memberOf(db: Database, { subject }: CapabilityLink): Promise<Member | null> {
  return findMember(db, (subject as { member: string }).member);
}
