// Filling in the form of an event, on a real database with the sample's places and register.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/platform/actor.ts';
import { useDatabase } from '#tests/db.ts';
import { domain as places } from '#lib/domains/places/domain.server.ts';
import { domain as registry } from '#lib/domains/registry/domain.server.ts';
import { labelsOf } from '#lib/domains/registry/names.server.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { wordsIn } from '../../../words.ts';
import {
  askedOf,
  formToChange,
  handleEventForm,
  lookForClashes,
  type Answered,
  type Handled
} from './event-page.server.ts';
import { formOf } from './form.server.ts';
import type { FormContent } from './form-fields.ts';
import { findEventBySlug } from './queries.server.ts';
import { slotSentence, slotWhen } from './slot-words.ts';
import { usualNames } from './usual-names.server.ts';

const database = useDatabase();
const now = new Date('2027-01-04T08:00:00Z');
let ids: ReadonlyMap<string, string>;
let editor: Actor;
let neighbour: Actor;

beforeEach(async () => {
  await places.supply?.(database(), now);
  for (const each of [places, registry])
    await each.sample?.(database(), { now, today: '2027-01-04', seed: 1 });
  ids = (await sampleIds(database())).organisations;
  const person = await database().selectFrom('person').select('id').executeTakeFirstOrThrow();
  const editorOf = (organisation: string): Actor => ({
    kind: 'person',
    id: person.id,
    name: 'Szerkesztő',
    roles: [{ kind: 'editor', organisation: ids.get(organisation) ?? '' }]
  });
  editor = editorOf('szegvar-muvhaz');
  neighbour = editorOf('szentes-muvhaz');
});

async function labelOf(organisation: string): Promise<string> {
  const [found] = await labelsOf(database(), 'organisation', [ids.get(organisation) ?? '']);
  return found?.label ?? '';
}

function form(fields: Record<string, string | readonly string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) data.append(name, each);
  return data;
}

const club = {
  title: 'Kártyakör',
  date: '2027-01-12',
  time: '17:00',
  end_time: '19:00',
  repeat: 'weekly',
  until: '2027-03-30',
  settlement: 'Szegvár',
  status: 'tentative'
};

async function enter(actor: Actor, fields: Record<string, string | readonly string[]>): Promise<string> {
  const handled = await handleEventForm(database(), actor, {
    form: form(fields),
    before: null,
    intent: 'save',
    now
  });
  if (!('saved' in handled)) throw new Error(JSON.stringify(handled));
  return handled.saved.slug;
}

async function answered(actor: Actor, data: FormData): Promise<Answered> {
  const asked = askedOf(data, { today: '2027-01-04', before: null });
  const handled = await handleEventForm(database(), actor, { ...asked, before: null, now });
  if (!('answered' in handled)) throw new Error(JSON.stringify(handled));
  return handled.answered;
}

describe('a series that is being entered', () => {
  test('is told of another weekday at which it clashes less, and taking it moves the whole form', async () => {
    await enter(neighbour, { ...club, organiser: await labelOf('szentes-muvhaz'), title: 'Sakk-kör' });
    const typed = { ...club, organiser: '', flexibility: 'days', flexible_days: '2' };
    const looked = await lookForClashes(database(), editor, { form: form(typed), before: null, now });
    expect(looked.advice).toMatchObject({ total: 1, meetings: 12, times: 12, noSlots: null });
    expect(looked.advice?.clashes[0]).toMatchObject({
      times: 12,
      other: { title: 'Sakk-kör', status: 'tentative' }
    });
    const [slot] = looked.advice?.slots ?? [];
    const words = await wordsIn('hu');
    expect(slot && slotWhen(words, slot, looked.fields[0]?.weekday ?? [])).toMatch(
      /^(hétfő|szerda), 17:00–19:00$/
    );
    expect(slot && slotSentence(words, slot, 12)).toBe(
      'A következő 12 alkalom során 12 helyett egy ütközés sem marad.'
    );

    const taken = await answered(editor, form({ ...typed, slot: slot?.local ?? '' }));
    expect(taken.looked?.advice).toMatchObject({ total: 0, noSlots: 'no_clash' });
    const { all_day: _none, ...moved } = looked.fields[0]?.texts ?? {};
    expect(taken.content).toMatchObject({
      texts: { ...moved, title: 'Kártyakör' },
      chosen: { weekday: looked.fields[0]?.weekday }
    });
    expect(taken.content.texts['until']).toMatch(/^2027-03-(29|31)$/);
  });

  test('that may not move is offered to look within a week', async () => {
    await enter(neighbour, { ...club, organiser: await labelOf('szentes-muvhaz') });
    const fixed = await answered(editor, form({ ...club, intent: 'check' }));
    expect(fixed.looked?.advice?.noSlots).toBe('fixed');
    const loosened = await answered(editor, form({ ...club, loosen: '7' }));
    expect(loosened.content.texts).toMatchObject({ flexibility: 'days', flexible_days: '7' });
    expect(loosened.looked?.advice?.slots.length).toBeGreaterThan(0);
  });

  test.each([
    ['is over', { repeat: 'none', date: '2026-12-01' }, 'past'],
    ['is open all the time', { background: 'yes' }, 'background']
  ])('is told why nothing was compared when it %s', async (_what, change, reason) => {
    const looked = await lookForClashes(database(), editor, {
      form: form({ ...club, ...change }),
      before: null,
      now
    });
    expect(looked.advice?.notCompared).toBe(reason);
  });
});

