import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findMeetingFor } from '#lib/domains/minutes/found.server.ts';
import { changesIn } from '#lib/domains/minutes/table-input.ts';
import { findTable } from '#lib/domains/minutes/table-page.server.ts';
import { writeAtTable } from '#lib/domains/minutes/table.server.ts';
import { newId } from '#lib/platform/clock.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import { wordsIn } from '../../../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const found = await findMeetingFor(db, actor, params);
  if (!found?.runs) error(404, (await wordsIn(locale)).t('house.error.notFound'));
  const { circle, meeting, minutes } = found;
  return {
    circle: { slug: circle.slug, name: circle.name },
    meeting,
    state: minutes?.state ?? null,
    person: actor.kind === 'person' ? actor.id : '',
    table: await findTable(db, meeting, now)
  };
};

export const actions: Actions = {
  /** What somebody without a script filled in. */
  async save({ locals: { db, actor, now, locale }, params, request, cookies }) {
    const words = await wordsIn(locale);
    const found = await findMeetingFor(db, actor, params);
    if (!found?.runs) error(404, words.t('house.error.notFound'));
    const form = await request.formData();
    const { meeting, offices } = found;
    const stamp = Number(form.get('stamp'));
    const changes = changesIn(form, Number.isSafeInteger(stamp) && stamp >= 0 ? stamp : 0, () => newId(now));
    const done = await writeAtTable(db, actor, { meeting, offices, changes, seen: 0 }, now);
    const unfit = new Set(done.ok ? done.value.refused.map(({ id }) => id) : []);
    const typed = changes.flatMap(({ id, value }) => (unfit.has(id) && value !== '' ? value : []));
    if (typed.length > 0) return fail(422, { unfit: typed });
    const fields = done.ok ? changes.map(({ path }) => done.value.fields[path]) : [];
    setFlash(
      cookies,
      words.t(
        !done.ok
          ? 'minutes.table.closed'
          : fields.some((field) => field?.both || field?.other)
            ? 'minutes.table.savedBoth'
            : 'minutes.table.saved'
      )
    );
    const block = String(form.get('block') ?? '').replace(/[^a-z0-9-]/g, '');
    redirect(
      303,
      words.href(`/circles/${params.slug}/meetings/${params.number}/table`) + (block ? `#${block}` : '')
    );
  }
};
