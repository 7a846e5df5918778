import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import {
  channels,
  checkName,
  dmChannel,
  limits,
  type PlaygroundChat,
  type PlaygroundMember,
} from '../../platforms/playground/index.ts';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';
import { api } from './api.ts';
import { repliesJson } from './replies.ts';
import type { Roster } from './roster.ts';
import { bodies, checked, queries } from './schemas.ts';

export function memberRoutes(
  app: FastifyInstance,
  { store, feed, clock }: PlaygroundHost,
  people: Roster,
  chat: PlaygroundChat,
): void {
  app.get(`${api}/members`, async (request) => {
    checked(queries.none, request.query);
    return { members: await Promise.all((await store.members()).map(people.json)) };
  });

  app.post(`${api}/members`, async (request, reply) => {
    const { name: given, zone, organiser = false } = checked(bodies.members, request.body);
    const name = checkName(given);
    if (!name.ok) throw new Problem(400, 'bad-name', name.problem);
    const known = await store.members();
    const added = await store.addMember({
      id: randomUUID(),
      name: name.name,
      colour: known.length % limits.colours,
      zone,
      isOrganiser: organiser,
      dmOpen: true,
      joinedAt: clock.now(),
    });
    if (!added.ok) throw new Problem(409, 'name-taken', `Somebody here is called "${name.name}" already.`);
    const { member } = added;
    feed.publish({ type: 'members' });
    const replies = await start(member, zone);
    return reply.code(201).send({ member: await people.json(member), replies });
  });

  /** A member whom the bot does not take (a wrong zone, say) does not stay. */
  async function start(member: PlaygroundMember, zone: string) {
    const seen = await store.lastRev();
    for (const channel of channels) await store.markRead(member.id, channel.name, seen);
    const answered = await chat.start(member, zone);
    const posted = answered.ok ? answered.replies : [];
    const replies = await repliesJson(posted, people);
    const [first] = replies;
    if (first?.code === 'started') return replies;
    for (const it of posted) if ('rev' in it) await store.removeMessage(it.id, clock.now());
    await store.removeMember(member.id);
    feed.publish({ type: 'members' });
    throw new Problem(400, 'not-started', first?.text ?? 'The bot did not answer to /start.');
  }

  app.post(`${api}/members/dm`, async (request) => {
    const { member: name, open } = checked(bodies.dm, request.body);
    const member = await people.named(name);
    await store.setDmOpen(member.id, open);
    feed.publish({ type: 'members' });
    return { member: await people.json({ ...member, dmOpen: open }) };
  });

  app.get(`${api}/channels`, async (request) => {
    const member = await people.named(checked(queries.member, request.query).member);
    const unread = await people.unread(member);
    return {
      channels: [
        ...channels.map(({ name, topic }) => ({
          id: name,
          kind: 'channel',
          name,
          topic,
          unread: unread.get(name) ?? 0,
        })),
        {
          id: 'dm',
          kind: 'dm',
          name: 'Shipmate',
          topic: 'Between you and the bot',
          open: member.dmOpen,
          unread: unread.get(dmChannel(member.id)) ?? 0,
        },
      ],
    };
  });
}
