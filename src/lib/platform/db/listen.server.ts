// Hearing what transactions announce with NOTIFY once they are committed, in this process or, on a server, in any.
import pg from 'pg';
import { log } from '../log.server.ts';

/** Told the payload; told null after the connection had to be renewed, since something may have been missed. */
export type OnNotice = (payload: string | null) => void;

export interface Listeners {
  /** @returns how to stop hearing */
  add(channel: string, onNotice: OnNotice): () => void;
  tell(channel: string, payload: string): void;
  /** Says LISTEN for every channel on a new connection, and that something may have been missed on the one before. */
  renew(client: pg.ClientBase): Promise<void>;
}

export function makeListeners(): Listeners {
  const channels = new Map<string, Set<OnNotice>>();
  return {
    add(channel, onNotice) {
      const set = channels.get(channel) ?? new Set();
      channels.set(channel, set.add(onNotice));
      return () => void set.delete(onNotice);
    },
    tell(channel, payload) {
      for (const onNotice of channels.get(channel) ?? []) onNotice(payload);
    },
    async renew(client) {
      for (const [channel, set] of channels) {
        await listenOn(client, channel);
        for (const onNotice of set) onNotice(null);
      }
    }
  };
}

export async function listenOn(client: pg.ClientBase, channel: string): Promise<void> {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
}

export interface Ear {
  listen(channel: string, onNotice: OnNotice): Promise<() => void>;
  close(): Promise<void>;
}

/** A connection of its own, since those of the pool come and go; opened when first needed, renewed when it breaks. */
export function serverEar(url: string, retryMilliseconds = 1000): Ear {
  const listeners = makeListeners();
  let connected: Promise<pg.Client> | null = null;
  let closed = false;

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, application_name: 'kalaka', keepAlive: true });
    client.on('notification', ({ channel, payload }) => listeners.tell(channel, payload ?? ''));
    let lost = false;
    const retry = (): void => {
      if (lost || closed) return;
      lost = true;
      connected = null;
      setTimeout(() => {
        if (closed) return;
        connected ??= connect();
        connected.catch((error: unknown) => log('warn', 'listening_broke', { error: String(error) }));
      }, retryMilliseconds).unref();
    };
    client.on('error', retry).on('end', retry);
    try {
      await client.connect();
      await listeners.renew(client);
    } catch (error) {
      retry();
      throw error;
    }
    return client;
  };
  return {
    async listen(channel, onNotice) {
      const client = await (connected ??= connect());
      await listenOn(client, channel);
      return listeners.add(channel, onNotice);
    },
    async close() {
      closed = true;
      const client = await connected?.catch(() => null);
      await client?.end();
    }
  };
}
