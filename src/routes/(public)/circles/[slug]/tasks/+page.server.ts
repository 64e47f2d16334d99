import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { isUuid } from '#lib/core/ids.ts';
import { oneLine } from '#lib/core/text.ts';
import { dayOf, defaultZone, isDay } from '#lib/core/time.ts';
import { seatsOf } from '#lib/domains/circles/policy.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { taskStates, urgencyOf } from '#lib/domains/minutes/model.ts';
import { canFinishTask } from '#lib/domains/minutes/policy.ts';
import { ownerFor } from '#lib/domains/minutes/minutes-view.ts';
import { nameOf } from '#lib/domains/minutes/record.server.ts';
import { countTasks, listTasks } from '#lib/domains/minutes/task-queries.server.ts';
import { addTask, changeTask, type TaskChange } from '#lib/domains/minutes/tasks.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { actOnce, newOnceKey } from '#lib/platform/once.server.ts';
import { recordsAsked } from '../../../../circle-records.server.ts';

const perPage = 40;

export const load: PageServerLoad = async (event) => {
  const { db, actor, now } = event.locals;
  const { circle, inside, runs, offices, words } = await recordsAsked(event, ({ showsTasks }) => showsTasks);
  const { searchParams } = event.url;
  const asked = searchParams.get('state');
  const state = taskStates.find((each) => each === asked) ?? (asked === 'all' ? null : 'open');
  const mine = inside && searchParams.has('mine');
  const text = (searchParams.get('q') ?? '').trim().slice(0, 100);
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
  const own = seatsOf(actor, offices).map(({ id }) => id);
  const query = {
    circle: circle.id,
    ...(state ? { state } : {}),
    publicOnly: !inside,
    ...(mine ? { owners: own } : {}),
    text
  };
  const today = dayOf(now, defaultZone);
  const tasks = await listTasks(db, { ...query, limit: perPage, offset: (page - 1) * perPage });
  return {
    circle: { slug: circle.slug, name: circle.name },
    inside,
    runs,
    state: state ?? ('all' as const),
    mine,
    text,
    page,
    perPage,
    once: newOnceKey(now),
    total: await countTasks(db, query),
    tasks: tasks.map((task) => ({
      id: task.id,
      text: task.text,
      who: ownerFor(task, words, inside || circle.showsMembers),
      dueOn: task.dueOn,
      urgency: urgencyOf(task.dueOn, today),
      state: task.state,
      doneAt: task.doneAt,
      doneNote: inside ? task.doneNote : null,
      about: task.about,
      meeting: task.meeting,
      carried: task.carried,
      public: task.public,
      mayFinish: task.state === 'open' && canFinishTask(actor, offices, task)
    })),
    members: runs
      ? (await listMembers(db, circle.id))
          .filter(({ office }) => office !== 'informed')
          .map((member) => ({ id: member.id, name: nameOf(member) }))
      : []
  };
};

type Asked = Parameters<NonNullable<Actions[string]>>[0];

async function change(event: Asked, made: (form: FormData) => TaskChange | null) {
  const { db, actor, now } = event.locals;
  const { offices, words } = await recordsAsked(event, () => false);
  const form = await event.request.formData();
  const wanted = made(form);
  if (!wanted) return fail(422, { error: words.t('minutes.link.dayMissing') });
  const done = await changeTask(db, actor, { id: String(form.get('task')), offices, change: wanted }, now);
  if (!done.ok && done.reason !== 'over') error(404, words.t('house.error.notFound'));
  setFlash(event.cookies, words.t(done.ok ? `minutes.tasks.did.${wanted.act}` : 'minutes.link.taskOver'));
  redirect(303, event.url.pathname);
}

export const actions: Actions = {
  finish: (event) =>
    change(event, (form) => ({
      act: 'finish',
      note:
        String(form.get('note') ?? '')
          .trim()
          .slice(0, 1000) || null,
      how: 'account'
    })),
  put_off: (event) =>
    change(event, (form) => {
      const dueOn = String(form.get('due') ?? '');
      return isDay(dueOn) && dueOn > dayOf(event.locals.now, defaultZone) ? { act: 'put_off', dueOn } : null;
    }),
  hand: (event) =>
    change(event, (form) => {
      const to = String(form.get('to') ?? '');
      return isUuid(to) ? { act: 'hand', to } : null;
    }),
  drop: (event) => change(event, () => ({ act: 'drop' })),
  reopen: (event) => change(event, () => ({ act: 'reopen' })),
  async add(event) {
    const { db, actor, now } = event.locals;
    const { offices, words } = await recordsAsked(event, () => false);
    const form = await event.request.formData();
    const text = oneLine(String(form.get('text') ?? '')).slice(0, 1500);
    const due = String(form.get('due') ?? '');
    if (text === '') return fail(422, { error: words.t('minutes.tasks.textMissing') });
    const done = await actOnce(db, actor, { form, now }, (tx) =>
      addTask(
        tx,
        actor,
        {
          offices,
          text,
          owner: String(form.get('owner') ?? '') || null,
          dueOn: isDay(due) ? due : null,
          isPublic: form.get('public') === 'yes'
        },
        now
      )
    );
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(event.cookies, words.t('minutes.tasks.did.add'));
    redirect(303, event.url.pathname);
  }
};