describe('names that are typed', () => {
  test('of a settlement and an organiser that are not known come back with what was meant, each taken by a press', async () => {
    const mine = await labelOf('szegvar-muvhaz');
    const typed = { ...club, settlement: 'Szegvr', organiser: [`${mine.slice(0, 9)}x${mine.slice(9)}`, ''] };
    const { errors, content } = await answered(editor, form({ ...typed, intent: 'save' }));
    expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'organiser organiser_unknown',
      'settlement settlement_unknown'
    ]);
    expect(errors.map(({ suggestions }) => suggestions?.[0])).toEqual([mine, 'Szegvár']);
    expect(content.texts['settlement']).toBe('Szegvr');

    const one = await answered(editor, form({ ...typed, take: 'settlement Szegvár' }));
    expect(one.content.texts['settlement']).toBe('Szegvár');
    expect(one.looked?.advice).not.toBeNull();
    const other = await answered(editor, form({ ...typed, take: `organiser ${mine}` }));
    expect(other.content.chosen.organiser).toEqual([mine, '']);
  });

  test('of a venue decide where the event is; one that stands elsewhere is asked back', async () => {
    const venue = await database()
      .selectFrom('venue')
      .innerJoin('settlement', 'settlement.id', 'venue.settlement_id')
      .select(['venue.id', 'settlement.name as settlement'])
      .where('settlement.name', '=', 'Szegvár')
      .orderBy('venue.id')
      .executeTakeFirstOrThrow();
    const [{ label } = { label: '' }] = await labelsOf(database(), 'venue', [venue.id]);
    const organiser = await labelOf('szegvar-muvhaz');
    const elsewhere = await answered(
      editor,
      form({ ...club, organiser, venue: label, settlement: 'Szentes', intent: 'save' })
    );
    expect(elsewhere.errors).toMatchObject([
      { field: 'settlement', code: 'venue_elsewhere', value: 'Szegvár' }
    ]);

    const slug = await enter(editor, { ...club, organiser, venue: label, settlement: '' });
    const event = await findEventBySlug(database(), slug);
    expect([event?.venue?.id, event?.settlement?.name]).toEqual([venue.id, 'Szegvár']);
    const shown = event && (await formOf(database(), event));
    expect([shown?.texts['venue'], shown?.chosen.organiser]).toEqual([label, [organiser]]);
  });

  test('of a venue that is in no register can stay in words', async () => {
    const typed = { ...club, organiser: await labelOf('szegvar-muvhaz'), venue: 'Marika néni pajtája' };
    const { errors } = await answered(editor, form({ ...typed, intent: 'save' }));
    expect(errors).toMatchObject([{ field: 'venue', code: 'venue_unknown' }]);
    const { content } = await answered(editor, form({ ...typed, take: 'place Marika néni pajtája' }));
    expect([content.texts['venue'], content.texts['place']]).toEqual(['', 'Marika néni pajtája']);
  });

  test('of others only are refused: one of the organisers is the actor’s own', async () => {
    const { errors } = await answered(
      editor,
      form({ ...club, organiser: await labelOf('szentes-muvhaz'), intent: 'save' })
    );
    expect(errors).toMatchObject([{ field: 'organiser', code: 'organiser_not_yours' }]);
  });
});

