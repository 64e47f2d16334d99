import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { listOwnLabels } from '#lib/domains/registry/names.server.ts';
import { canAddOrganisation } from '#lib/domains/registry/policy.ts';
import { findOrganisationBySlug, findOrganisationsByIds } from '#lib/domains/registry/queries.server.ts';
import { confirmProof, listProof, mostOfKind, type ProofScope } from '#lib/domains/upkeep/proof.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import { setFlash } from '#lib/platform/flash.server.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { domains } from '../../../../generated/domains.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db, actor, now, locale, origin } = locals;
  const words = await wordsIn(locale);
  const asked = await askedFor(locals, url, words);
  const internal = url.searchParams.get('internal') === 'yes';
  const own = await listOwnLabels(db, actor);
  const slugs = await findOrganisationsByIds(
    db,
    own.map(({ id }) => id)
  );
  return {
    ...asked,
    internal,
    origin,
    now,
    mostOfKind,
    own: own.flatMap(({ id, label }) => {
      const slug = slugs.get(id)?.slug;
      return slug ? [{ slug, label }] : [];
    }),
    proof: asked.scope ? await listProof(db, actor, { domains, scope: asked.scope, internal, words }) : null
  };
};

export const actions: Actions = {
  confirm: async ({ locals, url, request, cookies }) => {
    const { db, actor, now, locale } = locals;
    const words = await wordsIn(locale);
    const { scope } = await askedFor(locals, url, words);
    const seen = new Date(Number((await request.formData()).get('seen')));
    if (!scope || Number.isNaN(seen.getTime())) error(404, words.t('house.error.notFound'));
    const count = await inTransaction(db, (tx) => confirmProof(tx, actor, { domains, scope, seen }, now));
    setFlash(cookies, words.t('upkeep.proof.confirmed', { count }));
    redirect(303, words.href(`/upkeep/proof${url.search.replace(/^\?\/\w*&?/, '?')}`));
  }
};

/** 404 for an organisation of others; of a settlement, everybody sees their own records. */
async function askedFor({ db, actor }: App.Locals, url: URL, words: Words) {
  if (actor.kind !== 'person' || !canAddOrganisation(actor)) error(404, words.t('house.error.notFound'));
  const slug = url.searchParams.get('organisation');
  const near = (url.searchParams.get('settlement') ?? '').trim().slice(0, 100);
  const organisation = slug ? await findOrganisationBySlug(db, actor, slug) : null;
  if (slug && (!organisation || !mayEditFor(actor, organisation.id)))
    error(404, words.t('house.error.notFound'));
  const { settlement } = await findNear(db, organisation ? '' : near, 0);
  const scope: ProofScope | null = organisation
    ? { organisation: organisation.id }
    : settlement && { settlement: settlement.id };
  const query = organisation ? `organisation=${organisation.slug}` : `settlement=${settlement?.slug ?? ''}`;
  return { scope, near, query, name: organisation?.name ?? settlement?.name ?? null };
}
