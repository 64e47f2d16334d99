import { wordsIn } from '../../../words.ts';
import { choiceFrom, iframeOf } from './code.ts';
import type { PageServerLoad } from './$types';
import { findNear } from '#lib/domains/registry/near.server.ts';
import { findInstallation, languagesOf } from '#lib/platform/installation.server.ts';

export const load: PageServerLoad = async ({ locals: { db, locale, origin }, url }) => {
  const languages = languagesOf(await findInstallation(db));
  const words = await wordsIn(locale);
  const choice = choiceFrom(url.searchParams, locale);
  const { what, height, query } = choice;
  const language = languages.includes(choice.language) ? choice.language : locale;
  const accent = query.get('accent') ?? '';
  const accentWrong = accent !== '' && !/^#?[0-9a-f]{6}$/i.test(accent);
  if (accentWrong) query.delete('accent');
  const near = await findNear(db, query.get('near') ?? '', 0);
  // The address holds the settlement's own slug, which goes on working when it is renamed.
  if (near.settlement) query.set('near', near.settlement.slug);
  else query.delete('near');
  if (!near.settlement) query.delete('within');
  const asked = query.toString();
  const inWords = await wordsIn(language);
  const path = inWords.href(`/embed/${what}${asked ? `?${asked}` : ''}`);
  return {
    what,
    height,
    language,
    languages,
    query: asked,
    path,
    typed: { near: near.settlement?.name ?? url.searchParams.get('near') ?? '', accent },
    unknown: Boolean(url.searchParams.get('near')?.trim()) && !near.settlement,
    accentWrong,
    code: iframeOf({
      src: origin + path,
      title: inWords.t('embed.named', {
        what: inWords.t(`embed.what.${what}`),
        house: inWords.t('house.name')
      }),
      height
    }),
    frame: words.t('embed.frame', { what: words.t(`embed.what.${what}`) })
  };
};
