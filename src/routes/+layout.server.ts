import { domains } from '../generated/domains.ts';
import type { LayoutServerLoad } from './$types';
import { editableOrganisations, isAdministrator, isColleague } from '#lib/platform/actor.ts';

export const load: LayoutServerLoad = ({ locals }) => {
  const { actor } = locals;
  const may = {
    everyone: true,
    colleagues: isColleague(actor),
    editors: editableOrganisations(actor)?.length !== 0,
    administrators: isAdministrator(actor)
  };
  return {
    locale: locals.locale,
    flash: locals.flash,
    person: actor.kind === 'person' ? { name: actor.name } : null,
    navigation: domains
      .flatMap((domain) => domain.navigation ?? [])
      .filter((item) => may[item.seenBy])
      .sort((a, b) => a.order - b.order)
  };
};
