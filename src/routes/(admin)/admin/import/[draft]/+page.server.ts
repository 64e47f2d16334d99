import { redirect } from '@sveltejs/kit';
import { wordsIn } from '../../../../../words.ts';
import { administratorOnly } from '../../../administrator.ts';
import { importerOf } from '../importers.ts';
import type { Actions, PageServerLoad } from './$types';
import { look, type Look } from './look.ts';
import { run, type Choice, type RunOutcome } from './run.ts';
import { isUuid } from '#lib/core/ids.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import {
  chooseColumns,
  dropDraft,
  findDraft,
  type ImportDraft
} from '#lib/platform/imports/drafts.server.ts';
import { forgetMapping } from '#lib/platform/imports/kept-mapping.server.ts';
import { faultSentence, fieldLabel } from '#lib/platform/imports/sentences.ts';
import { attendWork, beginWork, forgetWork } from '#lib/platform/imports/works.server.ts';
import { log } from '#lib/platform/log.server.ts';
import type { Recognition } from '#lib/platform/tabular/mapping.ts';
import type { Words } from '#lib/platform/words/words.ts';

/** Rows that are written out at the end. */
const shownRefused = 1000;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  administratorOnly(locals);
  const { db, actor, now } = locals;
  const words = await wordsIn(locals.locale);
  const running = runKey(locals, params.draft);
  const ran = await attendWork<RunOutcome>(running);
  if (ran?.kind === 'running') return { state: 'working', progress: ran.progress, name: '' } as const;
  if (ran?.kind === 'done' && ran.outcome.kind === 'done')
    return { state: 'done', done: doneOf(words, ran.outcome) } as const;
  if (ran) forgetWork(running);
  const problem = ran && problemOf(words, ran);

  const draft = await findDraft(db, actor, params.draft);
  const importer = draft && importerOf(draft.kind);
  if (!draft || !importer) return { state: 'gone' } as const;
  const { id, name, source, sheet } = draft;
  const file = { name, source, sheet, kind: words.t(importer.label) };
  const surely = url.searchParams.get('alike') === 'sure';
  const looking = `look ${id} ${words.locale} ${JSON.stringify([draft.mapping, source, sheet, surely])}`;
  beginWork(looking, (tell) => look(db, { draft, importer, words, now, surely }, tell));
  const looked = await attendWork<Look>(looking);
  if (looked?.kind === 'running') return { state: 'working', progress: looked.progress, name } as const;
  // Next time the file is compared with what is known then.
  forgetWork(looking);
  if (looked?.kind === 'failed') throw looked.error;
  if (!looked?.outcome) return { state: 'gone' } as const;
  const { outcome } = looked;
  if ('problem' in outcome) return { state: 'unusable', file, ...outcome } as const;
  return { state: 'preview', problem, draft: { ...file, ...outcome, surely } } as const;
};

export const actions: Actions = {
  preview: async ({ locals, params, request }) => {
    administratorOnly(locals);
    const draft = await findDraft(locals.db, locals.actor, params.draft);
    if (draft) await chooseColumns(locals.db, draft.id, choiceIn(await request.formData(), draft));
    redirect(303, (await wordsIn(locals.locale)).href(`/admin/import/${params.draft}`));
  },

  forget: async ({ locals, params, request }) => {
    administratorOnly(locals);
    const draft = await findDraft(locals.db, locals.actor, params.draft);
    if (draft) {
      const names = (await request.formData()).getAll('column').map(String);
      await forgetMapping(locals.db, { kind: draft.kind, source: draft.source, columns: names });
      await chooseColumns(locals.db, draft.id, { mapping: {}, source: draft.source, sheet: draft.sheet });
    }
    redirect(303, (await wordsIn(locals.locale)).href(`/admin/import/${params.draft}`));
  },

  discard: async ({ locals, params, cookies }) => {
    administratorOnly(locals);
    const words = await wordsIn(locals.locale);
    const draft = await findDraft(locals.db, locals.actor, params.draft);
    if (draft && (await dropDraft(locals.db, draft.id))) setFlash(cookies, words.t('imports.done.discarded'));
    redirect(303, words.href('/admin/import'));
  },

  import: async ({ locals, params, request }) => {
    administratorOnly(locals);
    const { db, actor, now } = locals;
    const words = await wordsIn(locals.locale);
    const draft = await findDraft(db, actor, params.draft);
    const importer = draft && importerOf(draft.kind);
    if (draft && importer) {
      const form = await request.formData();
      const choice = choiceIn(form, draft);
      const skipBadRows = form.get('mode') === 'right';
      const recognition = recognitionIn(form);
      beginWork(runKey(locals, draft.id), (tell) =>
        run(db, actor, { draft, importer, choice, skipBadRows, recognition, now }, tell)
      );
    }
    redirect(303, words.href(`/admin/import/${params.draft}`));
  }
};

/** Nobody sees what became of somebody else's file. */
function runKey({ actor }: App.Locals, draft: string): string {
  return `run ${actor.kind === 'person' ? actor.id : actor.kind} ${draft}`;
}

function doneOf(words: Words, { importer, name, report, list }: RunOutcome & { kind: 'done' }) {
  return {
    name,
    counts: words.t('imports.report', { ...report, refused: report.refusedRows }),
    created: report.created,
    list: words.href(list),
    label: words.t(importer.label),
    refused: report.refused.slice(0, shownRefused).map((error) => ({
      line: error.line,
      field: error.field && fieldLabel(words, importer, error.field),
      fault: faultSentence(words, error)
    })),
    moreRefused: Math.max(0, report.refused.length - shownRefused)
  };
}

function problemOf(
  words: Words,
  ran: { kind: 'done'; outcome: RunOutcome } | { kind: 'failed'; error: unknown }
): string | null {
  if (ran.kind === 'failed') {
    log('error', 'import_failed', { error: String(ran.error) });
    return words.t('imports.refused.interrupted');
  }
  return ran.outcome.kind === 'problem' ? ran.outcome.sentence(words) : null;
}

/** What the form says of new rows that are like a record of ours; the operation itself looks whether there is one of that id. */
function recognitionIn(form: FormData): Recognition {
  const [chosen, apart] = [new Map<string, string>(), new Set<string>()];
  for (const [field, value] of form) {
    if (!field.startsWith('same.')) continue;
    const key = String(form.get(`key.${field.slice(5)}`) ?? '');
    if (isUuid(String(value))) chosen.set(key, String(value));
    else apart.add(key);
  }
  return { chosen, surely: form.get('alike') === 'sure', apart };
}

/** What the form says about columns, source and sheet; what it does not speak of stays as it was. */
function choiceIn(form: FormData, draft: ImportDraft): Choice {
  const chosen = [...form].flatMap(([name, value]) =>
    name.startsWith('map.') ? [[name.slice(4), String(value) || null] as const] : []
  );
  return {
    mapping: chosen.length > 0 ? Object.fromEntries(chosen) : { ...draft.mapping },
    source:
      String(form.get('source') ?? '')
        .trim()
        .slice(0, 100) || draft.source,
    sheet: String(form.get('sheet') ?? '').trim() || draft.sheet
  };
}
