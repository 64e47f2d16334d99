// Kills the real server at random moments while an editor enters events through the real form, and looks what is left.
import {
  copyOfSmallWorld,
  administratorOf,
  newEventForm,
  openSmallHouse,
  visitor
} from './house/small-world.ts';
import { removeDirectory, startServer, type RunningServer } from './running-server.ts';

export interface Killed {
  readonly rounds: number;
  /** Forms that were answered 303 before the server died. */
  readonly answered: number;
  /** Forms whose answer was lost, and which were sent again after the restart. */
  readonly unanswered: number;
  /** Of the unanswered, how many had been written all the same. */
  readonly writtenUnanswered: number;
  /** Everything that was found wrong; empty when all is well. */
  readonly faults: string[];
  readonly startMilliseconds: readonly number[];
}

interface Sent {
  readonly title: string;
  readonly fields: Record<string, string>;
  location: string | null;
}

const postersAtOnce = 3;
const longestLife = 600;

/**
 * Each round starts the server on what the last one left, sends again what was not answered, looks at every event that was,
 * then posts until the server is killed.
 * @param environment such as DATABASE_URL, for a PostgreSQL server instead of the embedded database
 */
export async function killRounds({
  rounds,
  seed,
  environment = {},
  onRound = () => {}
}: {
  rounds: number;
  seed: number;
  environment?: Record<string, string>;
  onRound?: (round: number) => void;
}): Promise<Killed> {
  const dataDirectory = await copyOfSmallWorld();
  const random = randomFrom(seed);
  const faults: string[] = [];
  const startMilliseconds: number[] = [];
  const titles: string[] = [];
  let answered = 0;
  let unanswered = 0;
  let writtenUnanswered = 0;
  let cookie = '';
  let form: Record<string, string> = {};
  let last: Sent[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const server = await startServer({ dataDirectory, environment: { SAMPLE: 'no', ...environment } });
      startMilliseconds.push(server.startMilliseconds);
      if (round === 0) {
        const editor = await administratorOf(server);
        cookie = editor.cookie;
        form = await newEventForm(editor, {});
      }
      writtenUnanswered += await look(server, cookie, last, faults);
      if (round === rounds) {
        await server.stop();
        break;
      }
      last = await postUntilKilled(server, { cookie, form, round, life: random() * longestLife });
      answered += last.filter(({ location }) => location !== null).length;
      unanswered += last.filter(({ location }) => location === null).length;
      titles.push(...last.map(({ title }) => title));
      onRound(round + 1);
    }
    await lookInside(dataDirectory, environment['DATABASE_URL'], titles, faults);
    return { rounds, answered, unanswered, writtenUnanswered, faults, startMilliseconds };
  } finally {
    removeDirectory(dataDirectory);
  }
}

async function postUntilKilled(
  server: RunningServer,
  { cookie, form, round, life }: { cookie: string; form: Record<string, string>; round: number; life: number }
): Promise<Sent[]> {
  const editor = visitor(server, cookie);
  const sent: Sent[] = [];
  let over = false;
  const post = async (): Promise<void> => {
    while (!over) {
      const title = `Alkalom ${round}-${sent.length}`;
      const one: Sent = { title, fields: { ...form, title, once: title }, location: null };
      sent.push(one);
      try {
        const answer = await editor.post('/programok/uj', one.fields);
        if (answer.status === 303) one.location = answer.headers.get('location');
      } catch {
        // The server is gone: whether this one was written, the next round will tell.
      }
    }
  };
  const posters = Array.from({ length: postersAtOnce }, post);
  await new Promise((done) => setTimeout(done, life));
  over = true;
  await server.kill();
  await Promise.all(posters);
  return sent;
}

/** @returns how many of the unanswered had been written */
async function look(
  server: RunningServer,
  cookie: string,
  sent: readonly Sent[],
  faults: string[]
): Promise<number> {
  const editor = visitor(server, cookie);
  let written = 0;
  for (const { title, fields, location } of sent) {
    if (location !== null) {
      const page = await editor.get(location);
      if (page.status !== 200)
        faults.push(`«${title}» was acknowledged as ${location} and answers ${page.status}`);
      else if (!(await page.text()).includes(title)) faults.push(`${location} does not show «${title}»`);
      continue;
    }
    const address = `/programok/${title.toLowerCase().replace(' ', '-')}`;
    const before = await editor.get(`${address}-szegvar`);
    if (before.status === 200) written++;
    const again = await editor.post('/programok/uj', fields);
    if (again.status !== 303) faults.push(`«${title}», sent again, was answered ${again.status}`);
  }
  return written;
}

/** Nothing half-written, nothing twice, nothing without its history. */
async function lookInside(
  dataDirectory: string,
  databaseUrl: string | undefined,
  titles: readonly string[],
  faults: string[]
): Promise<void> {
  const { db, close } = await openSmallHouse(dataDirectory, databaseUrl);
  try {
    const events = await db
      .selectFrom('event')
      .select(({ selectFrom, ref }) => [
        'event.title',
        selectFrom('occurrence')
          .whereRef('occurrence.event_id', '=', ref('event.id'))
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('occurrences'),
        selectFrom('event_organiser')
          .whereRef('event_organiser.event_id', '=', ref('event.id'))
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('organisers'),
        selectFrom('activity')
          .innerJoin('activity_organisation', 'activity_organisation.activity_id', 'activity.id')
          .whereRef('activity.object_id', '=', ref('event.id'))
          .where('activity.verb', '=', 'event.created')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('activities')
      ])
      .execute();
    const counts = new Map<string, number>();
    for (const { title, occurrences, organisers, activities } of events) {
      counts.set(title, (counts.get(title) ?? 0) + 1);
      const parts = [occurrences, organisers, activities].map(Number);
      if (parts.some((part) => part !== 1))
        faults.push(`«${title}» has ${parts.join(', ')} occurrences, organisers and activities`);
    }
    for (const title of titles)
      if (counts.get(title) !== 1) faults.push(`«${title}» is there ${counts.get(title) ?? 0} times`);
    if (events.length !== titles.length)
      faults.push(`${events.length} events are there, ${titles.length} were sent`);
    const { n } = await db
      .selectFrom('activity')
      .where('verb', '=', 'event.created')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    if (Number(n) !== titles.length) faults.push(`${n} activities for ${titles.length} events`);
  } finally {
    await close();
  }
}

/** Lehmer's generator (MINSTD): the same seed, the same moments. @returns numbers from 0 up to 1 */
function randomFrom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
