import type { FastifyInstance } from 'fastify';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';
import { api } from './api.ts';

/** Pictures show in the page; every other file is only ever downloaded. Ids are hashes of the content, so it never changes. */
export function fileRoutes(app: FastifyInstance, { store }: PlaygroundHost): void {
  app.get<{ Params: { id: string } }>(`${api}/files/:id`, async (request, reply) => {
    const file = /^[0-9a-f]{40}$/.test(request.params.id) && (await store.findFile(request.params.id));
    if (!file) throw new Problem(404, 'no-such-file', 'There is no such file.');
    const disposition = file.contentType === 'image/png' ? 'inline' : 'attachment';
    const plain = file.name.replace(/[^\w.-]+/g, '_');
    return reply
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header(
        'content-disposition',
        `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .type(file.contentType)
      .send(Buffer.from(file.bytes));
  });
}
