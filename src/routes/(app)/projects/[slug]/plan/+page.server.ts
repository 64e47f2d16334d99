import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { readShares, shownAgain, type FieldError } from '#lib/domains/projects/input.ts';
import { confirmEvents, makeEvents, undoEvents } from '#lib/domains/projects/made-events.server.ts';
import { answerProject, askPartners, recordSpoken } from '#lib/domains/projects/partners.server.ts';
import { changePlan, changeShares, searchProject, takeFound } from '#lib/domains/projects/planning.server.ts';
import { partnersOf, viewOf } from '#lib/domains/projects/view.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { projectAsked } from '../../../../project-pages.server.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { project } = await projectAsked({ locals, params });
  const { covered, ...view } = await viewOf(locals.db, locals.actor, project);
  const { id, slug, title, state, starts, withinKm, firstDay, lastDay, lead } = project;
  return {
    project: { id, slug, title, state, starts, withinKm, firstDay, lastDay },
    ...{ leads: view.leads, open: view.open, events: view.events, agreed: view.agreed, map: view.map },
    ...{ found: view.found, candidates: view.candidates },
    covered: { people: covered.people, of: covered.of },
    partners: partnersOf(project),
    common: { least: project.atLeast, most: project.atMost },
    answerable: view.answerable.map(({ id: organisation, name, answer }) => ({ organisation, name, answer })),
    toAsk: project.partners.filter(
      ({ id: partner, answer }) =>
        answer === null && view.events.some(({ organisation }) => organisation.id === partner)
    ).length,
    declined: project.partners
      .filter(({ id: partner, answer }) => answer === 'no' && partner !== lead.id)
      .map(({ name }) => name)
  };
};

type Event = {
  readonly locals: App.Locals;
  readonly params: { readonly slug: string };
  readonly request: Request;
  readonly cookies: Cookies;
};

export const actions: Actions = {
  search: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await searchProject(db, actor, { id }, now);
      return done.ok ? words.t('projects.steps.searched') : done;
    }),
  take: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await takeFound(db, actor, { id }, now);
      return done.ok ? words.t('projects.steps.taken') : done;
    }),
  change: (event) =>
    act(event, async ({ db, actor, now }, id, words, form) => {
      const text = (name: string): string => String(form.get(name) ?? '');
      const planned = text('event') || null;
      const to = text('choice') === 'drop' ? null : { venue: text('venue'), day: text('day') };
      const done = await changePlan(db, actor, { id, event: planned, to }, now);
      if (done.ok) return words.t('projects.change.done');
      return { ...done, said: words.lookUp(`projects.change.${done.reason}`) };
    }),
  ask: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await askPartners(db, actor, { id }, now);
      if (!done.ok) return done;
      const { asked, unreached } = done.value;
      const told =
        asked > 0
          ? words.t('projects.steps.asked', { count: asked })
          : words.t('projects.steps.onlyUnreached');
      return unreached.length > 0
        ? `${told} ${words.t('projects.steps.unreached', { names: words.list(unreached) })}`
        : told;
    }),
  answer: (event) =>
    act(event, async ({ db, actor, now }, id, words, form) => {
      const done = await answerProject(db, actor, { id, ...answerIn(form) }, now);
      return done.ok ? words.t('projects.steps.answered') : done;
    }),
  spoken: (event) =>
    act(event, async ({ db, actor, now }, id, words, form) => {
      const done = await recordSpoken(db, actor, { id, ...answerIn(form) }, now);
      return done.ok ? words.t('projects.spoken.done') : done;
    }),
  shares: (event) =>
    act(event, async ({ db, actor, now }, id, words, form) => {
      const shares = shownAgain(form);
      const read = readShares(form);
      if (!read.ok) return { reason: 'number_wrong', shares, errors: read.errors };
      const done = await changeShares(db, actor, { id, shares: read.value }, now);
      if (done.ok) return words.t('projects.share.saved');
      return { ...done, said: words.lookUp(`projects.share.${done.reason}`), shares };
    }),
  make: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await makeEvents(db, actor, { id }, now);
      if (done.ok) return words.t('projects.steps.made', { count: done.value.events });
      if (done.reason !== 'venues_taken') return done;
      const venues = done.taken.map(({ venue, day, what }) =>
        what === null
          ? words.t('projects.steps.takenBooked', { venue, day: words.date(day) })
          : words.t('projects.steps.takenBy', { venue, day: words.date(day), what })
      );
      return { ...done, said: words.t('projects.steps.venues_taken', { venues: words.list(venues) }) };
    }),
  confirm: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await confirmEvents(db, actor, { id }, now);
      return done.ok ? words.t('projects.steps.confirmed') : done;
    }),
  undo: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await undoEvents(db, actor, { id }, now);
      return done.ok ? words.t('projects.steps.undone') : done;
    })
};

/** Tells what was done and leads back to the plan; what could not be is said on the page. */
async function act(
  { locals, params, request, cookies }: Event,
  run: (
    locals: App.Locals,
    id: string,
    words: Words,
    form: FormData
  ) => Promise<
    | string
    | {
        readonly reason: string;
        readonly said?: string | null;
        readonly shares?: Readonly<Record<string, string>>;
        readonly errors?: readonly FieldError[];
      }
  >
) {
  const { project, words } = await projectAsked({ locals, params });
  const done = await run(locals, project.id, words, await request.formData());
  if (typeof done === 'string') {
    setFlash(cookies, done);
    redirect(303, words.href(`/projects/${project.slug}/plan`));
  }
  if (done.reason === 'not_yours' || (done.reason === 'not_found' && !done.said))
    error(404, words.t('house.error.notFound'));
  const { shares = null, errors = [] } = done;
  const problem =
    errors.length > 0
      ? null
      : (done.said ?? words.lookUp(`projects.steps.${done.reason}`) ?? words.t('projects.steps.not_now'));
  return fail(errors.length > 0 ? 400 : 409, { shares, errors, problem });
}

function answerIn(form: FormData): { organisation: string; answer: 'yes' | 'no'; note: string | null } {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  return {
    organisation: text('organisation'),
    answer: text('choice') === 'yes' ? 'yes' : 'no',
    note: text('note').slice(0, 2000) || null
  };
}
