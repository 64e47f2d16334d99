// How an embedded page looks: as the reader's device asks, or always light or dark, with a line in the colour of the site around it.
import tokens from '#lib/ui/tokens.css?raw';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Look {
  readonly theme: Theme;
  /** Six hexadecimal digits with #; null for our own. It is a line, never text or ground: any colour may be readable or not. */
  readonly accent: string | null;
}

export function lookFrom(parameters: URLSearchParams): Look {
  const accent = /^#?([0-9a-f]{6})$/i.exec(parameters.get('accent') ?? '')?.[1];
  return {
    theme: themes.find((theme) => theme === parameters.get('theme')) ?? 'auto',
    accent: accent ? `#${accent.toLowerCase()}` : null
  };
}

const [light = '', dark = ''] = tokens.split('@media (prefers-color-scheme: dark)').map(coloursOf);

/** The colours of the theme as declarations of a style attribute; the others come from the tokens. */
export function styleOf({ theme, accent }: Look): string {
  const colours = theme === 'light' ? light : theme === 'dark' ? light + dark : '';
  const scheme = theme === 'auto' ? '' : `color-scheme:${theme};`;
  return colours + scheme + (accent ? `--accent:${accent};` : '');
}

/** Only plain colours: `--ink: #1c2133;`. */
function coloursOf(css: string): string {
  return [...css.matchAll(/(--[a-z0-9-]+): (#[0-9a-f]{6});/g)]
    .map(([, name, value]) => `${name}:${value};`)
    .join('');
}
