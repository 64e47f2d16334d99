// The mails of a tour: the question about a stop with its link, and that a stop is not held.
import type { Database } from '#lib/platform/db/database.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import { findHosts, type Host } from './hosts.server.ts';
import { answerDays } from './model.ts';
import { findRequest } from './requests.server.ts';
import type { FullTour, TourStop } from './tours.server.ts';

export const stopPurpose = 'touring.stop';

/** Those who write for the host, and whoever asked for the show. */
async function concerned(db: Database, stop: TourStop): Promise<Host[]> {
  const hosts = await findHosts(db, {
    organisation: stop.host?.id ?? null,
    settlement: stop.settlement.id
  });
  const request = stop.request && (await findRequest(db, stop.request));
  const asker: Host[] =
    request?.email && !hosts.some(({ email }) => email.toLowerCase() === request.email?.toLowerCase())
      ? [{ id: request.person, name: request.name ?? '', email: request.email, locale: 'hu' }]
      : [];
  return [...asker, ...hosts];
}

/** @returns how many it reaches */
export async function mailQuestion(
  tx: Database,
  { tour, stop, again = false }: { tour: FullTour; stop: TourStop; again?: boolean },
  now: Date
): Promise<number> {
  const { startsAt } = stop;
  if (!startsAt) return 0;
  const leader = tour.person && (await findRecipient(tx, tour.person));
  const instant = startsAt.toISOString();
  const what = {
    title: tour.pack.title,
    who: tour.pack.organisation.name,
    hall: stop.venue.name,
    place: stop.settlement.name,
    day: { instant, style: 'full' as const },
    time: { instant, style: 'time' as const }
  };
  const hosts = await concerned(tx, stop);
  for (const host of hosts) {
    const link = await makeCapabilityLink(
      tx,
      {
        purpose: stopPurpose,
        subject: { stop: stop.id, starts: instant },
        person: host.id,
        days: answerDays
      },
      now
    );
    await sendMail(
      tx,
      {
        to: { email: host.email, name: host.name, person: host.id },
        locale: host.locale,
        kind: 'essential',
        secret: true,
        ...(leader?.email ? { replyTo: leader.email } : {}),
        subject: message(again ? 'touring.mail.stop.again' : 'touring.mail.stop.subject', {
          title: what.title,
          day: what.day
        }),
        blocks: [
          paragraph(message('touring.mail.stop.text', what)),
          ...(stop.share ? [paragraph(message('touring.mail.stop.share', { share: stop.share }))] : []),
          paragraph(message('touring.mail.stop.becomes')),
          button(message('touring.mail.stop.button'), `/answer/${link.token}`),
          small(message('touring.mail.stop.small', { days: answerDays }))
        ]
      },
      now
    );
  }
  return hosts.length;
}

export async function mailDropped(
  tx: Database,
  { tour, stop }: { tour: FullTour; stop: TourStop },
  now: Date
): Promise<void> {
  const { startsAt } = stop;
  if (!startsAt) return;
  const leader = tour.person && (await findRecipient(tx, tour.person));
  const day = { instant: startsAt.toISOString(), style: 'full' as const };
  for (const host of await concerned(tx, stop))
    await sendMail(
      tx,
      {
        to: { email: host.email, name: host.name, person: host.id },
        locale: host.locale,
        kind: 'essential',
        ...(leader?.email ? { replyTo: leader.email } : {}),
        subject: message('touring.mail.dropped.subject', { title: tour.pack.title }),
        blocks: [
          paragraph(
            message('touring.mail.dropped.text', {
              ...{ title: tour.pack.title, who: tour.pack.organisation.name, hall: stop.venue.name, day }
            })
          )
        ]
      },
      now
    );
}

/** To whoever accepted: where it stands in the calendar, and how it can still be called off. */
export async function mailAccepted(
  tx: Database,
  { tour, stop, token, person }: { tour: FullTour; stop: TourStop; token: string; person: string | null },
  now: Date
): Promise<void> {
  const { startsAt, event } = stop;
  const host = (await concerned(tx, stop)).find(({ id }) => id === person);
  if (!host || !startsAt) return;
  const instant = startsAt.toISOString();
  await sendMail(
    tx,
    {
      to: { email: host.email, name: host.name, person: host.id },
      locale: host.locale,
      kind: 'essential',
      secret: true,
      subject: message('touring.mail.accepted.subject', { title: tour.pack.title }),
      blocks: [
        paragraph(
          message('touring.mail.accepted.text', {
            ...{ title: tour.pack.title, hall: stop.venue.name },
            day: { instant, style: 'full' },
            time: { instant, style: 'time' }
          })
        ),
        ...(event ? [button(message('touring.mail.accepted.event'), `/events/${event.slug}`)] : []),
        button(message('touring.mail.accepted.calendar'), `/feeds/tours/${tour.slug}.ics`),
        button(message('touring.mail.accepted.callOff'), `/answer/${token}`)
      ]
    },
    now
  );
}
