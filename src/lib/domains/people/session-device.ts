// What a browser calls itself, in two words that its owner recognises: «Firefox», «Windows».

export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

/** The first that matches; browsers name their ancestors too, so the order says which of the names is their own. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari']
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux']
];

/** @param userAgent as the browser sent it; null when it sent none */
export function deviceOf(userAgent: string | null): Device {
  const text = (userAgent ?? '').slice(0, 500);
  const named = (list: typeof browsers): string | null =>
    list.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return { browser: named(browsers), system: named(systems) };
}

/** «Firefox, Windows»; null when the browser said nothing of itself that we know. */
export function deviceName({ browser, system }: Device): string | null {
  return [browser, system].filter(Boolean).join(', ') || null;
}
