import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { dayOf, defaultZone } from '#lib/core/time.ts';
import { findAgreement, type Agreement, type Party } from '#lib/domains/matches/agreement-queries.server.ts';
import { whenText } from '#lib/domains/matches/agreement-words.ts';
import { sayAfterwards, sayToAgreement } from '#lib/domains/matches/agreements.server.ts';
import { bookableOf } from '#lib/domains/matches/bookable.server.ts';
import { contactOf } from '#lib/domains/matches/contact.server.ts';
import { handleAgreementForm, shownAgreement } from '#lib/domains/matches/form.server.ts';
import { readWords } from '#lib/domains/matches/input.ts';
import { isStillToCome } from '#lib/domains/matches/model.ts';
import { canSeeAgreement, partiesOf } from '#lib/domains/matches/policy.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { historySince } from '../../../../history.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { db, actor, now, locale } = locals;
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const agreement = await seen(locals, params.id);
  const own = partiesOf(actor, agreement.parties);
  const by = agreement.parties[own[0] ?? -1];
  const bookable = agreement.state === 'agreed' ? await bookableOf(db, agreement) : null;
  const dated = agreement.startsOn !== null || agreement.endsOn !== null;
  const isOver = dated && !isStillToCome(agreement, dayOf(now, defaultZone));
  return {
    id: agreement.id,
    number: agreement.number,
    state: agreement.state,
    what: agreement.what,
    place: agreement.place,
    when: whenText(words, agreement),
    match: agreement.match,
    ring: agreement.ring,
    // Reasons are for the parties; what is meant for all is on the organisations' pages.
    parties: await Promise.all(
      agreement.parties.map(async (party, index) => ({
        id: party.id,
        name: party.name,
        slug: party.organisation?.slug ?? null,
        gives: party.gives,
        answer: party.answer,
        fulfilled: party.fulfilled,
        thanks: party.thanks,
        why: party.why,
        contacts:
          by && party.offering && !own.includes(index)
            ? (await contactOf(db, party.offering)).map(({ text }) => text)
            : []
      }))
    ),
    form: by && agreement.state === 'draft' ? shownAgreement(agreement, by) : null,
    by: by?.id ?? null,
    mayCallOff: by !== undefined && (agreement.state === 'draft' || agreement.state === 'agreed'),
    maySayAfterwards: by !== undefined && by.fulfilled === null && agreement.state === 'agreed' && isOver,
    bookable: bookable && !own.includes(bookable.keeper) && by ? bookable : null
  };
};

export const actions: Actions = {
  save: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const { agreement, by } = await own(locals, params.id);
    const handled = await handleAgreementForm(db, actor, {
      form: await request.formData(),
      agreement,
      by,
      now
    });
    if ('hidden' in handled) error(404, words.t('house.error.notFound'));
    if ('saved' in handled) {
      const agreed = handled.saved.state === 'agreed';
      setFlash(cookies, words.t(agreed ? 'matches.agreement.done_agreed' : 'matches.agreement.done_yes'));
      redirect(303, words.href(`/agreements/${agreement.id}`));
    }
    const { meanwhile } = handled;
    const entries = meanwhile
      ? await historySince(db, { object: agreement.id, words, since: meanwhile.since })
      : null;
    return fail(meanwhile ? 409 : 400, { ...handled, entries });
  },
  cancel: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const { agreement, by } = await own(locals, params.id);
    const note = noteIn(await request.formData());
    const said = { id: agreement.id, party: by.id, edit: null, word: 'no' as const, note };
    const done = await sayToAgreement(db, actor, said, now);
    setFlash(cookies, words.t(done.ok ? 'matches.agreement.done_cancelled' : 'matches.agreement.closed'));
    redirect(303, words.href(`/agreements/${agreement.id}`));
  },
  afterwards: async ({ locals, params, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const { agreement, by } = await own(locals, params.id);
    const form = await request.formData();
    const word = form.get('word') === 'no' ? 'no' : 'yes';
    const done = await sayAfterwards(
      db,
      actor,
      {
        id: agreement.id,
        party: by.id,
        word,
        text: noteIn(form),
        isPublic: form.get('word') === 'public'
      },
      now
    );
    const told = word === 'yes' ? 'matches.afterwards.doneYes' : 'matches.afterwards.doneNo';
    setFlash(cookies, words.t(done.ok ? told : 'matches.agreement.closed'));
    redirect(303, words.href(`/agreements/${agreement.id}`));
  }
};

async function seen({ db, actor, locale }: App.Locals, id: string): Promise<Agreement> {
  const agreement = await findAgreement(db, id);
  if (!agreement || !canSeeAgreement(actor, agreement.parties))
    error(404, (await wordsIn(locale)).t('house.error.notFound'));
  return agreement;
}

/** Caretakers see it; its parties speak. */
async function own(locals: App.Locals, id: string): Promise<{ agreement: Agreement; by: Party }> {
  const agreement = await seen(locals, id);
  const by = agreement.parties[partiesOf(locals.actor, agreement.parties)[0] ?? -1];
  if (!by) error(404, (await wordsIn(locals.locale)).t('house.error.notFound'));
  return { agreement, by };
}

function noteIn(form: FormData): string | null {
  const note = form.get('note');
  return typeof note === 'string' ? readWords(note) : null;
}
