import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { faultText } from '#lib/domains/feeds/fault-words.ts';
import { changeForm, feedBegun } from '#lib/domains/feeds/change-form.server.ts';
import { columnsIn } from '#lib/domains/feeds/columns.server.ts';
import { listFeedEvents } from '#lib/domains/feeds/events.server.ts';
import { valuesOf, venuesOf } from '#lib/domains/feeds/form.server.ts';
import { lookAtColumns } from '#lib/domains/feeds/preview.server.ts';
import {
  acceptGone,
  answerQuestion,
  chooseColumns,
  keepFeedEvents
} from '#lib/domains/feeds/decisions.server.ts';
import { removeFeed } from '#lib/domains/feeds/operations.server.ts';
import { pauseFeed, resumeFeed } from '#lib/domains/feeds/pausing.server.ts';
import { canKeepFeed } from '#lib/domains/feeds/policy.ts';
import { findFeed, listQuestions, listReads, listWithdrawn } from '#lib/domains/feeds/queries.server.ts';
import { readFeed, type ReadOutcome } from '#lib/domains/feeds/read.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { historySince } from '../../../../history.ts';
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
  const pageOf = (name: string): number =>
    Math.min(1000, Math.max(1, Math.trunc(Number(url.searchParams.get(name))) || 1));
  const [page, eventPage] = [pageOf('page'), pageOf('events')];
  return {
    feed,
    values: valuesOf(feed),
    begun: feedBegun(feed),
    events: await listFeedEvents(db, feed.id, { page: eventPage, now }),
    eventPage,
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
    const form = await event.request.formData();
    const answer = await changeForm(db, actor, { feed, form, now });
    if ('hidden' in answer) error(404, words.t('house.error.notFound'));
    if (!('saved' in answer)) {
      const { meanwhile, ...shown } = answer;
      const since = meanwhile && { object: feed.id, words, since: meanwhile.since };
      const entries = since ? await historySince(db, since) : null;
      return fail(meanwhile ? 409 : 400, { ...shown, conflicts: meanwhile?.conflicts ?? [], entries });
    }
    setFlash(event.cookies, words.t(answer.merged ? 'meanwhile.merged' : 'feeds.form.saved'));
    redirect(303, words.href(`/calendar-feeds/${feed.id}`));
  },
  /** Asks for the table again: whoever says which column is which has to see them. */
  columns: async (event) => {
    const { feed, words } = await feedOf(event.locals, event.params.id);
    const looked = await lookAtColumns(event.locals.db, feed, words);
    if (looked.ok) return { choose: looked.value };
    setFlash(event.cookies, words.t('feeds.columns.failed', { fault: faultText(words, looked.fault) }));
    redirect(303, words.href(`/calendar-feeds/${feed.id}`));
  },
  choose: (event) =>
    act(event, async ({ locals: { db, actor, now }, id, form, words }) => {
      const columns = namesIn(String(form.get('columns') ?? ''));
      const mapping = columnsIn(form) ?? {};
      if (!mapping['title'] || !(mapping['date'] || mapping['start']))
        return { said: words.t('feeds.columns.unfinished') };
      await chooseColumns(db, actor, { id, columns: { table: { columns }, mapping } }, now);
      const read = await readFeed(db, id, now);
      return { said: `${words.t('feeds.columns.saved')} ${outcomeText(words, read)}` };
    })
};

function namesIn(text: string): string[] {
  try {
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) ? names.slice(0, 500).map(String) : [];
  } catch {
    return [];
  }
}

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
    case 'columns_gone':
      return words.t('feeds.columns.goneLead', { columns: read.columns.join(', ') });
    case 'passed':
      return words.t('feeds.page.passed');
  }
}
