// A house with one organisation in it and nothing else, which starts in a second: made once, copied for each test.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openHouse, type House } from '../../src/house.server.ts';
import { readSettings } from '../../src/settings.ts';
import { createOrganisation } from '#lib/domains/registry/operations.server.ts';
import { organisationDraft } from '#lib/domains/registry/form.server.ts';
import { system } from '#lib/platform/actor.ts';
import { now } from '#lib/platform/clock.server.ts';
import type { RunningServer } from '../running-server.ts';

export const organisationName = 'Szegvári Népház';

/** @returns a data directory of its own; whoever asked for it removes it */
export async function copyOfSmallWorld(): Promise<string> {
  const kept = join('node_modules/.cache/kalaka', `small-world-${digestOfMakers()}`);
  if (!existsSync(kept)) {
    const unfinished = `${kept}.${process.pid}`;
    mkdirSync(dirname(kept), { recursive: true });
    const house = await openSmallHouse(unfinished);
    await furnish(house).finally(() => house.close());
    // Another test file may have been quicker.
    if (existsSync(kept)) rmSync(unfinished, { recursive: true, force: true });
    else renameSync(unfinished, kept);
  }
  const copy = mkdtempSync(join(tmpdir(), 'kalaka-house-'));
  cpSync(kept, copy, { recursive: true });
  return copy;
}

export function openSmallHouse(dataDirectory: string, databaseUrl = ''): Promise<House> {
  return openHouse(readSettings({ DATA_DIRECTORY: dataDirectory, DATABASE_URL: databaseUrl, SAMPLE: 'no' }));
}

export async function furnish({ db }: House): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    name: organisationName,
    sector: 'public',
    kind: 'community_house',
    settlement: 'Szegvár'
  }))
    form.set(name, value);
  const draft = await organisationDraft(db, form);
  if (!draft.ok) throw new Error(JSON.stringify(draft.errors));
  await createOrganisation(db, system, draft.value, now());
}

/** What the kept copy is made of: when that changes, it is made anew. */
function digestOfMakers(): string {
  const files = [
    ...readdirSync('migrations')
      .sort()
      .map((name) => join('migrations', name)),
    'src/lib/domains/places/supply.server.ts',
    'package-lock.json',
    'tests/house/small-world.ts'
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** A browser without a window: it keeps its session and posts forms as the house's own pages do. */
export interface Visitor {
  readonly cookie: string;
  get(path: string): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

export function visitor(server: Pick<RunningServer, 'address'>, cookie = ''): Visitor {
  const headers = { origin: server.address, accept: 'text/html', ...(cookie && { cookie }) };
  return {
    cookie,
    get: (path) => fetch(server.address + path, { redirect: 'manual', headers }),
    post: (path, fields) =>
      fetch(server.address + path, {
        method: 'POST',
        redirect: 'manual',
        headers,
        body: new URLSearchParams(fields)
      })
  };
}

/** Comes in through the link that the server printed. */
export async function administratorOf(server: RunningServer): Promise<Visitor> {
  const answer = await visitor(server).post(new URL(server.signInLink).pathname, {});
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .find((each) => /^(__Host-)?session=./.test(each));
  if (!cookie) throw new Error(`The sign-in link answered ${answer.status}.`);
  return visitor(server, cookie);
}

/** The fields of the form for a new event, with its key, as the page has them just now. */
export async function newEventForm(
  who: Visitor,
  fields: Readonly<Record<string, string>>
): Promise<Record<string, string>> {
  const page = await (await who.get('/programok/uj')).text();
  const once = /name="once" value="([^"]+)"/.exec(page)?.[1];
  if (!once) throw new Error(`The page for a new event has no key:\n${page.slice(0, 2000)}`);
  return { once, ...eventFields(page), ...fields };
}

function eventFields(page: string): Record<string, string> {
  const id = new RegExp(`value="([0-9a-f-]{36})"[^>]*>${organisationName}`).exec(page)?.[1];
  return {
    organiser: id ?? organisationName,
    settlement: 'Szegvár',
    date: '2027-05-08',
    time: '18:00',
    end_time: '20:00',
    repeat: 'none',
    every: '1',
    flexibility: 'fixed',
    status: 'confirmed',
    intent: 'save'
  };
}
