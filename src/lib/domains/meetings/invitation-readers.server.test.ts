// What other people's calendar programs make of our letters: node-ical, and khal (a package of Debian; left out where it is missing).
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import nodeIcal, { type VEvent } from 'node-ical';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';
import { inviteToMeeting } from './invite.server.ts';
import { callMeeting, cancelMeeting, changeMeeting } from './operations.server.ts';
import { meetingDraft, now, seatAround, type World } from './world.ts';

const later = new Date('2026-12-10T09:00:00Z');
const title = 'Őszi kerekasztal, „nyílt”; ülés';
const khalIsHere = ((): boolean => {
  try {
    execFileSync('khal', ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
})();

describe('our letters', () => {
  const database = useDatabase();
  let world: World;
  beforeAll(async () => {
    world = await seatAround(database(), 3);
  });

  const draft = (changes = {}) => meetingDraft({ title, place: 'Könyvtár; emelet', ...changes });
  /** What one of those invited gets: called, moved over the change of the clocks, cancelled. */
  const lettersOfOne = async (): Promise<string[]> => {
    const db = database();
    const made = await callMeeting(db, world.convenor, { circle: world.circle, draft: draft() }, now);
    if (!made.ok) throw new Error(made.reason);
    const { id } = made.value;
    await inviteToMeeting(db, world.convenor, { id }, now);
    await changeMeeting(db, world.convenor, { id, draft: draft({ starts: '2027-03-30T17:00' }) }, later);
    await cancelMeeting(db, world.convenor, { id, reason: 'Betegség' }, new Date('2026-12-11T09:00:00Z'));
    const rows = await db
      .selectFrom('mail')
      .select('content')
      .where('email', '=', world.seats[2]?.email ?? '')
      .orderBy('id')
      .execute();
    return rows.flatMap(({ content }) => content?.attachments?.map(({ text }) => text) ?? []);
  };

  test('are read by node-ical: invited, moved, cancelled', async () => {
    const read = (await lettersOfOne()).map((text) => {
      const calendar = nodeIcal.sync.parseICS(text);
      const event = Object.values(calendar).find((each): each is VEvent => each?.type === 'VEVENT');
      return {
        uid: event?.uid,
        sequence: Number(event?.sequence),
        method: event?.method,
        status: event?.status,
        start: event?.start.toISOString(),
        end: event?.end?.toISOString(),
        summary: event?.summary,
        location: event?.location
      };
    });
    const same = { summary: `${title} (Kurca-menti kör)`, location: 'Könyvtár; emelet' };
    expect(read).toMatchObject([
      { ...same, sequence: 0, method: 'REQUEST', status: 'CONFIRMED', start: '2027-01-05T15:00:00.000Z' },
      {
        ...same,
        ...{ sequence: 1, method: 'REQUEST', status: 'CONFIRMED' },
        ...{ start: '2027-03-30T15:00:00.000Z', end: '2027-03-30T17:00:00.000Z' }
      },
      { sequence: 2, method: 'CANCEL', status: 'CANCELLED', start: '2027-03-30T15:00:00.000Z' }
    ]);
    expect(new Set(read.map(({ uid }) => uid)).size).toBe(1);
  });

  describe.skipIf(!khalIsHere)(`khal${khalIsHere ? '' : ' (khal is not installed)'}`, () => {
    let home = '';
    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), 'kalaka-letter-'));
      mkdirSync(join(home, 'calendar'));
      writeFileSync(
        join(home, 'khal'),
        `[calendars]
[[own]]
path = ${home}/calendar
[locale]
local_timezone = Europe/Budapest
default_timezone = Europe/Budapest
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = ${home}/khal.db
[default]
default_calendar = own
`
      );
      return () => rmSync(home, { recursive: true, force: true });
    });

    const khal = async (...parameters: string[]): Promise<string> => {
      const env = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
      const given = ['-c', join(home, 'khal'), ...parameters];
      return (await promisify(execFile)('khal', given, { env, timeout: 60_000 })).stdout;
    };
    /** As when somebody opens the file that came with the mail. */
    const open = async (text: string): Promise<string[]> => {
      const file = join(home, 'invite.ics');
      writeFileSync(file, text);
      await khal('import', '--batch', '-a', 'own', file);
      const format = '{start-date} {start-time}-{end-time} {title} @ {location} [{status}]';
      const said = await khal('list', '-df', '', '-f', format, '2027-01-01', '2027-12-31');
      return [...new Set(said.split('\n').filter((line) => line.includes('@')))];
    };

    test('puts the meeting in once, and moves and strikes it out there', async () => {
      const [invited = '', moved = '', cancelled = ''] = await lettersOfOne();
      const what = `${title} (Kurca-menti kör) @ Könyvtár; emelet`;
      const [first = '', ...others] = await open(invited);
      expect(first).toContain(`2027-01-05 16:00-18:00 ${what}`);
      expect(others).toEqual([]);
      const afterMove = await open(moved);
      expect(afterMove).toHaveLength(1);
      expect(afterMove[0]).toContain(`2027-03-30 17:00-19:00 ${what}`);
      const afterCancel = await open(cancelled);
      expect(afterCancel).toHaveLength(1);
      expect(afterCancel[0]).toContain('CANCELLED');
    }, 120_000);
  });
});
