// Says why two events could be one: «Mindkettő ehhez kötődik: szüret. 12 km, 5 nap különbség.»
import type { SynergyHint } from '#lib/domains/calendar/clash-month.server.ts';
import type { Words } from '#lib/platform/words/words.ts';

export function synergyText(words: Words, { tradition, themes, km, days }: SynergyHint): string {
  const near = { km: words.number(km, { maximumFractionDigits: 0 }), days };
  if (tradition)
    return words.t('calendar.clashes.synergyTradition', {
      tradition: tradition.replaceAll('-', ' '),
      ...near
    });
  const named = themes.map((theme) =>
    (words.lookUp(`calendar.theme.${theme}`) ?? theme).toLocaleLowerCase(words.locale)
  );
  return words.t('calendar.clashes.synergyThemes', { themes: words.list(named), ...near });
}
