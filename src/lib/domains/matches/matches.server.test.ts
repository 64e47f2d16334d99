// Matches on a real database, by mail and links alone: from two entries to a fulfilled agreement with thanks.
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { wordsIn } from '../../../words.ts';
import { findCapabilityLink, useCapabilityLink } from '#lib/platform/capability-links.server.ts';
import { mayEditFor } from '#lib/platform/actor.ts';
import { inTransaction } from '#lib/platform/db/database.server.ts';
import type { LinkDone, LinkMistakes } from '#lib/platform/domain.ts';
import { findOffering } from '#lib/domains/exchange/queries.server.ts';
import { setOfferingState } from '#lib/domains/exchange/operations.server.ts';
import { canSeeAgreement } from './policy.ts';
import { listUnanswered } from './care.server.ts';
import { countAll, listBehind } from './figures.server.ts';
import { findAgreement, listAgreementsOf } from './agreement-queries.server.ts';
import { sayAfterwards, sayToAgreement } from './agreements.server.ts';
import { askCaretakers } from './care.server.ts';
import { readsPaper } from './letters.server.ts';
import { tellFreshMatches } from './digest.server.ts';
import { domain } from './domain.server.ts';
import { attendAgreements } from './due.server.ts';
import { findAllMatches } from './find.server.ts';
import { sayWordAs } from './interest.server.ts';
import { listMatchesOf } from './queries.server.ts';
import { answerRingAs, listRingsOf, proposeRings } from './rings.server.ts';
import { enter, furnish, monday, now, type World } from './world.ts';

const day = 86_400_000;
const after = (days: number): Date => new Date(now.getTime() + days * day);

