import { beforeAll, describe, expect, test } from 'vitest';
import { prepareRegister, bringEvents, type Bring, onlyEvent, now } from '#tests/bring-events.ts';
import { useDatabase } from '#tests/db.ts';
import { system } from '#lib/platform/actor.ts';
import { setEventStatus, updateEvent } from './operations.server.ts';

const database = useDatabase();
beforeAll(() => prepareRegister(database()));
const bring = (file: string | Uint8Array, options?: Bring) => bringEvents(database(), file, options);
const only = (source?: string) => onlyEvent(database(), source);

describe('what was edited here', () => {
  const row = (title: string, start: string, note: string) =>
    `azonosító;cím;kezdés;település;leírás\n1;${title};${start};Szegvár;${note}`;

  test('stays, field by field, when the file comes again with other news', async () => {
    await bring(row('Bál', '2027-09-04 18:00', 'Régi.'));
    const event = await only();
    const draft = {
      ...event,
      settlement: event.settlement!.id,
      venue: null,
      organisers: [],
      title: 'Szüreti bál'
    };
    await updateEvent(database(), system, { id: event.id, draft }, now);
    expect(await bring(row('Bál', '2027-09-04 18:00', 'Régi.'))).toMatchObject({ counts: [0, 0, 1, 0] });
    const news = await bring(row('Őszi bál', '2027-09-04 19:00', 'Új.'));
    expect(news.changed).toEqual([['start', 'description']]);
    expect(await only()).toMatchObject({
      title: 'Szüreti bál',
      starts: '2027-09-04T19:00',
      description: 'Új.'
    });
  });

  test('stays as a whole where half of it would make no sense: its time, its place', async () => {
    await bring(row('Bál', '2027-09-04 18:00', ''));
    const event = await only();
    const draft = {
      ...event,
      settlement: event.settlement!.id,
      venue: null,
      organisers: [],
      place: 'Fő tér',
      minutes: 90
    };
    await updateEvent(database(), system, { id: event.id, draft }, now);
    const elsewhere = row('Bál', '2027-09-05 20:00', '').replace('Szegvár', 'Eperjes');
    expect(await bring(elsewhere)).toMatchObject({ counts: [0, 0, 1, 0] });
    expect(await only()).toMatchObject({
      starts: '2027-09-04T18:00',
      minutes: 90,
      settlement: { name: 'Szegvár' },
      place: 'Fő tér'
    });
  });

  test('includes a cancellation', async () => {
    await bring(row('Bál', '2027-09-04 18:00', ''));
    await setEventStatus(database(), system, { id: (await only()).id, status: 'cancelled' }, now);
    const file = `${row('Bál', '2027-09-04 18:00', '').replace('\n', ';állapot\n')};végleges`;
    expect(await bring(file)).toMatchObject({ counts: [0, 0, 1, 0] });
    expect((await only()).status).toBe('cancelled');
  });
});
