// The owner of a package asks halls whether they would like it; each answers by the link in the mail.
import type { Id } from '#lib/core/ids.ts';
import { no, ok, type Result } from '#lib/core/result.ts';
import { findVenuesByIds } from '#lib/domains/registry/venue-queries.server.ts';
import type { Actor } from '#lib/platform/actor.ts';
import { recordActivity } from '#lib/platform/activity.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { findHosts } from './hosts.server.ts';
import { mayWrite } from './limits.server.ts';
import { answerDays, maxCandidates } from './model.ts';
import { canEditPackage } from './policy.ts';
import { findPackage } from './queries.server.ts';
import type { RequestDraft } from './request-queries.server.ts';
import { insertRequest } from './requests.server.ts';

export const invitedPurpose = 'touring.invited';

type Refused = { ok: false; reason: 'gone' } | { ok: false; reason: 'too_many_letters' };

/** The owner asks halls whether they would like it; whoever asked or was asked already is left out. @returns how many were mailed, and the halls with nobody to mail */
export async function inviteVenues(
  db: Database,
  actor: Actor,
  { pack: id, venues }: { pack: string; venues: readonly string[] },
  now: Date
): Promise<Result<{ invited: number; unreachable: string[] }, Refused>> {
  return inTransaction(
    db,
    async (tx): Promise<Result<{ invited: number; unreachable: string[] }, Refused>> => {
      const pack = await findPackage(tx, id);
      if (!pack || pack.state !== 'open' || !canEditPackage(actor, pack)) return no('gone');
      if (!(await mayWrite(tx, actor, now))) return no('too_many_letters');
      const known = await tx
        .selectFrom('package_request')
        .select('venue_id')
        .where('package_id', '=', pack.id)
        .where('state', 'in', ['invited', 'open'])
        .execute();
      const already = new Set(known.map(({ venue_id }) => venue_id));
      const halls = await findVenuesByIds(tx, venues.slice(0, maxCandidates));
      const unreachable: string[] = [];
      let [invited, letters] = [0, 0];
      for (const hall of halls.values()) {
        if (already.has(hall.id)) continue;
        const hosts = await findHosts(tx, {
          organisation: hall.organisation?.id ?? null,
          settlement: hall.settlement.id
        });
        if (hosts.length === 0) {
          unreachable.push(`${hall.name}, ${hall.settlement.name}`);
          continue;
        }
        const draft: RequestDraft = {
          settlement: hall.settlement.id as Id<'settlement'>,
          venue: hall.id,
          organisation: (hall.organisation?.id ?? null) as Id<'organisation'> | null,
          ...{ days: [], people: null, share: 0, note: null }
        };
        const request = await insertRequest(
          tx,
          {
            pack,
            draft,
            locale: 'hu',
            person: null,
            name: null,
            email: null,
            state: 'invited',
            source: 'entered'
          },
          now
        );
        for (const host of hosts) {
          const link = await makeCapabilityLink(
            tx,
            { purpose: invitedPurpose, subject: { request }, person: host.id, days: answerDays },
            now
          );
          await sendMail(
            tx,
            {
              to: { email: host.email, name: host.name, person: host.id },
              locale: host.locale,
              kind: 'essential',
              secret: true,
              subject: message('touring.mail.invited.subject', { title: pack.title }),
              blocks: [
                paragraph(
                  message('touring.mail.invited.text', {
                    who: pack.organisation.name,
                    title: pack.title,
                    hall: hall.name,
                    place: hall.settlement.name
                  })
                ),
                button(message('touring.mail.invited.button'), `/answer/${link.token}`),
                button(message('touring.mail.invited.look'), `/touring/packages/${pack.slug}`),
                small(message('touring.mail.invited.small', { days: answerDays }))
              ]
            },
            now
          );
        }
        invited++;
        letters += hosts.length;
      }
      if (invited > 0)
        await recordActivity(tx, actor, now, {
          verb: 'package.invited',
          objectKind: 'package',
          objectId: pack.id,
          organisations: [pack.organisation.id],
          details: { count: invited, letters }
        });
      return ok({ invited, unreachable });
    }
  );
}
