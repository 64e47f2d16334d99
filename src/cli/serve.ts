// `kalaka serve`: the web server, and with it the jobs and the door for other commands.
import { createServer, type Server } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import compression from 'compression';
import { clientAddress, clientAddressHeader } from '#lib/platform/client-address.ts';
import { openHouse, provideHouse, type House } from '../house.server.ts';
import { fixedHeaders } from '#lib/platform/security-headers.server.ts';
import type { Settings } from '../settings.ts';
import type { AddCommand, CommandContext, ExitCode } from './command.ts';
import { listenForCommands } from './control.ts';
import { administratorLink, publicAddress } from './sign-in-link.ts';

const root = join(fileURLToPath(import.meta.url), '../../..');
const shutdownMilliseconds = 10_000;
/** Who dawdles over a request is let go: 10 s for its head, two minutes for its body, looked at every 5 s. */
const limits = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };

export const addServe: AddCommand = (program, context) => {
  program
    .command('serve')
    .description('start the server (npm start builds first, then does this)')
    .option('--no-sign-in-link', 'do not print a sign-in link for the administrator')
    .action(async (options: { signInLink: boolean }) =>
      context.finish(await serve(context, options.signInLink))
    );
};

async function serve(context: CommandContext, withLink: boolean): Promise<ExitCode> {
  const { settings, terminal } = context;
  const handlerFile = join(root, 'build/handler.js');
  if (!existsSync(handlerFile)) {
    terminal.err('The pages are not built yet: «npm start» builds and starts, «npm run build» only builds.');
    return 2;
  }
  const house = await openHouse(settings, { onStep: (step) => terminal.err(`… ${step}`), withJobs: true });
  provideHouse(house);

  // Kit takes https for granted; here the proxy in front says so, or the public address, else it is plain http.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['ADDRESS_HEADER'] = clientAddressHeader;
  process.env['BODY_SIZE_LIMIT'] = '256M';
  const { handler } = (await import(pathToFileURL(handlerFile).href)) as { handler: Middleware };
  const protocol = settings.publicUrl?.startsWith('https:') ? 'https' : 'http';
  const host = settings.publicUrl && new URL(settings.publicUrl).host;
  const headers = Object.entries(fixedHeaders(protocol === 'https'));
  const compress = compression();
  const server = createServer(limits, (request, response) => {
    request.headers['x-forwarded-proto'] = protocol;
    if (host) request.headers.host = host;
    request.headers[clientAddressHeader] = clientAddress(
      request.headers['x-forwarded-for'],
      request.socket.remoteAddress,
      settings.trustedProxies
    );
    for (const [name, value] of headers) response.setHeader(name, value);
    // «GET http://elsewhere.example/» asks for a proxy, which this is not.
    if (!request.url?.startsWith('/')) return response.writeHead(400).end();
    compress(request as never, response as never, () =>
      handler(request, response, () => response.writeHead(404).end())
    );
  });

  try {
    await listen(server, settings.port, settings.host);
  } catch (error) {
    terminal.err(listenFault(error, settings));
    await house.close();
    return 1;
  }
  const port = boundPort(server) ?? settings.port;
  const door = settings.databaseUrl ? null : listenForCommands(house, port, context.run);
  await announce(context, house, port, withLink);
  await untilAskedToStop();
  terminal.err('Stopping …');
  door?.close();
  await closeServer(server);
  await house.close();
  return 0;
}

type Middleware = (
  request: import('node:http').IncomingMessage,
  response: import('node:http').ServerResponse,
  next: () => void
) => void;

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function listenFault(error: unknown, { host, port }: Settings): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `Another program already listens on port ${port}. Choose another one: PORT=${port + 1} npm start`;
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Choose one above 1024: PORT=3000 npm start`;
  return `Cannot listen on ${host} (${code}): HOST names an address of this machine, such as localhost, or 0.0.0.0 for all of them.`;
}

async function announce(
  context: CommandContext,
  house: House,
  port: number,
  withLink: boolean
): Promise<void> {
  const address = publicAddress(context, port);
  context.terminal.out(`Kaláka is at ${address}`);
  if (withLink) {
    const link = await administratorLink(house, address);
    context.terminal.out(`Administrator's sign-in link (works once, within an hour):\n${link}`);
  }
}

function boundPort(server: Server): number | null {
  const bound = server.address();
  return bound && typeof bound === 'object' ? bound.port : null;
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    process.once('SIGHUP', () => resolve());
  });
}

/** Answers what is under way, then closes; what hangs is cut. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A browser keeps its connection after the answer: it becomes idle only then.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    setTimeout(() => server.closeAllConnections(), shutdownMilliseconds).unref();
  });
}
