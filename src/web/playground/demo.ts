import type { FastifyInstance } from 'fastify';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';
import { api } from './api.ts';

/** How the demo is doing, and the button that begins it. */
export function demoRoutes(app: FastifyInstance, { demo }: Pick<PlaygroundHost, 'demo'>): void {
  app.get(`${api}/demo`, async () => demo?.state() ?? { state: 'off' });
  app.post(`${api}/demo`, async (_request, reply) => {
    if (!demo) throw new Problem(404, 'no-demo', 'There is no demo here. `npm run demo` starts one.');
    demo.begin();
    return reply.code(202).send(demo.state());
  });
}