describe('matches', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await furnish(database());
  });

  const mails = async () =>
    (await database().selectFrom('mail').select(['email', 'content']).orderBy('id').execute()).map(
      ({ email, content }) => ({
        email,
        subject: content && 'key' in content.subject ? content.subject.key : '',
        all: JSON.stringify(content)
      })
    );
  const subjectsTo = async (address: string) =>
    (await mails()).filter(({ email }) => email === address).map(({ subject }) => subject);
  /** Presses a button behind the last link of the last letter of that kind to the address. */
  const press = async (
    address: string,
    subject: string,
    choice: string,
    more: { at?: Date; note?: string; fields?: Record<string, string> } = {}
  ): Promise<LinkDone | LinkMistakes> => {
    const letter = (await mails()).findLast(
      (each) => each.email === address && each.subject.includes(subject)
    );
    const token = letter?.all.match(/\/answer\/([\w-]+)/)?.[1];
    if (!token) throw new Error(`No ${subject} for ${address}: ${(await subjectsTo(address)).join(', ')}`);
    const { at = monday, note = null, fields = {} } = more;
    const words = await wordsIn('hu');
    return inTransaction(database(), async (tx) => {
      const link = await findCapabilityLink(tx, token, at);
      if (!link.ok) throw new Error(link.reason);
      const act = domain.linkActs?.find(({ purpose }) => purpose === link.value.purpose);
      const page = await act?.show(tx, link.value, words, []);
      if (!act || !page?.choices.some(({ value }) => value === choice))
        throw new Error(`${choice} is none of ${page?.choices.map(({ value }) => value).join(', ')}`);
      const given = Object.fromEntries((page.fields ?? []).map(({ name, value }) => [name, value]));
      await useCapabilityLink(tx, link.value.id, at);
      return act.act(
        tx,
        link.value,
        { choice, note, fields: { ...given, ...fields } },
        { now: at, words, domains: [] }
      );
    });
  };
  const hall = () =>
    enter(database(), world.houseKeeper, {
      side: 'offer',
      category: 'venue',
      title: 'Termet adunk foglalkozásokhoz',
      inReturn: 'műsort várunk cserébe',
      settlement: world.settlements.Mindszent
    });
  const lookingForHall = () =>
    enter(database(), world.librarian, {
      side: 'need',
      category: 'venue',
      title: 'Termet keresünk kézműves foglalkozásokhoz',
      inReturn: 'meseórát tartunk',
      settlement: world.settlements.Szegvár,
      from: '2026-12-01',
      until: '2026-12-31'
    });

  test('a library without a hall and a house with one find one another by mail alone', async () => {
    const offer = await hall();
    const need = await lookingForHall();
    await findAllMatches(database(), now);
    // Each hears of it on Monday, and not twice.
    expect(await tellFreshMatches(database(), now)).toBe(0);
    expect(await tellFreshMatches(database(), monday)).toBe(2);
    expect(await tellFreshMatches(database(), monday)).toBe(0);
    const first = (await mails()).map(({ email }) => email).sort();
    expect(first).toEqual(['haz@pelda.example', 'konyvtar@pelda.example']);
    // No letter gives an address away before both have said yes.
    for (const { email, all } of await mails())
      for (const address of first) if (address !== email) expect(all).not.toContain(address);

    expect(await press('konyvtar@pelda.example', 'digest', 'yes')).toMatchObject({
      sentence: expect.stringContaining('Megírtuk')
    });
    expect(await subjectsTo('haz@pelda.example')).toContain('matches.mail.wanted.subject_offer');
    await press('haz@pelda.example', 'wanted', 'yes');
    const letters = await mails();
    const draftTo = (address: string) =>
      letters.find(({ email, subject }) => email === address && subject === 'matches.mail.draft.subject_two')
        ?.all;
    expect(draftTo('haz@pelda.example')).toContain('konyvtar@pelda.example');
    expect(draftTo('konyvtar@pelda.example')).toContain('haz@pelda.example');

    const [agreement] = await listAgreementsOf(database(), { organisations: [world.library] });
    expect(agreement).toMatchObject({
      number: 1,
      state: 'draft',
      startsOn: null,
      endsOn: null,
      // What they offered themselves, not the wish of the other side.
      parties: [{ name: 'Tisza-parti Ház' }, { name: 'Téka Könyvtár', gives: 'meseórát tartunk' }]
    });
    // A month in which it could be is no time that was agreed on: the letter names it for them to choose from.
    expect(draftTo('haz@pelda.example')).toContain('matches.mail.draft.both');
    expect(draftTo('haz@pelda.example')).toContain('2026-12-31');
    // The library writes what it brings, the house says yes to just that.
    await press('konyvtar@pelda.example', 'draft', 'yes', {
      fields: { startsOn: '2026-12-05', endsOn: '2026-12-05', gives: 'Mesedélután cserébe' },
      note: 'Szombat délelőtt lenne jó.'
    });
    expect(await press('haz@pelda.example', 'proposed', 'yes')).toMatchObject({
      sentence: expect.stringContaining('Megállapodtak')
    });
    expect(await findOffering(database(), need)).toMatchObject({ state: 'answered' });
    expect(await findOffering(database(), offer)).toMatchObject({ state: 'open' });

    await attendAgreements(database(), new Date('2026-12-03T08:00:00Z'));
    await attendAgreements(database(), new Date('2026-12-03T09:00:00Z'));
    expect((await subjectsTo('haz@pelda.example')).filter((each) => each.includes('soon'))).toHaveLength(1);
    // Nobody says whether it was kept before it has been, however they come to the form; and the paper is read by its sides alone.
    const drafted = await findAgreement(database(), agreement?.id ?? '');
    const [side] = drafted?.parties ?? [];
    if (!drafted || !side) throw new Error('no agreement');
    const early = { id: drafted.id, party: side.id, word: 'no' as const, text: null, isPublic: false };
    const onTheDay = new Date('2026-12-05T08:00:00Z');
    expect(await sayAfterwards(database(), world.houseKeeper, early, onTheDay)).toMatchObject({
      ...{ ok: false, reason: 'closed' }
    });
    const paper = (person: typeof world.librarian.id) =>
      readsPaper(database(), { id: '' as never, purpose: '', subject: null, person }, drafted);
    expect(await paper(world.librarian.id)).toBe(true);
    expect(await paper(world.clubLeader.id)).toBe(false);
    const later = new Date('2026-12-07T08:00:00Z');
    await attendAgreements(database(), later);
    await press('konyvtar@pelda.example', 'afterwards', 'public', { note: 'Köszönjük a termet!', at: later });
    await press('haz@pelda.example', 'afterwards', 'yes', { at: later });
    expect(await listAgreementsOf(database(), { organisations: [world.house] })).toMatchObject([
      {
        state: 'fulfilled',
        parties: [{ thanks: null }, { thanks: 'Köszönjük a termet!', thanksPublic: true }]
      }
    ]);
    expect(await subjectsTo('haz@pelda.example')).toContain('matches.mail.thanks.subject');
    expect(await countAll(database(), {}, later)).toEqual({
      needs: 1,
      answered: 1,
      medianDays: expect.closeTo(1.88, 1)
    });
    expect(await listBehind(database(), { answered: true }, later)).toMatchObject([{ need: { id: need } }]);
    expect(await listBehind(database(), { answered: false }, later)).toEqual([]);
  });

  test('who changes a draft again and again fills no mailbox with it', async () => {
    await hall();
    await lookingForHall();
    await findAllMatches(database(), now);
    await tellFreshMatches(database(), monday);
    await press('konyvtar@pelda.example', 'digest', 'yes');
    await press('haz@pelda.example', 'wanted', 'yes');
    const [agreement] = await listAgreementsOf(database(), { organisations: [world.library] });
    const party = agreement?.parties.find(({ name }) => name === 'Téka Könyvtár');
    if (!agreement || !party) throw new Error('no agreement');
    for (let turn = 0; turn < 12; turn++) {
      const edit = { what: `Terem ${turn}`, place: null, startsOn: null, endsOn: null, gives: 'mese' };
      const said = { id: agreement.id, party: party.id, edit, word: 'yes' as const, note: null };
      expect(await sayToAgreement(database(), world.librarian, said, monday)).toMatchObject({ ok: true });
    }
    const told = (await subjectsTo('haz@pelda.example')).filter((each) => each.includes('proposed'));
    expect(told).toHaveLength(6);
  });

  test('a change of the agreement takes back the yes of the other', async () => {
    await hall();
    await lookingForHall();
    await findAllMatches(database(), now);
    await tellFreshMatches(database(), monday);
    await press('konyvtar@pelda.example', 'digest', 'yes');
    await press('haz@pelda.example', 'wanted', 'yes');
    await press('haz@pelda.example', 'draft', 'yes');
    await press('konyvtar@pelda.example', 'proposed', 'yes', { fields: { place: 'Kisterem' } });
    const [agreement] = await listAgreementsOf(database(), { organisations: [world.library] });
    expect(agreement).toMatchObject({ state: 'draft', place: 'Kisterem' });
    expect(agreement?.parties.map(({ answer }) => answer)).toEqual([null, 'yes']);
    expect(await press('haz@pelda.example', 'proposed', 'yes', { fields: { what: ' ' } })).toMatchObject({
      mistakes: { what: expect.any(String) }
    });
  });

  /** Both have said yes to the fifth of December. */
  const agree = async () => {
    await findAllMatches(database(), now);
    await tellFreshMatches(database(), monday);
    await press('konyvtar@pelda.example', 'digest', 'yes');
    await press('haz@pelda.example', 'wanted', 'yes');
    await press('konyvtar@pelda.example', 'draft', 'yes', {
      fields: { startsOn: '2026-12-05', endsOn: '2026-12-05' }
    });
    await press('haz@pelda.example', 'proposed', 'yes');
  };

  test('what was agreed on and came to nothing is looked for again, as long as it is wanted', async () => {
    await hall();
    const need = await lookingForHall();
    await agree();
    expect(await findOffering(database(), need)).toMatchObject({ state: 'answered' });
    const later = new Date('2026-12-07T08:00:00Z');
    await attendAgreements(database(), later);
    await press('konyvtar@pelda.example', 'afterwards', 'no', { note: 'Beázott a tető.', at: later });
    expect(await findOffering(database(), need)).toMatchObject({ state: 'open', closedAt: null });
  });

  test('what was agreed on and called off is looked for again', async () => {
    await hall();
    const need = await lookingForHall();
    await agree();
    await press('haz@pelda.example', 'agreed', 'no', { note: 'Felújítás lesz.' });
    expect(await findOffering(database(), need)).toMatchObject({ state: 'open' });
  });

  test('what its owner closed is not opened by an agreement that came to nothing', async () => {
    await hall();
    const need = await lookingForHall();
    await agree();
    const closed = new Date('2026-12-06T08:00:00Z');
    await setOfferingState(database(), world.librarian, { id: need, state: 'open' }, closed);
    await setOfferingState(database(), world.librarian, { id: need, state: 'answered' }, closed);
    const later = new Date('2026-12-07T08:00:00Z');
    await attendAgreements(database(), later);
    await press('konyvtar@pelda.example', 'afterwards', 'no', { at: later });
    expect(await findOffering(database(), need)).toMatchObject({ state: 'answered' });
  });

  test('a no is told only to who had said yes, and the pair is not told of again', async () => {
    const offer = await hall();
    await lookingForHall();
    await findAllMatches(database(), now);
    await tellFreshMatches(database(), monday);
    await press('konyvtar@pelda.example', 'digest', 'no', { note: 'Messze van.' });
    expect(await subjectsTo('haz@pelda.example')).toHaveLength(1);
    const [match] = await listMatchesOf(database(), { id: offer, side: 'offer' }, 10);
    if (!match) throw new Error('no match');
    const say = (who: typeof world.librarian, end: 'offer' | 'need') =>
      sayWordAs(database(), who, { id: match.id, end, word: 'yes', reason: null }, monday);
    expect(await say(world.librarian, 'offer')).toEqual({ ok: false, reason: 'not_yours' });
    expect(await say(world.houseKeeper, 'offer')).toMatchObject({ ok: true, value: { state: 'declined' } });
    expect(await say(world.librarian, 'need')).toMatchObject({ ok: true, value: { state: 'met' } });
  });

  test('yes and no by turns is passed on to the other side once a day', async () => {
    await hall();
    const need = await lookingForHall();
    await findAllMatches(database(), now);
    const [match] = await listMatchesOf(database(), { id: need, side: 'need' }, 10);
    if (!match) throw new Error('no match');
    const turn = async (at: Date) => {
      for (const word of ['yes', 'no'] as const)
        await sayWordAs(database(), world.librarian, { id: match.id, end: 'need', word, reason: null }, at);
    };
    const told = async () =>
      (await subjectsTo('haz@pelda.example')).filter((each) => each.includes('wanted')).length;
    for (const minute of [0, 1, 2]) await turn(new Date(now.getTime() + minute * 60_000));
    expect(await told()).toBe(1);
    await turn(after(1));
    expect(await told()).toBe(2);
  });

  test('who writes for the organisation no more answers no more, even with an old letter', async () => {
    await hall();
    await lookingForHall();
    await findAllMatches(database(), now);
    await tellFreshMatches(database(), monday);
    await database().deleteFrom('role').where('person_id', '=', world.librarian.id).execute();
    await expect(press('konyvtar@pelda.example', 'digest', 'yes')).rejects.toThrow('yes is none of');
  });

  test('what is paused leaves the matches of others, but for what somebody was told', async () => {
    const offer = await hall();
    const need = await lookingForHall();
    await findAllMatches(database(), now);
    await setOfferingState(database(), world.houseKeeper, { id: offer, state: 'paused' }, now);
    await findAllMatches(database(), now);
    expect(await listMatchesOf(database(), { id: need, side: 'need' }, 10)).toEqual([]);
    expect(await database().selectFrom('match_word').selectAll().execute()).toEqual([]);
  });

  test('a need of a week goes to the caretaker once, who looks after it', async () => {
    const need = await lookingForHall();
    expect(await askCaretakers(database(), after(6))).toBe(0);
    expect(await askCaretakers(database(), after(8))).toBe(1);
    expect(await askCaretakers(database(), after(9))).toBe(0);
    expect(
      await press('gazda@pelda.example', 'care', 'cares', { at: after(9), note: 'Szólok a papnak.' })
    ).toMatchObject({
      sentence: expect.stringContaining('Ha talál valakit')
    });
    const lookingSince = { days: 21, now: after(22), organisations: [world.library], settlements: [] };
    expect((await listUnanswered(database(), lookingSince)).map(({ id }) => id)).toEqual([need]);
    expect(await listUnanswered(database(), { ...lookingSince, organisations: [world.house] })).toEqual([]);
  });

  test('who takes care of the place no more says nothing about its needs, even with an old letter', async () => {
    await lookingForHall();
    await askCaretakers(database(), after(8));
    await database().deleteFrom('role').where('person_id', '=', world.caretaker.id).execute();
    await expect(press('gazda@pelda.example', 'care', 'cares', { at: after(9) })).rejects.toThrow();
    expect(await database().selectFrom('need_care').select('word').execute()).toEqual([{ word: null }]);
  });

  test('a need waits for a caretaker where there is none yet', async () => {
    await lookingForHall();
    const roles = await database()
      .deleteFrom('role')
      .where((eb) => eb.or([eb('settlement_id', 'is not', null), eb('kind', '=', 'administrator')]))
      .returningAll()
      .execute();
    expect(await askCaretakers(database(), after(8))).toBe(0);
    await database().insertInto('role').values(roles).execute();
    expect(await askCaretakers(database(), after(9))).toBe(1);
  });

  describe('a ring', () => {
    const three = async () => {
      const pair = async (
        who: typeof world.librarian,
        gives: [string, string],
        gets: [string, string],
        where: string
      ) => {
        const settlement = where;
        await enter(database(), who, {
          ...{ side: 'offer', category: gives[0] as 'venue', title: gives[1], settlement }
        });
        await enter(database(), who, {
          ...{ side: 'need', category: gets[0] as 'venue', title: gets[1], settlement }
        });
      };
      const { Szegvár, Mindszent, Derekegyház } = world.settlements;
      await pair(
        world.librarian,
        ['programme', 'Mesedélután gyerekeknek'],
        ['venue', 'Tágas terem'],
        Szegvár
      );
      await pair(world.houseKeeper, ['venue', 'Tágas terem'], ['equipment', 'Hangosítás'], Mindszent);
      await pair(
        world.clubLeader,
        ['equipment', 'Hangosítás'],
        ['programme', 'Mesedélután gyerekeknek'],
        Derekegyház
      );
    };
    const rings = () => listRingsOf(database(), [world.library]);

    test('is proposed to all three at once, and comes about when all say yes', async () => {
      await three();
      const found = await findAllMatches(database(), now);
      expect(await proposeRings(database(), found, now)).toBe(1);
      // While they are asked, nothing else is proposed to them.
      expect(await proposeRings(database(), found, now)).toBe(0);
      expect(await rings()).toMatchObject([{ state: 'proposed', members: [{}, {}, {}] }]);
      const [ring] = await rings();
      // Each gets what the one before it gives.
      ring?.members.forEach((member, index) =>
        expect(member.gets.category).toBe(ring.members.at(index - 1)?.gives.category)
      );
      for (const who of ['konyvtar', 'haz', 'kor'])
        await press(`${who}@pelda.example`, 'ring', 'yes', { at: now });
      expect(await rings()).toMatchObject([{ state: 'agreed' }]);
      const [agreement] = await listAgreementsOf(database(), { organisations: [world.club] });
      expect(agreement).toMatchObject({ kind: 'ring', state: 'draft' });
      expect(agreement?.parties).toHaveLength(3);
      for (const who of ['konyvtar', 'haz', 'kor'])
        await press(`${who}@pelda.example`, 'draft', 'yes', { at: now });
      expect(await listAgreementsOf(database(), { organisations: [world.club] })).toMatchObject([
        { state: 'agreed' }
      ]);
    });

    test('does not come about with an offer that is no more to be had, nor when one of its members is gone', async () => {
      await three();
      await proposeRings(database(), await findAllMatches(database(), now), now);
      const [ring] = await rings();
      const [first, second, third] = ring?.members ?? [];
      if (!ring || !first || !second || !third) throw new Error('no ring');
      const yes = { id: ring.id, position: second.position, word: 'yes' as const, reason: null };
      const who = [world.librarian, world.houseKeeper, world.clubLeader].find((each) =>
        mayEditFor(each, second.organisation.id)
      );
      if (!who) throw new Error('nobody');
      const offer = { id: second.gives.id, state: 'paused' as const };
      await setOfferingState(database(), who, offer, now);
      expect(await answerRingAs(database(), who, yes, now)).toMatchObject({ reason: 'closed' });
      await setOfferingState(database(), who, { ...offer, state: 'open' }, now);
      await database().deleteFrom('offering').where('id', '=', first.gives.id).execute();
      expect(await answerRingAs(database(), who, yes, now)).toMatchObject({ reason: 'closed' });
      // The one after it has not moved into its place.
      const notTheirs = { ...yes, position: third.position, word: 'no' as const };
      expect(await answerRingAs(database(), who, notTheirs, now)).toMatchObject({ reason: 'not_yours' });
    });

    test('comes to nothing with one no, and is not proposed again', async () => {
      await three();
      const found = await findAllMatches(database(), now);
      await proposeRings(database(), found, now);
      await press('haz@pelda.example', 'ring', 'no', { at: now, note: 'Felújítunk.' });
      expect(await rings()).toMatchObject([{ state: 'declined' }]);
      expect(await subjectsTo('kor@pelda.example')).toContain('matches.mail.ringDeclined.subject');
      expect(
        await database().selectFrom('job').select('name').where('name', '=', 'matches.rings').execute()
      ).toHaveLength(1);
      expect(await proposeRings(database(), await findAllMatches(database(), now), now)).toBe(0);
    });
  });

  test('only its parties and the caretakers of their places see an agreement', async () => {
    await hall();
    await lookingForHall();
    await findAllMatches(database(), now);
    await tellFreshMatches(database(), monday);
    await press('konyvtar@pelda.example', 'digest', 'yes');
    await press('haz@pelda.example', 'wanted', 'yes');
    const [agreement] = await listAgreementsOf(database(), { organisations: [world.library] });
    if (!agreement) throw new Error('no agreement');
    const sees = [world.librarian, world.houseKeeper, world.caretaker, world.clubLeader].map((who) =>
      canSeeAgreement(who, agreement.parties)
    );
    expect(sees).toEqual([true, true, true, false]);
    expect(canSeeAgreement({ kind: 'anonymous' }, agreement.parties)).toBe(false);
  });
});
