import { fail } from '@sveltejs/kit';
import { wordsIn } from '../../../../../words.ts';
import type { Actions, PageServerLoad } from './$types';
import { administrator, goOn, textIn } from '../step.ts';
import {
  makeCountyRegion,
  makeMicroRegion,
  type MicroRegionMade
} from '#lib/domains/places/micro-regions.server.ts';
import { listCounties, listMicroRegions } from '#lib/domains/places/queries.server.ts';
import { findInstallation } from '#lib/platform/installation.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export const load: PageServerLoad = async (event) => {
  administrator(event);
  const { db } = event.locals;
  const [{ region }, regions, counties] = await Promise.all([
    findInstallation(db),
    listMicroRegions(db),
    listCounties(db)
  ]);
  return {
    now: regions.find(({ slug }) => slug === region)?.name ?? null,
    chosen: region ?? '',
    regions: regions.map(({ slug, name, settlements }) => ({ slug, name, count: settlements.length })),
    counties: counties.map(({ county }) => county)
  };
};

export const actions: Actions = {
  there: async (event) => {
    administrator(event);
    const { db, locale } = event.locals;
    const asked = textIn(await event.request.formData(), 'region');
    const found = (await listMicroRegions(db)).find(({ slug }) => slug === asked);
    if (found) return goOn(event, 'region', { facts: { region: found.slug } });
    const words = await wordsIn(locale);
    return fail(400, { field: 'region', message: words.t('setup.region.wrong.region_unknown') });
  },
  county: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    const county = textIn(await event.request.formData(), 'county');
    // The name is a record, read in both languages: it is Hungarian like all names of places.
    const name = (await wordsIn('hu')).t('setup.region.countyName', { county });
    const made = await makeCountyRegion(db, actor, { county, name }, now);
    if (made.ok) return goOn(event, 'region', { facts: { region: made.value.slug } });
    const words = await wordsIn(locale);
    return fail(400, { field: 'county', message: words.t('setup.region.wrong.region_unknown') });
  },
  own: async (event) => {
    const actor = administrator(event);
    const { db, now, locale } = event.locals;
    const form = await event.request.formData();
    const [name, settlements] = [textIn(form, 'name'), textIn(form, 'settlements')];
    const made = await makeMicroRegion(db, actor, { name, settlements }, now);
    if (made.ok) return goOn(event, 'region', { facts: { region: made.value.slug } });
    return fail(400, { ...spoken(await wordsIn(locale), made), name, settlements });
  },
  everywhere: async (event) => {
    administrator(event);
    return goOn(event, 'region', { facts: { region: null } });
  }
};

type Refused = Exclude<MicroRegionMade, { ok: true }>;

function spoken(words: Words, refused: Refused): { field: string; message: string } {
  switch (refused.reason) {
    case 'settlement_unknown':
    case 'settlement_ambiguous': {
      const { value, suggestions } = refused;
      const meant = words.list(suggestions, 'disjunction');
      const message =
        refused.reason === 'settlement_ambiguous'
          ? words.t('setup.region.wrong.settlement_ambiguous', { value, meant })
          : suggestions.length > 0
            ? words.t('setup.region.wrong.settlement_meant', { value, meant })
            : words.t('setup.region.wrong.settlement_unknown', { value });
      return { field: 'settlements', message };
    }
    case 'settlements_missing':
      return { field: 'settlements', message: words.t('setup.region.wrong.settlements_missing') };
    case 'not_allowed':
      throw new Error('An administrator was refused a region');
    default:
      return { field: 'name', message: words.t(`setup.region.wrong.${refused.reason}`) };
  }
}
