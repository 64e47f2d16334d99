// The link with which the administrator comes in.
import type { House } from '../house.server.ts';
import { ensureAdministrator, madeAdministratorName } from '#lib/domains/people/operations.server.ts';
import { makeSignInLink } from '#lib/domains/people/sign-in.server.ts';
import { now } from '#lib/platform/clock.server.ts';
import type { CommandContext } from './command.ts';

export function publicAddress(context: CommandContext, port: number): string {
  const { publicUrl, host } = context.settings;
  return publicUrl ?? `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}`;
}

export async function administratorLink(house: House, address: string): Promise<string> {
  const person = await ensureAdministrator(house.db, madeAdministratorName, now());
  return `${address}/belepes/${await makeSignInLink(house.db, person, now())}`;
}
