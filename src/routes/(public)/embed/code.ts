// The one line of HTML with which another website shows a list or a map of ours.
import { counts } from './count.ts';
import { themes } from './theme.ts';

export const whats = ['events', 'services', 'organisations', 'map'] as const;
export type What = (typeof whats)[number];
export const heights = [400, 560, 720, 900] as const;
export const radii = [0, 10, 20, 30, 50] as const;

export interface Choice {
  readonly what: What;
  readonly language: 'hu' | 'en';
  readonly height: number;
  /** What the embedded page is asked for: only what it understands. */
  readonly query: URLSearchParams;
}

/** Everything that the embedded pages understand and the form asks for or a link to it may bring along. */
const understood = [
  'show',
  'near',
  'within',
  'region',
  'county',
  'kind',
  'sector',
  'only',
  'organiser',
  'theme',
  'audience',
  'situation',
  'heading',
  'term',
  'accent',
  'count',
  'q'
];

export function choiceFrom(parameters: URLSearchParams, locale: 'hu' | 'en'): Choice {
  const query = new URLSearchParams();
  for (const name of understood) {
    const value = parameters.get(name)?.trim().slice(0, 100);
    if (value && !isUsual(name, value)) query.set(name, value);
  }
  if (!query.has('near')) query.delete('within');
  return {
    what: whats.find((what) => what === parameters.get('what')) ?? 'events',
    language:
      parameters.get('language') === 'en' ? 'en' : parameters.get('language') === 'hu' ? 'hu' : locale,
    height: heights.find((height) => String(height) === parameters.get('height')) ?? heights[1],
    query
  };
}

/** What is so without being said: a line that is copied by hand should be short. */
function isUsual(name: string, value: string): boolean {
  return (
    (name === 'theme' && value === themes[0]) ||
    (name === 'count' && value === String(counts[1])) ||
    (name === 'show' && value === 'organisations')
  );
}

/** @param src whole, with the name of this house */
export function iframeOf({ src, title, height }: { src: string; title: string; height: number }): string {
  const style = `width:100%;height:${height}px;border:0;resize:vertical;overflow:auto`;
  return `<iframe src="${escaped(src)}" title="${escaped(title)}" style="${style}" loading="lazy"></iframe>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
