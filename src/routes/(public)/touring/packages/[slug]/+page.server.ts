import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import type { Fit } from '#lib/domains/touring/fit.ts';
import { fitsOf } from '#lib/domains/touring/halls.server.ts';
import { factsOfPackage, fitSaid, money } from '#lib/domains/touring/package-words.ts';
import { canEditPackage } from '#lib/domains/touring/policy.ts';
import { findPackageBySlug } from '#lib/domains/touring/queries.server.ts';
import { listRequests } from '#lib/domains/touring/request-queries.server.ts';
import { gatherSections } from '#lib/platform/sections.server.ts';
import { domains } from '../../../../../generated/domains.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, params }) => {
  const words = await wordsIn(locale);
  const pack = await findPackageBySlug(db, actor, params.slug);
  if (!pack) error(404, words.t('house.error.notFound'));
  const mayEdit = actor.kind === 'person' && canEditPackage(actor, pack);
  const requests = mayEdit ? await listRequests(db, pack.id, ['open', 'invited', 'declined']) : null;
  const fits = await fitsOf(
    db,
    pack,
    (requests ?? []).map(({ venue }) => venue)
  );
  const { id, slug, title, text, organisation, state } = pack;
  return {
    pack: { slug, title, text, state, organisation: { slug: organisation.slug, name: organisation.name } },
    facts: factsOfPackage(words, pack),
    mayEdit,
    // Who asks, and what they would pay, is for the owners.
    requests:
      requests?.map((each) => ({
        id: each.id as string,
        place: words.t('touring.page.requestRow', {
          place: each.settlementName,
          hall: each.venueName ?? 'none'
        }),
        state: each.state as 'open' | 'invited' | 'declined',
        facts: [
          ...(each.people ? [words.t('touring.request.people', { count: each.people })] : []),
          ...(each.share > 0 ? [words.t('touring.request.share', { amount: money(words, each.share) })] : []),
          ...each.days.map(({ from, to }) =>
            words.t('touring.span', { from: words.date(from), to: words.date(to) })
          )
        ],
        fit: fitNoted(words, fits.get(each.venue ?? '')),
        note: each.note
      })) ?? null,
    sections: await gatherSections(db, domains, 'package', { id, slug, actor, words, now })
  };
};

/** Where it simply fits, nothing needs to be said. */
function fitNoted(words: Words, fit: Fit | undefined): string | null {
  return fit && fit.verdict !== 'fits' ? fitSaid(words, fit) : null;
}
