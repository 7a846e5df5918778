import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import {
  dmOwner,
  type FeedEvent,
  messageJson,
  type PlaygroundMember,
  type PlaygroundMessage,
} from '../../platforms/playground/index.ts';
import { securityHeaders } from '../headers.ts';
import type { PlaygroundHost } from '../ports.ts';
import { api } from './api.ts';
import { iso } from './instants.ts';
import type { Roster } from './roster.ts';
import { checked, queries } from './schemas.ts';

const heartbeatMs = 15_000;
/** How long a reader waits before it comes back. */
const retryMs = 1_000;
/** Over this many missed changes the page does better to read everything again. */
const longestBacklog = 500;
/** A reader that is this far behind is dropped; it comes back with `Last-Event-ID`. */
const mostBuffered = 4 * 1024 * 1024;

/**
 * `GET events`: server-sent events for one member's view. A message carries its `rev` as the event's id, so a reader that
 * comes back with `Last-Event-ID` (or `after`) gets every change that it missed, once.
 */
export function eventStreams(app: FastifyInstance, host: PlaygroundHost, people: Roster): void {
  const { store, feed, clock } = host;
  const open = new Set<ServerResponse>();

  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });

  app.get(`${api}/events`, async (request, reply) => {
    const { member, after } = checked(queries.events, request.query);
    const viewer = member === undefined ? undefined : await people.named(member);
    const resumed = Number(request.headers['last-event-id'] ?? Number.NaN);
    const from = Number.isSafeInteger(resumed) ? resumed : after;

    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    open.add(stream);
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
    const writer = streamWriter(stream, viewer, await people.names());
    const waiting: FeedEvent[] = [];
    let live = false;
    let last: Promise<void> = Promise.resolve();
    const leave = feed.subscribe((event) => {
      if (live) last = last.then(() => pass(event)).catch(() => undefined);
      else waiting.push(event);
    });
    stream.on('close', () => {
      leave();
      clearInterval(heartbeat);
      open.delete(stream);
    });

    async function pass(event: FeedEvent): Promise<void> {
      if (event.type === 'members') writer.nameOf = await people.names();
      writer.write(event);
    }

    stream.write(`retry: ${retryMs}\n\n`);
    writer.event('clock', { now: iso(clock.now()) });
    if (from !== undefined) {
      const missed = await store.changesAfter(from, longestBacklog + 1);
      if (missed.length > longestBacklog) writer.event('reset', {});
      else for (const message of missed) writer.write({ type: 'message', message });
    }
    for (const event of waiting) await pass(event);
    live = true;
  });
}

function streamWriter(
  stream: ServerResponse,
  viewer: PlaygroundMember | undefined,
  names: (id: string) => string,
) {
  let lastRev = 0;
  const writer = {
    nameOf: names,
    event(type: string, data: object, id?: number): void {
      if (stream.writableEnded || stream.destroyed) return;
      const head = id === undefined ? '' : `id: ${id}\n`;
      stream.write(`${head}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
      if (stream.writableLength > mostBuffered) stream.destroy();
    },
    write(event: FeedEvent): void {
      switch (event.type) {
        case 'message':
          if (event.message.rev <= lastRev) return;
          lastRev = event.message.rev;
          writer.message(event.message);
          break;
        case 'members':
          writer.event('members', {});
          break;
        case 'reset':
          writer.event('reset', {});
          break;
        case 'read':
          writer.event('read', {
            member: writer.nameOf(event.member),
            channel: dmOwner(event.channel) ? 'dm' : event.channel,
            seq: event.seq,
          });
          break;
        case 'clock':
          writer.event('clock', {
            now: iso(event.now),
            ...(event.from !== undefined && { from: iso(event.from) }),
            ...(event.target !== undefined && { target: iso(event.target) }),
          });
      }
    },
    /** What the viewer cannot see is told without its content: who has something new. */
    message(message: PlaygroundMessage): void {
      const only = message.visibleTo ?? dmOwner(message.channel);
      const json = messageJson(message, writer.nameOf);
      const change = message.removedAt !== undefined || message.editedAt !== undefined;
      if (viewer && only && only !== viewer.id) {
        if (!change)
          writer.event('activity', { member: writer.nameOf(only), bot: !message.author }, message.rev);
      } else if (message.removedAt !== undefined) {
        writer.event('removed', { id: json.id, channel: json.channel }, message.rev);
      } else {
        writer.event('message', json, message.rev);
      }
    },
  };
  return writer;
}
