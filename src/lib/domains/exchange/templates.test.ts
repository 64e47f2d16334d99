import { expect, test } from 'vitest';
import { templateOf, templates } from './templates.ts';

const common = (offer: string, need: string): string[] => {
  const wanted = templateOf(need)?.topics ?? [];
  return (templateOf(offer)?.topics ?? []).filter((topic) => wanted.includes(topic));
};

test('a library that tells tales and a house that looks for a children’s programme share a topic, though no word', () => {
  expect(common('programme_offer_storytelling', 'programme_need_children')).toEqual(['children_youth']);
});

test('whoever looks for advice or a course shares a topic with an example that gives it', () => {
  const needs = templates.filter(
    ({ side, category, topics }) =>
      side === 'need' && ['knowledge', 'course'].includes(category) && topics.length > 0
  );
  expect(needs).toHaveLength(8);
  for (const { key, category } of needs)
    expect(
      templates.some((offer) => offer.category === category && common(offer.key, key).length > 0),
      key
    ).toBe(true);
});
