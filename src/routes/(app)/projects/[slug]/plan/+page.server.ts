import { error, fail, redirect, type Cookies } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { changePlan, searchProject, takeFound } from '#lib/domains/projects/operations.server.ts';
import {
  answerProject,
  askPartners,
  confirmEvents,
  makeEvents,
  undoEvents
} from '#lib/domains/projects/partners.server.ts';
import { viewOf } from '#lib/domains/projects/view.server.ts';
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
      const told = words.t('projects.steps.asked', { count: asked });
      return unreached.length > 0
        ? `${told} ${words.t('projects.steps.unreached', { names: words.list(unreached) })}`
        : told;
    }),
  answer: (event) =>
    act(event, async ({ db, actor, now }, id, words, form) => {
      const organisation = String(form.get('organisation') ?? '');
      const answer = form.get('choice') === 'yes' ? 'yes' : 'no';
      const note =
        String(form.get('note') ?? '')
          .trim()
          .slice(0, 2000) || null;
      const done = await answerProject(db, actor, { id, organisation, answer, note }, now);
      return done.ok ? words.t('projects.steps.answered') : done;
    }),
  make: (event) =>
    act(event, async ({ db, actor, now }, id, words) => {
      const done = await makeEvents(db, actor, { id }, now);
      if (done.ok) return words.t('projects.steps.made', { count: done.value.events });
      return done.reason === 'venues_taken'
        ? { ...done, said: words.t('projects.steps.venues_taken', { venues: words.list(done.venues) }) }
        : done;
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
  ) => Promise<string | { readonly reason: string; readonly said?: string | null }>
) {
  const { project, words } = await projectAsked({ locals, params });
  const done = await run(locals, project.id, words, await request.formData());
  if (typeof done === 'string') {
    setFlash(cookies, done);
    redirect(303, words.href(`/projects/${project.slug}/plan`));
  }
  if (done.reason === 'not_yours' || (done.reason === 'not_found' && !done.said))
    error(404, words.t('house.error.notFound'));
  return fail(409, {
    problem: done.said ?? words.lookUp(`projects.steps.${done.reason}`) ?? words.t('projects.steps.not_now')
  });
}
