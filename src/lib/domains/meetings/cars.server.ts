// Who could travel to a meeting with whom, and the letters in which they hear of each other.
import { shareCars, type SharedCar } from '#lib/core/car-share.ts';
import { inTransaction, type Database } from '#lib/platform/db/database.server.ts';
import {
  button,
  list,
  message,
  paragraph,
  type MailBlock,
  type MailText
} from '#lib/platform/mail/content.ts';
import { sendMail } from '#lib/platform/mail/outbox.server.ts';
import { listSettlementsById } from '#lib/domains/places/queries.server.ts';
import { addresseeOf } from './invite.server.ts';
import { listInvitees, type Invitee } from './invitees.server.ts';
import { factsOf } from './letters.server.ts';
import { lockMeeting, type FullMeeting } from './queries.server.ts';
import { daysLeftTo, isNight, listInvitedWithin } from './reminders.server.ts';

/** Who could travel with whom, of those who come, offered a car or asked for one, and said that they may be told of each other. */
export async function carsTo(
  db: Database,
  meeting: Pick<FullMeeting, 'settlement'>,
  invitees: readonly Invitee[]
): Promise<readonly SharedCar[]> {
  const { settlement } = meeting;
  if (settlement?.lat == null || settlement.lon == null) return [];
  const travelling = invitees.filter(
    ({ ride, rideConsent, reply, remote }) => ride !== null && rideConsent && reply === 'accepted' && !remote
  );
  const others = await listSettlementsById(
    db,
    travelling.flatMap(({ rideFrom }) => rideFrom ?? [])
  );
  const travellers = travelling.flatMap(({ member, ride, seats, rideFrom }) => {
    const home = member.settlement;
    const own = home?.lat != null && home.lon != null ? { lat: home.lat, lon: home.lon } : null;
    const place = (rideFrom ? others.get(rideFrom)?.point : null) ?? own;
    if (!place) return [];
    return [{ id: member.id, place, seats: ride === 'offers' ? (seats ?? 1) : null }];
  });
  const venue = { lat: settlement.lat, lon: settlement.lon };
  return shareCars({ travellers, venue }).answer.cars.filter(({ passengers }) => passengers.length > 0);
}

/** A schedule: two days before, those in one car are told of each other, with the numbers that they gave for it; again when it changes. */
export async function tellOfCars(db: Database, now: Date): Promise<void> {
  if (isNight(now)) return;
  for (const { id } of await listInvitedWithin(db, 3, now))
    await inTransaction(db, async (tx) => {
      const meeting = await lockMeeting(tx, id);
      if (!meeting || daysLeftTo(meeting, now) > 2) return;
      const invitees = await listInvitees(tx, meeting.id);
      const byMember = new Map(invitees.map((invitee) => [invitee.member.id, invitee]));
      const places = await placesOf(tx, invitees);
      const travelling = new Set<string>();
      for (const car of await carsTo(tx, meeting, invitees)) {
        const inCar = [car.driver, ...car.passengers].flatMap((each) => byMember.get(each) ?? []);
        const told = inCar.map(({ member }) => member.id).join(' ');
        for (const invitee of inCar) {
          travelling.add(invitee.id);
          if (invitee.rideTold !== told) await tellOfCar(tx, { meeting, invitee, inCar, told, places }, now);
        }
      }
      // Whoever was told of a car that goes without them, or not at all, must not wait for it.
      for (const invitee of invitees)
        if (invitee.rideTold && !travelling.has(invitee.id)) await tellOfNoCar(tx, { meeting, invitee }, now);
    });
}

/** Names of the settlements from which they said that they would set out, where that is not their own. */
async function placesOf(
  tx: Database,
  invitees: readonly Invitee[]
): Promise<(invitee: Invitee) => string | null> {
  const others = await listSettlementsById(
    tx,
    invitees.flatMap(({ rideFrom }) => rideFrom ?? [])
  );
  return ({ rideFrom, member }) =>
    (rideFrom ? others.get(rideFrom)?.name : null) ?? member.settlement?.name ?? null;
}

async function tellOfCar(
  tx: Database,
  {
    meeting,
    invitee,
    inCar,
    told,
    places
  }: {
    meeting: FullMeeting;
    invitee: Invitee;
    inCar: readonly Invitee[];
    told: string;
    places: (invitee: Invitee) => string | null;
  },
  now: Date
): Promise<void> {
  await tx.updateTable('meeting_invitee').set({ ride_told: told }).where('id', '=', invitee.id).execute();
  const [driver] = inCar;
  if (!driver) return;
  const drives = driver.id === invitee.id;
  const others = drives ? inCar.filter(({ id }) => id !== invitee.id) : [driver];
  await sendCarLetter(
    tx,
    {
      meeting,
      invitee,
      blocks: [
        paragraph(
          drives
            ? message('meetings.mail.car.drives', { title: meeting.title })
            : message('meetings.mail.car.rides', { who: driver.name, title: meeting.title })
        ),
        list(
          others.map((other) => ({
            text: personIn(other, places(other) ?? '–')
          }))
        ),
        ...(others.some(({ ridePhone }) => !ridePhone)
          ? [paragraph(message('meetings.mail.car.noPhone'))]
          : [])
      ]
    },
    now
  );
}

function personIn({ name: who, ridePhone: phone }: Invitee, from: string): MailText {
  return phone
    ? message('meetings.mail.car.person', { who, from, phone })
    : message('meetings.mail.car.personNoPhone', { who, from });
}

async function tellOfNoCar(
  tx: Database,
  { meeting, invitee }: { meeting: FullMeeting; invitee: Invitee },
  now: Date
): Promise<void> {
  await tx.updateTable('meeting_invitee').set({ ride_told: null }).where('id', '=', invitee.id).execute();
  // Who has given it up themselves knows.
  if (invitee.ride === null || invitee.reply !== 'accepted' || invitee.remote) return;
  await sendCarLetter(
    tx,
    {
      meeting,
      invitee,
      blocks: [paragraph(message(`meetings.mail.car.${invitee.ride === 'offers' ? 'alone' : 'gone'}`))]
    },
    now
  );
}

async function sendCarLetter(
  tx: Database,
  { meeting, invitee, blocks }: { meeting: FullMeeting; invitee: Invitee; blocks: readonly MailBlock[] },
  now: Date
): Promise<void> {
  const to = addresseeOf(invitee);
  if (!to) return;
  await sendMail(
    tx,
    {
      to: { email: to.email, name: to.name, person: to.person },
      locale: to.locale,
      kind: 'essential',
      secret: true,
      subject: message('meetings.mail.car.subject', {
        title: meeting.title,
        day: { day: meeting.starts.slice(0, 10), style: 'full' }
      }),
      blocks: [
        ...blocks,
        list(factsOf(meeting).map((text) => ({ text }))),
        button(message('meetings.mail.car.button'), `/invitations/${to.token}`)
      ],
      until: meeting.endsAt
    },
    now
  );
}
