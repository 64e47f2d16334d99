import { error, fail, redirect } from '@sveltejs/kit';
import { theHouse } from '../../../../the-house.server.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator, goOn, textIn } from '../step.ts';
import { invite } from '#lib/domains/people/invitations.server.ts';
import { readInvitation } from '#lib/domains/people/membership-input.ts';
import type { Place } from '#lib/domains/people/place.ts';
import { organisationDraft } from '#lib/domains/registry/form.server.ts';
import { spokenErrors } from '#lib/domains/registry/form-words.ts';
import { textsOf } from '#lib/domains/registry/input.ts';
import { createOrganisation } from '#lib/domains/registry/operations.server.ts';
import { listOwnOrganisations } from '#lib/domains/registry/own-organisations.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { findInstallation, languagesOf } from '#lib/platform/installation.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** More belong on the pages of the organisations themselves. */
const offered = 8;

export const load: PageServerLoad = async (event) => {
  administrator(event);
  const { db, now } = event.locals;
  const { rows, total } = await listOwnOrganisations(db, offered);
  return {
    organisations: rows.map(({ id, slug, name }) => ({ id, slug, name })),
    more: total - rows.length,
    languages: languagesOf(await findInstallation(db)),
    once: newOnceKey(now)
  };
};

export const actions: Actions = {
  organisation: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const draft = await organisationDraft(db, form);
    if (!draft.ok)
      return fail(400, {
        which: 'organisation' as const,
        values: textsOf(form),
        errors: spokenErrors(words, draft.errors).map(({ field, message }) => ({ field, message }))
      });
    const saved = await actOnce(db, actor, { form, now }, (tx) =>
      createOrganisation(tx, actor, draft.value, now)
    );
    if (!saved.ok) error(404);
    setFlash(event.cookies, words.t('setup.team.organisationSaved', { name: draft.value.name }));
    redirect(303, words.href('/admin/setup/team'));
  },
  invite: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    const form = await event.request.formData();
    const refused = (errors: readonly { field: string; message: string }[]) =>
      fail(400, { which: 'invite' as const, values: textsOf(form), errors: [...errors] });
    // The role names its place, too: «owner at this organisation».
    const [kind = '', organisation = ''] = textIn(form, 'role').split('@');
    const place = await placeOf(db, organisation, words);
    if (!place || !kind) return refused([{ field: 'role', message: words.t('setup.team.roleMissing') }]);
    form.set('kind', kind);
    const invitee = readInvitation(form, place);
    if (!invitee.ok)
      return refused(invitee.errors.map(({ field, message }) => ({ field, message: words.t(message) })));
    const done = await actOnce(db, actor, { form, now }, (tx) =>
      invite(tx, actor, { place, invitee: invitee.value }, now)
    );
    if (!done.ok) {
      if (done.reason !== 'already_there') error(404);
      return refused([{ field: 'email', message: words.t('people.team.alreadyThere') }]);
    }
    const { name } = invitee.value;
    setFlash(
      event.cookies,
      theHouse().post
        ? words.t('setup.team.invited', { name })
        : words.t('setup.team.invitedOutbox', { name })
    );
    redirect(303, words.href('/admin/setup/team'));
  },
  next: async (event) => {
    administrator(event);
    return goOn(event, 'team');
  }
};

async function placeOf(db: App.Locals['db'], organisation: string, words: Words): Promise<Place | null> {
  if (organisation === 'wide') return { kind: 'wide', name: words.t('house.name'), path: '/admin/people' };
  const { rows } = await listOwnOrganisations(db, offered);
  const found = rows.find(({ id }) => id === organisation);
  return found
    ? {
        kind: 'organisation',
        id: found.id,
        settlement: found.settlement,
        name: found.name,
        path: `/organisations/${found.slug}`
      }
    : null;
}
