import type { Socket } from 'node:net';
import { type FastifyInstance, fastify } from 'fastify';
import { pageFolder } from '../project-files.ts';
import { guard } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { healthRoutes } from './health.ts';
import { pageRoutes } from './page-files.ts';
import { playgroundRoutes } from './playground/routes.ts';
import type { WebHost } from './ports.ts';
import { problemHandler, problemJson } from './problem.ts';

const bodyLimit = 1024 * 1024;

/** The server without a socket; for tests, and for `listen`. */
export function createServer(host: WebHost, options: { readonly pageFolder?: string } = {}): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 30_000,
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers(securityHeaders);
  });
  const silent = silentSockets(app);
  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
  });
  app.setErrorHandler(problemHandler(host.logError));
  app.setNotFoundHandler(({ method, url }, reply) => {
    const path = url.split('?')[0] ?? '';
    const takes = ['GET', 'POST'].filter((it) => it !== method && app.hasRoute({ method: it, url: path }));
    if (takes.length > 0) {
      const words = `This address takes ${takes.join(' or ')}, not ${method}.`;
      return reply.code(405).header('allow', takes.join(', ')).send(problemJson('wrong-method', words));
    }
    return reply.code(404).send(problemJson('not-found', 'There is nothing at this address.'));
  });
  healthRoutes(app, host);
  const { playground } = host;
  if (playground) {
    app.register(async (scope) => {
      scope.addHook('onRequest', guard(playground.allowedHosts));
      pageRoutes(scope, options.pageFolder ?? pageFolder, '/playground');
      playgroundRoutes(scope, playground);
    });
  }
  for (const routes of host.routes ?? []) app.register(routes);
  return app;
}

/** Sockets on which nothing was asked yet: browsers open them ahead, and a server that closes would wait for them. */
function silentSockets({ server }: FastifyInstance): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
}

export type Listening =
  | { readonly ok: true; readonly url: string; close(): Promise<void> }
  | {
      readonly ok: false;
      readonly code: 'port-taken' | 'no-such-address' | 'not-permitted';
      readonly detail: string;
    };

const refusals: Readonly<Record<string, 'port-taken' | 'no-such-address' | 'not-permitted'>> = {
  EADDRINUSE: 'port-taken',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
  EACCES: 'not-permitted',
};

/** Starts listening; port 0 takes a free one. `close` ends live streams, then lets open requests finish. */
export async function listen(
  host: WebHost,
  at: { readonly port: number; readonly host: string },
): Promise<Listening> {
  const app = createServer(host);
  try {
    const url = await app.listen({ port: at.port, host: at.host });
    return { ok: true, url, close: () => app.close() };
  } catch (error) {
    await app.close();
    const code = refusals[(error as NodeJS.ErrnoException).code ?? ''];
    if (!code) throw error;
    return { ok: false, code, detail: (error as Error).message };
  }
}
