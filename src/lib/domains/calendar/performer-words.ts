// Says where else a performer appears, and what to do about it.
import type { Words } from '#lib/platform/words/words.ts';
import type { SynergyHint } from './clash-month.server.ts';
import type { MetPerformer } from './performer-meetings.server.ts';

/** «Kiss Anna két nappal később 12 km-re lép fel. Beszéljék meg a közös utat …» */
export function meetingText(words: Words, { name, kind, km, days }: MetPerformer): string {
  if (kind === 'at_once') return words.t('calendar.performers.meet.atOnce', { name });
  const when = days === 0 ? 'sameDay' : days > 0 ? 'later' : 'earlier';
  const how = { name, days: Math.abs(days) };
  return isHere(km)
    ? words.t(`calendar.performers.meet.${when}Here`, how)
    : words.t(`calendar.performers.meet.${when}`, { ...how, km: kilometres(words, km) });
}

/** Why two events could be one: «Mindkettő ehhez kötődik: szüret. 12 km, 5 nap különbség.» */
export function synergyText(words: Words, { tradition, performer, themes, km, days }: SynergyHint): string {
  const near = { km: kilometres(words, km), days };
  if (tradition)
    // «marton-nap» was typed as people type keys: «marton nap».
    return isHere(km)
      ? words.t('calendar.clashes.synergyTraditionHere', { tradition: tradition.replaceAll('-', ' '), days })
      : words.t('calendar.clashes.synergyTradition', { tradition: tradition.replaceAll('-', ' '), ...near });
  if (performer)
    return isHere(km)
      ? words.t('calendar.performers.synergyHere', { name: performer, days })
      : words.t('calendar.performers.synergy', { name: performer, ...near });
  const named = themes.map((theme) =>
    (words.lookUp(`calendar.theme.${theme}`) ?? theme).toLocaleLowerCase(words.locale)
  );
  return isHere(km)
    ? words.t('calendar.clashes.synergyThemesHere', { themes: words.list(named), days })
    : words.t('calendar.clashes.synergyThemes', { themes: words.list(named), ...near });
}

function isHere(km: number): boolean {
  return Math.round(km) === 0;
}

function kilometres(words: Words, km: number): string {
  return words.number(km, { maximumFractionDigits: 0 });
}
