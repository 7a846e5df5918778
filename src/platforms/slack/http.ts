import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse as parseForm } from 'node:querystring';
import type { App, Receiver } from '@slack/bolt';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { lifetimes } from './limits.ts';
import type { SlackLog } from './ports.ts';
import { paths } from './register.ts';

/** Signed requests, on the project's own web server. */
export interface HttpReceiver extends Receiver {
  readonly routes: FastifyPluginAsync;
}

const bodyLimit = 1024 * 1024;

export function httpReceiver(deps: {
  readonly signingSecret: string;
  readonly now: () => number;
  readonly log: SlackLog;
}): HttpReceiver {
  let app: App | undefined;
  let open = false;

  async function receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const raw = request.body as Buffer;
    const checked = checkSignature(deps.signingSecret, request.headers, raw, deps.now());
    if (checked !== 'ok') {
      deps.log.warn({ reason: checked }, 'a request that is not from Slack was refused');
      return reply.code(401).send({ error: checked });
    }
    const body = readBody(raw.toString('utf8'), String(request.headers['content-type'] ?? ''));
    if (!body) return reply.code(400).send({ error: 'not-readable' });
    if (body.ssl_check) return reply.send('');
    if (body.type === 'url_verification') return reply.send({ challenge: body.challenge });
    // Slack tries events again later, at a process that is up.
    if (!app || !open) return reply.code(503).send({ error: 'starting' });
    return answer(app, request, reply, body);
  }

  /** The acknowledgement is the response; what comes after it goes on without the request. */
  function answer(
    bolt: App,
    request: FastifyRequest,
    reply: FastifyReply,
    body: Record<string, unknown>,
  ): Promise<FastifyReply> {
    return new Promise((resolve) => {
      let acked = false;
      const ack = async (said?: unknown): Promise<void> => {
        if (acked) return;
        acked = true;
        resolve(said === undefined || said === '' ? reply.send('') : reply.send(said));
      };
      const retry = Number(request.headers['x-slack-retry-num']);
      bolt
        .processEvent({ body, ack, ...(Number.isInteger(retry) && { retryNum: retry }) })
        .catch((error) => deps.log.error({ err: error }, 'a request of Slack could not be handled'))
        // What nobody listens to is acknowledged too: Slack would only send it again.
        .finally(() => ack());
    });
  }

  return {
    init(given) {
      app = given;
    },
    async start() {
      open = true;
    },
    async stop() {
      open = false;
    },
    async routes(scope) {
      // The signature is over the very bytes.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
        done(null, body),
      );
      scope.post(paths.events, receive);
    },
  };
}

/** docs.slack.dev/authentication/verifying-requests-from-slack, and no timestamp from the future. */
export function checkSignature(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
  now: number,
): 'ok' | 'unsigned' | 'too-old' | 'from-the-future' | 'wrong-signature' {
  const [signature, timestamp] = [headers['x-slack-signature'], headers['x-slack-request-timestamp']];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) {
    return 'unsigned';
  }
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong-signature';
  const age = now - Number(timestamp) * 1000;
  if (age > lifetimes.signatureMs) return 'too-old';
  return age < -lifetimes.skewMs ? 'from-the-future' : 'ok';
}

function readBody(text: string, contentType: string): Record<string, unknown> | undefined {
  try {
    if (contentType.startsWith('application/json')) return object(JSON.parse(text));
    const fields = parseForm(text);
    return typeof fields.payload === 'string' ? object(JSON.parse(fields.payload)) : { ...fields };
  } catch {
    return undefined;
  }
}

const object = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
