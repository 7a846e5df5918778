import type { FastifyInstance } from 'fastify';
import { playgroundChat } from '../../platforms/playground/index.ts';
import { requireJson } from '../guard.ts';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';
import { api } from './api.ts';
import { catalogue } from './catalogue.ts';
import { clockMover } from './clock.ts';
import { demoRoutes } from './demo.ts';
import { eventStreams } from './events.ts';
import { fileRoutes } from './files.ts';
import { iso } from './instants.ts';
import { memberRoutes } from './members.ts';
import { messageRoutes } from './messages.ts';
import { roster } from './roster.ts';
import { bodies, checked, queries } from './schemas.ts';
import { talkRoutes } from './talk.ts';

/** The playground's HTTP interface, as docs/playground.md describes it. */
export function playgroundRoutes(app: FastifyInstance, host: PlaygroundHost): void {
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', requireJson);
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith(api) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });

  const people = roster(host);
  const chat = playgroundChat({ ...host, now: host.clock.now });
  memberRoutes(app, host, people, chat);
  talkRoutes(app, people, chat);
  messageRoutes(app, host, people);
  fileRoutes(app, host);
  demoRoutes(app, host);
  eventStreams(app, host, people);

  const move = clockMover(host);
  app.get(`${api}/clock`, async (request) => {
    const { member } = checked(queries.maybeMember, request.query);
    const found = member === undefined ? undefined : await people.named(member);
    const next = await host.nextPromptAt(found && people.identity(found));
    return {
      now: iso(host.clock.now()),
      movable: host.clock.movable,
      ...(next !== undefined && { nextPrompt: iso(next) }),
    };
  });
  app.post(`${api}/clock`, async (request) => {
    const { to, advance } = checked(bodies.clock, request.body);
    return { now: iso(await move({ to, advance })) };
  });

  app.get(`${api}/streak`, async (request) => {
    const member = await people.named(checked(queries.member, request.query).member);
    const streak = await host.streakOf(people.identity(member));
    if (streak) return streak;
    throw new Problem(404, 'not-started', `${member.name} has no streak yet: /start begins it.`);
  });

  app.get(`${api}/commands`, async () => ({ commands: catalogue(await host.offeredCommands()) }));
}
