import { domains } from '../generated/domains.ts';
import { nameRoles } from '../role-names.ts';
import { wordsIn } from '../words.ts';
import type { LayoutServerLoad } from './$types';
import type { NavigationItem } from '#lib/platform/domain.ts';
import { findInstallation, languagesOf } from '#lib/platform/installation.server.ts';
import { isAdministrator, isColleague, roleKey, type Person } from '#lib/platform/actor.ts';
import { countUnread } from '#lib/platform/notifications/queries.server.ts';

const searching: NavigationItem = { label: 'search.link', path: '/search', order: 5 };

/** Where an administrator is reminded that the first steps are not finished. */
const remindedAt: readonly (string | null)[] = ['/(public)', '/(admin)/admin'];

export const load: LayoutServerLoad = async ({ locals, route }) => {
  const { actor } = locals;
  const installation = await findInstallation(locals.db);
  const { region, setup } = installation;
  return {
    locale: locals.locale,
    flash: locals.flash,
    languages: languagesOf(installation),
    setsUp: isAdministrator(actor),
    setupOpen: isAdministrator(actor) && !setup?.closedAt && remindedAt.includes(route.id),
    person:
      actor.kind === 'person'
        ? {
            name: actor.name,
            hat: await hatOf(actor, locals),
            unread: await countUnread(locals.db, actor.id)
          }
        : null,
    navigation: [searching, ...domains.flatMap((domain) => domain.navigation ?? [])]
      .sort((a, b) => a.order - b.order)
      .map(({ label, path, byRegion }) => ({
        label,
        path,
        query: byRegion && region ? `?${new URLSearchParams({ region })}` : ''
      })),
    hasDesk: isColleague(actor)
  };
};

/** In what the person acts just now, when not in all their roles: shown on every page, so that nobody writes in a wrong name. */
async function hatOf({ hat, onBehalfOf }: Person, { db, locale }: App.Locals): Promise<string | null> {
  const words = await wordsIn(locale);
  if (onBehalfOf) return words.t('people.roles.behalf', { name: onBehalfOf.name });
  if (!hat) return null;
  const place = (await nameRoles(db, [hat], words)).get(roleKey(hat))?.name ?? '';
  return words.t('people.roles.at', { role: words.t(`people.role.${hat.kind}`), place });
}
