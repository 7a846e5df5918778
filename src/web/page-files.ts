import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly caching: string;
}

/** Serves the built page from memory. Vite puts a hash of the content into the names under assets/: these never change. */
export function pageRoutes(app: FastifyInstance, folder: string, prefix: string): void {
  const files = readPage(folder);

  const send = (file: PageFile | undefined, given: string | undefined, reply: FastifyReply) => {
    if (!file) return reply.callNotFound();
    reply.header('etag', file.etag).header('cache-control', file.caching);
    return given === file.etag ? reply.code(304).send() : reply.type(file.type).send(file.bytes);
  };

  app.get('/', async (_request, reply) => reply.redirect(`${prefix}/`, 302));
  app.get(prefix, async (_request, reply) => reply.redirect(`${prefix}/`, 302));
  app.get(`${prefix}/`, async (request, reply) => {
    const index = files.get('index.html');
    if (index) return send(index, request.headers['if-none-match'], reply);
    return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
  });
  for (const [name, file] of files) {
    if (name === 'index.html') continue;
    app.get(`${prefix}/${name}`, async (request, reply) =>
      send(file, request.headers['if-none-match'], reply),
    );
  }
}

const notBuilt = 'The page is not built yet. Run `npm run build`, then start again.\n';

function readPage(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, '');
    const bytes = readFileSync(path);
    files.set(name, {
      bytes,
      type: types[extname(name)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      caching: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  }
  return files;
}
