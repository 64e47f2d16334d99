import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { defaultZone, dayOf } from '#lib/core/time.ts';
import { pathOf } from '#lib/domains/exchange/model.ts';
import { stateShown } from '#lib/domains/exchange/offering-words.ts';
import { listKeptOfferings } from '#lib/domains/exchange/queries.server.ts';
import { editableOrganisations } from '#lib/platform/actor.ts';
import { wordsIn } from '../../../../words.ts';

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale } }) => {
  const words = await wordsIn(locale);
  if (actor.kind !== 'person') error(404, words.t('house.error.notFound'));
  const offerings = await listKeptOfferings(db, {
    person: actor.id,
    organisations: editableOrganisations(actor) ?? [],
    settlements: actor.roles.flatMap((role) => (role.kind === 'caretaker' ? [role.settlement] : []))
  });
  const today = dayOf(now, defaultZone);
  return {
    rows: offerings.map((offering) => {
      const state = stateShown(offering, today);
      return {
        href: words.href(pathOf(offering)),
        title: offering.title,
        facts: [
          words.t(`exchange.side.${offering.side}`),
          offering.organisation?.name ?? offering.settlement.name,
          state === 'open'
            ? words.t('exchange.mine.expires', { day: words.date(offering.expiresOn) })
            : words.t(`exchange.state.${state}`)
        ]
      };
    })
  };
};
