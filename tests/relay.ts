// A wire to a server that can be cut and mended: what a lost database looks like from here.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Relay {
  readonly port: number;
  /** Ends every connection at once and takes no new one. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function relayTo(target: number): Promise<Relay> {
  const open = new Set<Socket>();
  const server = createServer((here) => {
    const there = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [here, there],
      [there, here]
    ] as const) {
      open.add(from);
      from
        .on('error', () => to.destroy())
        .on('close', () => {
          open.delete(from);
          to.destroy();
        });
      from.pipe(to);
    }
  });
  const listen = (port: number): Promise<void> =>
    new Promise((done) => server.listen(port, '127.0.0.1', () => done()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = (): Promise<void> =>
    new Promise((done) => {
      if (!server.listening) return done();
      server.close(() => done());
      for (const socket of open) socket.destroy();
    });
  return { port, cut, mend: () => listen(port), close: cut };
}
