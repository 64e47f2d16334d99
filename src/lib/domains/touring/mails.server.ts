// The mails of a tour: the question about a stop with its link, that it is agreed, and that it is taken back.
import { minuteMs } from '#lib/core/time.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { makeCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { button, message, paragraph, small } from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { findRecipient } from '#lib/domains/people/colleagues.server.ts';
import { findHosts, type Host } from './hosts.server.ts';
import { answerDays } from './model.ts';
import { findRequest } from './request-queries.server.ts';
import type { FullTour, TourStop } from './tours.server.ts';

export const stopPurpose = 'touring.stop';

/** Those who write for the host, and whoever asked for the show; `forHall`: whose word counts for the hall too. */
async function concerned(db: Database, stop: TourStop): Promise<(Host & { readonly forHall: boolean })[]> {
  const hosts = await findHosts(db, {
    organisation: stop.host?.id ?? null,
    settlement: stop.settlement.id
  });
  const request = stop.request && (await findRequest(db, stop.request));
  const asker: Host[] =
    request?.email && !hosts.some(({ email }) => email.toLowerCase() === request.email?.toLowerCase())
      ? [{ id: request.person, name: request.name ?? '', email: request.email, locale: 'hu' }]
      : [];
  const keeper = stop.host !== null && stop.host.id === stop.venue.keeper;
  return [
    ...asker.map((host) => ({ ...host, forHall: false })),
    ...hosts.map((host) => ({ ...host, forHall: keeper }))
  ];
}

/** The people with accounts whom the letters of the tour about a stop reach. */
export async function whoHears(db: Database, stop: TourStop): Promise<string[]> {
  return (await concerned(db, stop)).flatMap(({ id }) => id ?? []);
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
        subject: { stop: stop.id, starts: instant, hall: host.forHall },
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
          paragraph(message('touring.mail.stop.around', hallTimes(tour, startsAt))),
          ...(stop.share
            ? [paragraph(message('touring.mail.stop.share', { share: stop.share, offer: stop.offer }))]
            : []),
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

/** To the host: that the leader of the tour has entered a yes in its name, and how to say that it is so, or is not. */
export async function mailEntered(
  tx: Database,
  { tour, stop }: { tour: FullTour; stop: TourStop },
  now: Date
): Promise<void> {
  const { startsAt } = stop;
  if (!startsAt) return;
  const leader = tour.person && (await findRecipient(tx, tour.person));
  const instant = startsAt.toISOString();
  for (const host of await concerned(tx, stop)) {
    const subject = { stop: stop.id, starts: instant, hall: host.forHall };
    const link = await makeCapabilityLink(
      tx,
      { purpose: stopPurpose, subject, person: host.id, days: answerDays },
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
        subject: message('touring.mail.entered.subject', { title: tour.pack.title }),
        blocks: [
          paragraph(
            message('touring.mail.entered.text', {
              ...{ who: tour.pack.organisation.name, title: tour.pack.title },
              ...{ hall: stop.venue.name, place: stop.settlement.name },
              day: { instant, style: 'full' },
              time: { instant, style: 'time' }
            })
          ),
          paragraph(message('touring.mail.entered.until')),
          button(message('touring.mail.entered.button'), `/answer/${link.token}`),
          small(message('touring.mail.entered.small', { days: answerDays }))
        ]
      },
      now
    );
  }
}

/** From when to when the hall is needed, with setting up and taking down. */
function hallTimes({ pack }: FullTour, startsAt: Date) {
  const at = (minutes: number) => ({
    instant: new Date(startsAt.getTime() + minutes * minuteMs).toISOString(),
    style: 'time' as const
  });
  return { from: at(-pack.setup), to: at(pack.minutes + pack.teardown) };
}

/** To whoever was asked: that the company does not come then after all; or that the question is taken back. @returns how many it reaches */
export async function mailTakenBack(
  tx: Database,
  { tour, stop, note }: { tour: FullTour; stop: TourStop; note: string | null },
  now: Date
): Promise<number> {
  const { startsAt } = stop;
  if (!startsAt) return 0;
  const leader = tour.person && (await findRecipient(tx, tour.person));
  const day = { instant: startsAt.toISOString(), style: 'full' as const };
  const agreed = stop.event !== null;
  const what = { title: tour.pack.title, who: tour.pack.organisation.name, hall: stop.venue.name, day };
  const hosts = await concerned(tx, stop);
  for (const host of hosts)
    await sendMail(
      tx,
      {
        to: { email: host.email, name: host.name, person: host.id },
        locale: host.locale,
        kind: 'essential',
        ...(leader?.email ? { replyTo: leader.email } : {}),
        subject: message(agreed ? 'touring.mail.dropped.subject' : 'touring.mail.takenBack.subject', {
          title: tour.pack.title
        }),
        blocks: [
          paragraph(message(agreed ? 'touring.mail.dropped.text' : 'touring.mail.takenBack.text', what)),
          ...(note ? [paragraph(message('touring.mail.takenBack.note', { note }))] : []),
          paragraph(message(agreed ? 'touring.mail.dropped.sorry' : 'touring.mail.takenBack.nothingToDo')),
          button(message('touring.mail.takenBack.look'), `/touring/packages/${tour.pack.slug}`)
        ]
      },
      now
    );
  return hosts.length;
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
