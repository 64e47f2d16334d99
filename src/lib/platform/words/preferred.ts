// Which of the house's languages a browser would rather read (RFC 9110 §12.5.4).
import { locales, type Locale } from './paths.ts';

/** @param header Accept-Language; null or none of ours in it means null @returns the one with the greatest weight, the first of equals */
export function preferredLocale(header: string | null): Locale | null {
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      const locale = locales.find((each) => tag === each || tag.startsWith(`${each}-`));
      const quality = parameters.find((each) => each.startsWith('q='));
      const weight = quality === undefined ? 1 : Number(quality.slice(2));
      return locale && weight > 0 ? [{ locale, weight }] : [];
    });
  return wished.sort((a, b) => b.weight - a.weight)[0]?.locale ?? null;
}
