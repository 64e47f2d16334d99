import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { faultText } from '#lib/domains/feeds/fault-words.ts';
import { changeForm, valuesOf, venuesOf } from '#lib/domains/feeds/form.server.ts';
import {
  acceptGone,
  answerQuestion,
  keepFeedEvents,
  pauseFeed,
  removeFeed,
  resumeFeed
} from '#lib/domains/feeds/operations.server.ts';
import { canKeepFeed } from '#lib/domains/feeds/policy.ts';
import { findFeed, listQuestions, listReads, listWithdrawn } from '#lib/domains/feeds/queries.server.ts';
import { readFeed, type ReadOutcome } from '#lib/domains/feeds/read.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../words.ts';

async function feedOf({ db, actor, locale }: App.Locals, id: string) {
  const words = await wordsIn(locale);
  const feed = await findFeed(db, id);
  if (!feed || !canKeepFeed(actor, feed)) error(404, words.t('house.error.notFound'));
  return { feed, words };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { db, now } = locals;
  const { feed } = await feedOf(locals, params.id);
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
  return {
    feed,
    values: valuesOf(feed),
    venues: await venuesOf(db, feed.organisation.id),
    reads: await listReads(db, feed.id, page),
    questions: await listQuestions(db, feed.id, now),
    withdrawn: await listWithdrawn(db, feed.id),
    page,
    now
  };
};

type Event = RequestEvent<{ id: string }>;

/** Does one thing with the feed, says what has come of it, and shows the page again. */
async function act(
  { locals, params, request, cookies }: Event,
  what: (around: {
    locals: App.Locals;
    id: string;
    form: FormData;
    words: Words;
  }) => Promise<{ said: string; to?: string }>
): Promise<never> {
  const { feed, words } = await feedOf(locals, params.id);
  const { said, to } = await what({ locals, id: feed.id, form: await request.formData(), words });
  setFlash(cookies, said);
  redirect(303, words.href(to ?? `/calendar-feeds/${feed.id}`));
}

export const actions: Actions = {
  read: (event) =>
    act(event, async ({ locals: { db, now }, id, words }) => ({
      said: outcomeText(words, await readFeed(db, id, now))
    })),
  pause: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, words }) => {
      await pauseFeed(db, actor, id, now);
      return { said: words.t('feeds.page.paused') };
    }),
  resume: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, words }) => {
      await resumeFeed(db, actor, id, now);
      return { said: words.t('feeds.page.resumed') };
    }),
  gone: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, words }) => {
      await acceptGone(db, actor, id, now);
      return { said: words.t('feeds.held.accepted') };
    }),
  keep: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, form, words }) => {
      const externalIds = form.getAll('item').map(String).slice(0, 50);
      const kept = await keepFeedEvents(db, actor, { id, externalIds }, now);
      return { said: words.t('feeds.withdrawn.kept', { count: kept.ok ? kept.value.count : 0 }) };
    }),
  decide: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, form, words }) => {
      const answer = form.get('answer') === 'same' ? 'same' : 'new';
      const done = await answerQuestion(
        db,
        actor,
        { id, question: String(form.get('question')), answer },
        now
      );
      return { said: words.t(done.ok ? 'feeds.question.answered' : 'feeds.link.settled') };
    }),
  remove: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, form, words }) => {
      const events = form.get('events') === 'withdraw' ? 'withdraw' : 'keep';
      await removeFeed(db, actor, { id, events }, now);
      return { said: words.t('feeds.remove.done'), to: '/calendar-feeds' };
    }),
  change: async (event) => {
    const { db, actor, now } = event.locals;
    const { feed, words } = await feedOf(event.locals, event.params.id);
    const answer = await changeForm(db, actor, { feed, form: await event.request.formData(), now });
    if (!('saved' in answer)) return fail(400, answer);
    setFlash(event.cookies, words.t('feeds.form.saved'));
    redirect(303, words.href(`/calendar-feeds/${feed.id}`));
  }
};

function outcomeText(words: Words, read: ReadOutcome): string {
  switch (read.outcome) {
    case 'read':
      return words.t('feeds.page.read', read.counts);
    case 'not_modified':
      return words.t('feeds.page.notModified');
    case 'failed':
      return words.t('feeds.page.failed', { fault: faultText(words, read.fault) });
    case 'held':
      return words.t('feeds.held.lead', { count: read.gone });
    case 'passed':
      return words.t('feeds.page.passed');
  }
}
