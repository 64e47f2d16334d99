import { error, fail, redirect } from '@sveltejs/kit';
import { countSample, removeSample } from '../../../../../sample-region.server.ts';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator, goOn, textIn } from '../step.ts';
import type { SampleCount } from '#lib/platform/domain.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { saveStep } from '#lib/platform/setup/setup.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export const load: PageServerLoad = async (event) => {
  administrator(event);
  return {
    sample: [...(await countSample(event.locals.db))]
  };
};

export const actions: Actions = {
  remove: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    const words = await wordsIn(locale);
    if (textIn(await event.request.formData(), 'sure') !== 'yes')
      return fail(400, { field: 'sure', message: words.t('setup.records.sureMissing') });
    const done = await removeSample(db, actor, now);
    if (!done.ok) error(404);
    await saveStep(db, actor, { step: 'records' }, now);
    const { removed, kept } = done.value;
    const sentences = [
      ...(removed.length > 0 ? [words.t('setup.records.removed', { list: told(words, removed) })] : []),
      ...(kept.length > 0 ? [words.t('setup.records.kept', { list: told(words, kept) })] : [])
    ];
    setFlash(event.cookies, sentences.join(' ') || words.t('setup.saved'));
    redirect(303, words.href('/admin/setup/records'));
  },
  next: async (event) => {
    administrator(event);
    return goOn(event, 'records');
  }
};

function told(words: Words, counts: readonly SampleCount[]): string {
  return words.list(counts.map(({ what, count }) => words.t(what, { count })));
}
