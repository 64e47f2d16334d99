// What domains declare about each other holds: verbs that are listened for are recorded, purposes of links are one domain's.
import { expect, test } from 'vitest';
import hu from '../../src/generated/messages.hu.ts';
import { rankedDomains } from '../../src/house.server.ts';

const recorded = new Set(rankedDomains.flatMap(({ verbs }) => verbs));

test('every verb that a subscriber waits for is recorded by some domain', () => {
  const waited = rankedDomains.flatMap(({ name, subscriptions = [] }) =>
    subscriptions.flatMap((subscription) =>
      subscription.verbs.map((verb) => ({ listener: `${name}.${subscription.name}`, verb }))
    )
  );
  expect(waited.length).toBeGreaterThan(0);
  expect(waited.filter(({ verb }) => !recorded.has(verb))).toEqual([]);
});

test('a verb is recorded by one domain', () => {
  const all = rankedDomains.flatMap(({ verbs }) => verbs);
  expect(all.filter((verb, index) => all.indexOf(verb) !== index)).toEqual([]);
});

test('every verb by which search keeps its documents true is recorded by some domain', () => {
  const waited = rankedDomains.flatMap(({ searchables = [] }) =>
    searchables.flatMap(({ kind, verbs }) => verbs.map((verb) => ({ kind, verb })))
  );
  expect(waited.length).toBeGreaterThan(0);
  expect(waited.filter(({ verb }) => !recorded.has(verb))).toEqual([]);
});

test('the purpose of a mailed link belongs to one domain, and names it', () => {
  const purposes = rankedDomains.flatMap(({ name, linkActs = [] }) =>
    linkActs.map(({ purpose }) => ({ name, purpose }))
  );
  expect(purposes.length).toBeGreaterThan(0);
  expect(new Set(purposes.map(({ purpose }) => purpose)).size).toBe(purposes.length);
  for (const { name, purpose } of purposes) expect(purpose.startsWith(`${name}.`), purpose).toBe(true);
});

test('whoever looks at the list of jobs reads what each does, in words', () => {
  const names = rankedDomains.flatMap(({ name, subscriptions = [], schedules = [] }) =>
    [...subscriptions, ...schedules].map((job) => `${name}.${job.name}`)
  );
  expect(names.filter((name) => !Object.hasOwn(hu, `administration.jobs.known.${name}`))).toEqual([]);
});

test('jobs have names of their own', () => {
  const names = rankedDomains.flatMap(({ name, subscriptions = [], schedules = [] }) =>
    [...subscriptions, ...schedules].map((job) => `${name}.${job.name}`)
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
