// The package whose pages only its owners see.
import { error, redirect } from '@sveltejs/kit';
import { canEditPackage } from '#lib/domains/touring/policy.ts';
import { findPackageBySlug, type TouringPackage } from '#lib/domains/touring/queries.server.ts';
import { wordsIn } from '../../../words.ts';

export async function ownPackage({ db, actor, locale }: App.Locals, slug: string): Promise<TouringPackage> {
  const words = await wordsIn(locale);
  if (actor.kind === 'anonymous') redirect(303, words.href('/sign-in'));
  const pack = await findPackageBySlug(db, actor, slug);
  if (!pack || !canEditPackage(actor, pack)) error(404, words.t('house.error.notFound'));
  return pack;
}
