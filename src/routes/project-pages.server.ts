// What the pages of a joint project and of a supporter share: the record of the address, for those whom the page lets in.
import { error } from '@sveltejs/kit';
import { findProject } from '#lib/domains/projects/queries.server.ts';
import { findSupporter } from '#lib/domains/projects/supporters.server.ts';
import { takesPart } from '#lib/domains/projects/policy.ts';
import type { Project, Supporter } from '#lib/domains/projects/model.ts';
import type { Actor } from '#lib/platform/actor.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { wordsIn } from '../words.ts';

interface Asked {
  readonly locals: App.Locals;
  readonly params: { readonly slug: string };
}

/** 404 for whoever may not see it, as for what is not there. */
export async function projectAsked(
  { locals: { db, actor, locale }, params }: Asked,
  may: (actor: Actor, project: Project) => boolean = takesPart
): Promise<{ project: Project; words: Words }> {
  const words = await wordsIn(locale);
  const project = await findProject(db, actor, params.slug);
  if (!project || !may(actor, project)) error(404, words.t('house.error.notFound'));
  return { project, words };
}

export async function keptSupporterAsked({
  locals: { db, actor, locale },
  params
}: Asked): Promise<{ supporter: Supporter; words: Words }> {
  const words = await wordsIn(locale);
  const found = await findSupporter(db, actor, params.slug);
  if (!found?.keeps) error(404, words.t('house.error.notFound'));
  return { supporter: found.supporter, words };
}
