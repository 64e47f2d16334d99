import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { sendCharter } from '#lib/domains/circles/charter-mails.server.ts';
import {
  discardCharterDraft,
  enterPaperSignatures,
  listCharters,
  listSignatures,
  publishCharter,
  signCharter,
  yetToSign,
  type Charter
} from '#lib/domains/circles/charter.server.ts';
import { charterToChange, handleCharter } from '#lib/domains/circles/charter-form.server.ts';
import { charterFacts, memberSaid } from '#lib/domains/circles/circle-words.ts';
import { tickedIds } from '#lib/domains/circles/input.ts';
import { decidingOffices } from '#lib/domains/circles/model.ts';
import { runsCircle, seatsOf, seesInside } from '#lib/domains/circles/policy.ts';
import { listMembers } from '#lib/domains/circles/queries.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';
import { circleFor } from '../../circle.server.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, locale }, params }) => {
  const words = await wordsIn(locale);
  const { circle, offices } = await circleFor(db, actor, { slug: params.slug, words, may: seesInside });
  const charters = await listCharters(db, circle.id);
  const published = charters.filter(({ publishedAt }) => publishedAt !== null);
  const draft = charters.find(({ publishedAt }) => publishedAt === null) ?? null;
  const [current = null, previous = null] = published;
  const signatures = await listSignatures(
    db,
    published.map(({ id }) => id)
  );
  const members = await listMembers(db, circle.id);
  const signed = (current && signatures.get(current.id)) ?? [];
  const missing = current ? yetToSign(members, signed) : [];
  const own = new Set(seatsOf(actor, offices).map(({ id }) => id));
  const runs = runsCircle(actor, offices);
  return {
    circle: { slug: circle.slug, name: circle.name },
    runs,
    draft: runs && draft ? { version: draft.version, changes: comparison(words, current, draft) } : null,
    values: runs ? charterToChange(draft ?? current, draft !== null) : {},
    current: current && {
      id: current.id,
      version: current.version,
      publishedAt: current.publishedAt,
      facts: charterFacts(words, current),
      changes: previous && comparison(words, previous, current)
    },
    rows: [
      ...signed.map(({ memberId, organisation, name, signedAt, how }) => ({
        id: memberId,
        said:
          memberSaid({
            organisation: organisation ? { id: '', slug: '', name: organisation } : null,
            name
          }) || words.t('circles.member.nameless'),
        signedAt,
        how
      })),
      ...missing.map((member) => ({ id: member.id, said: memberSaid(member), signedAt: null, how: null }))
    ],
    missing: runs ? missing.map((member) => ({ id: member.id, said: memberSaid(member) })) : [],
    mine: missing
      .filter(({ id, office }) => own.has(id) && decidingOffices.includes(office))
      .map((member) => memberSaid(member)),
    versions: published.map(({ version, publishedAt, id }) => ({
      version,
      publishedAt,
      signed: signatures.get(id)?.length ?? 0
    }))
  };
};

/** What stands in both, part by part; parts that are the same are told to be. */
function comparison(words: Words, before: Charter | null, after: Charter) {
  if (!before) return null;
  return (
    [
      ['circles.charter.aims', before.aims, after.aims],
      ['circles.charter.values', before.valuesText, after.valuesText],
      ['circles.charter.sharing', before.sharing, after.sharing]
    ] as const
  ).map(([key, was, is]) => ({ term: words.t(key), was, is }));
}

export const actions: Actions = {
  save: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const done = await handleCharter(db, actor, { form: await request.formData(), circle: circle.id }, now);
    if ('hidden' in done) error(404, words.t('house.error.notFound'));
    if ('values' in done)
      return fail(done.meanwhile ? 409 : 400, {
        values: done.values,
        errors: done.errors,
        conflicts: done.meanwhile?.conflicts ?? [],
        entries: done.meanwhile ? [] : null,
        refused: false
      });
    setFlash(cookies, words.t('circles.charter.saved'));
    redirect(303, words.href(`/circles/${circle.slug}/charter`));
  },
  publish: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const done = await publishCharter(db, actor, circle.id, now);
    if (done.ok) setFlash(cookies, words.t('circles.charter.published'));
    redirect(303, words.href(`/circles/${circle.slug}/charter`));
  },
  discard: async ({ locals: { db, actor, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const done = await discardCharterDraft(db, actor, circle.id);
    if (done.ok) setFlash(cookies, words.t('circles.charter.discarded'));
    redirect(303, words.href(`/circles/${circle.slug}/charter`));
  },
  sign: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: seesInside });
    const done = await signCharter(db, actor, String((await request.formData()).get('charter') ?? ''), now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('circles.charter.signedNow'));
    redirect(303, words.href(`/circles/${circle.slug}/charter`));
  },
  send: async ({ locals: { db, actor, now, locale }, params, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const sent = await sendCharter(db, actor, circle.id, now);
    if (!sent.ok && sent.reason === 'not_found') error(404, words.t('house.error.notFound'));
    if (!sent.ok) return fail(429, { values: null, errors: [], conflicts: [], entries: null, refused: true });
    const { unreached } = sent.value;
    const said = [
      words.t('circles.charter.sent', { count: sent.value.sent }),
      ...(unreached.length > 0
        ? [words.t('circles.charter.unreached', { names: words.list(unreached) })]
        : [])
    ];
    setFlash(cookies, said.join(' '));
    redirect(303, words.href(`/circles/${circle.slug}/charter`));
  },
  paper: async ({ locals: { db, actor, now, locale }, params, request, cookies }) => {
    const words = await wordsIn(locale);
    const { circle } = await circleFor(db, actor, { slug: params.slug, words, may: runsCircle });
    const form = await request.formData();
    const charter = String(form.get('charter') ?? '');
    const members = tickedIds(form, 'members');
    const done = await enterPaperSignatures(db, actor, { charter, members }, now);
    if (!done.ok) error(404, words.t('house.error.notFound'));
    setFlash(cookies, words.t('circles.charter.paperSaved', { count: done.value }));
    redirect(303, words.href(`/circles/${circle.slug}/charter`));
  }
};
