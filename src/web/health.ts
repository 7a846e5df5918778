import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fromLoopback } from './guard.ts';
import type { WebHost } from './ports.ts';
import { problemJson } from './problem.ts';

/** `/healthz`: the process answers. `/readyz`: every part works. `/metrics`: for Prometheus. */
export function healthRoutes(app: FastifyInstance, host: WebHost): void {
  const mayKnow = (request: FastifyRequest): boolean =>
    fromLoopback(request) || bearer(request, host.metricsToken);

  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ ok: true }),
  );

  app.get('/readyz', async (request, reply) => {
    const parts = await host.ready();
    const ok = parts.every((it) => it.ok);
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, ...(mayKnow(request) && { parts }) });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayKnow(request)) {
      const words = 'Metrics are for this machine itself, or for who sends METRICS_TOKEN as a bearer token.';
      return reply.code(401).header('www-authenticate', 'Bearer').send(problemJson('not-allowed', words));
    }
    const { contentType, body } = await host.metrics();
    return reply.header('cache-control', 'no-store').type(contentType).send(body);
  });
}

function bearer(request: FastifyRequest, token: string | undefined): boolean {
  if (!token) return false;
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