test('what somebody usually writes is offered: their own first, then those they work with, and the venues around', async () => {
  const [mine, partner] = [await labelOf('szegvar-muvhaz'), await labelOf('szentes-muvhaz')];
  await enter(editor, { ...club, organiser: [mine, partner] });
  const names = await usualNames(database(), editor);
  expect([names.own, names.organisers]).toEqual([[mine], [mine, partner]]);
  expect(names.venues.length).toBeGreaterThan(0);
  expect(names.venues.every((label) => label.includes('Szegvár'))).toBe(true);
});

describe('an event that two people change', () => {
  const at = (minute: number): Date => new Date(now.getTime() + minute * 60_000);

  async function opened() {
    const slug = await enter(editor, { ...club, organiser: await labelOf('szegvar-muvhaz') });
    const current = async () => (await findEventBySlug(database(), slug))!;
    const save = async (
      content: FormContent,
      change: Record<string, string | readonly string[]>,
      minute: number
    ): Promise<Handled> => {
      const fields = { ...content.texts, ...content.chosen, ...change };
      // A browser sends nothing of a box that is not ticked; nothing is as good as an empty text.
      const sent = Object.entries(fields).filter(([, value]) => value.length > 0);
      return handleEventForm(database(), editor, {
        form: form(Object.fromEntries(sent)),
        before: await current(),
        intent: 'save',
        now: at(minute)
      });
    };
    return { content: await formToChange(database(), await current()), current, save };
  }

  test('keeps what each wrote in another field, and stays no background event', async () => {
    const { content, current, save } = await opened();
    expect(await save(content, { title: 'Kártyaklub', theme: ['games'] }, 1)).toMatchObject({
      merged: false
    });
    expect(await save(content, { price: 'ingyenes', time: '17:30' }, 2)).toMatchObject({ merged: true });
    expect(await current()).toMatchObject({
      title: 'Kártyaklub',
      themes: ['games'],
      price: 'ingyenes',
      starts: '2027-01-12T17:30',
      background: false
    });
  });

  test('is not saved where both wrote: all that was typed comes back, and a second press saves it', async () => {
    const { content, current, save } = await opened();
    await save(content, { date: '2027-01-13', summary: 'Ahogy Éva írta.', price: '500 Ft' }, 1);
    const refused = await save(content, { time: '18:00', end_time: '20:00', summary: 'Ahogy Pál írta.' }, 2);
    if (!('answered' in refused)) throw new Error(JSON.stringify(refused));
    const { meanwhile, content: shown, errors } = refused.answered;
    expect(errors).toEqual([]);
    expect(meanwhile?.since).toEqual(now);
    expect([...(meanwhile?.conflicts ?? [])].sort()).toEqual(['date', 'end_time', 'summary', 'time']);
    expect(shown.texts).toMatchObject({ date: '2027-01-12', time: '18:00', price: '500 Ft' });
    expect(await current()).toMatchObject({ summary: 'Ahogy Éva írta.', starts: '2027-01-13T17:00' });
    expect(await save(shown, {}, 3)).toMatchObject({ merged: false });
    expect(await current()).toMatchObject({
      summary: 'Ahogy Pál írta.',
      starts: '2027-01-12T18:00',
      price: '500 Ft'
    });
  });

  test('keeps what it began from through a look at its clashes', async () => {
    const { content, current, save } = await opened();
    await save(content, { summary: 'Éva.' }, 1);
    const looked = await handleEventForm(database(), editor, {
      form: form({ ...content.texts, ...content.chosen, summary: 'Pál.' }),
      before: await current(),
      intent: 'check',
      now: at(2)
    });
    if (!('answered' in looked)) throw new Error(JSON.stringify(looked));
    const saved = await save(looked.answered.content, {}, 3);
    expect('answered' in saved && saved.answered.meanwhile?.conflicts).toEqual(['summary']);
    expect((await current()).summary).toBe('Éva.');
  });
});
