// The page of a team is the same for an organisation, a settlement, a county and the whole installation; only the place differs.
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { wordsIn } from '../../words.ts';
import { dayOf } from '#lib/core/time.ts';
import { isUuid } from '#lib/core/ids.ts';
import { invite, withdrawInvitation } from '#lib/domains/people/invitations.server.ts';
import { decideRequest } from '#lib/domains/people/join-decisions.server.ts';
import { readInvitation, readRepresentation, type FormError } from '#lib/domains/people/membership-input.ts';
import { roleKindsAt, type Place } from '#lib/domains/people/place.ts';
import { mayManageTeam, mayRepresent, maySeeTeam } from '#lib/domains/people/policy.ts';
import { representNewcomer } from '#lib/domains/people/representation.server.ts';
import { changeRole, handOver } from '#lib/domains/people/team-changes.server.ts';
import { isOwnerless, listInvitations, listOpenRequests, listTeam } from '#lib/domains/people/team.server.ts';
import { organisationRoleKinds } from '#lib/platform/actor.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** Null when there is no such place. */
export type FindPlace<Event> = (event: Event) => Promise<Place | null>;

export async function loadTeam({ db, actor, now }: App.Locals, place: Place | null) {
  if (!place) error(404);
  const ownerless = await isOwnerless(db, place);
  if (!maySeeTeam(actor, place, ownerless)) error(404);
  const manages = mayManageTeam(actor, place, ownerless);
  return {
    place: { kind: place.kind, name: place.name, path: place.path },
    kinds: roleKindsAt(place),
    ownerless,
    manages,
    represents: manages && place.kind === 'organisation' && mayRepresent(actor),
    self: actor.kind === 'person' ? actor.id : null,
    today: dayOf(now, 'Europe/Budapest'),
    once: newOnceKey(now),
    // Addresses are for those who manage; colleagues see names.
    members: (await listTeam(db, place)).map((member) => (manages ? member : { ...member, email: null })),
    invitations: manages ? await listInvitations(db, place, now) : [],
    requests: manages && place.kind === 'organisation' ? await listOpenRequests(db, place.id) : []
  };
}

export function teamActions<Event extends RequestEvent>(findPlace: FindPlace<Event>) {
  const begin = async (event: Event) => {
    const place = await findPlace(event);
    if (!place) error(404);
    const words = await wordsIn(event.locals.locale);
    const form = await event.request.formData();
    const back = (sentence: string): never => {
      setFlash(event.cookies, sentence);
      redirect(303, words.href(`${place.path}/team`));
    };
    const id = String(form.get('id') ?? '');
    return { ...event.locals, place, words, form, back, id: isUuid(id) ? id : '' };
  };

  return {
    invite: async (event: Event) => {
      const { db, actor, now, place, words, form, back } = await begin(event);
      const invitee = readInvitation(form, place);
      if (!invitee.ok) return wrong('invite', form, invitee.errors);
      const done = await actOnce(db, actor, { form, now }, (tx) =>
        invite(tx, actor, { place, invitee: invitee.value }, now)
      );
      if (done.ok) return back(words.t('people.team.invited', { name: invitee.value.name }));
      if (done.reason !== 'already_there') error(404);
      return wrong('invite', form, [{ field: 'email', message: 'people.team.alreadyThere' }]);
    },
    represent: async (event: Event) => {
      const { db, actor, now, place, words, form, back } = await begin(event);
      const read = readRepresentation(form, dayOf(now, 'Europe/Budapest'));
      if (!read.ok) return wrong('represent', form, read.errors);
      const { name, kind, ...consent } = read.value;
      const text = words.t('people.team.proxyConsent');
      const done = await actOnce(db, actor, { form, now }, (tx) =>
        representNewcomer(tx, actor, { place, name, kind, consent: { ...consent, text } }, now)
      );
      if (!done.ok) error(404);
      return back(words.t('people.team.proxySaved', { name }));
    },
    withdraw: async (event: Event) => {
      const { db, actor, now, place, words, back, id } = await begin(event);
      const done = await withdrawInvitation(db, actor, { place, id }, now);
      return back(done.ok ? words.t('people.team.withdrawn') : refusal(words, done.reason, place));
    },
    decide: async (event: Event) => {
      const { db, actor, now, place, words, form, back, id } = await begin(event);
      if (place.kind !== 'organisation') error(404);
      const granted = organisationRoleKinds.find((kind) => kind === form.get('choice')) ?? null;
      const done = await decideRequest(db, actor, { place, id, granted }, now);
      return back(done.ok ? words.t('people.team.decided') : refusal(words, done.reason, place));
    },
    change: async (event: Event) => {
      const { db, actor, now, place, words, form, back, id } = await begin(event);
      const kind = roleKindsAt(place).find((each) => each === form.get('kind'));
      if (!kind) return back(words.t('people.team.gone'));
      const done = await changeRole(db, actor, { place, id, kind }, now);
      return back(done.ok ? words.t('people.team.changed') : refusal(words, done.reason, place));
    },
    remove: async (event: Event) => {
      const { db, actor, now, place, words, back, id } = await begin(event);
      const done = await changeRole(db, actor, { place, id, kind: null }, now);
      return back(done.ok ? words.t('people.team.removed') : refusal(words, done.reason, place));
    },
    handOver: async (event: Event) => {
      const { db, actor, now, place, words, back, id } = await begin(event);
      const done = await handOver(db, actor, { place, to: id }, now);
      return back(done.ok ? words.t('people.team.handedOver') : refusal(words, done.reason, place));
    }
  };
}

type TeamForm = 'invite' | 'represent';

function wrong(which: TeamForm, form: FormData, errors: readonly FormError[]) {
  const values = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >;
  return fail(400, { which, values, errors });
}

/** What is not the actor's to do does not exist for them; what has changed in the meantime is said on the page. */
function refusal(words: Words, reason: 'not_yours' | 'gone' | 'last_one', place: Place): string {
  if (reason === 'not_yours') error(404);
  if (reason === 'gone') return words.t('people.team.gone');
  return words.t(place.kind === 'wide' ? 'people.team.lastAdministrator' : 'people.team.lastOne');
}
