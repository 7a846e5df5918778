import type { FastifyInstance } from 'fastify';
import { channels, dmChannel, messageJson, placeOf } from '../../platforms/playground/index.ts';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';
import { api } from './api.ts';
import { noSuchChannel } from './replies.ts';
import type { Roster } from './roster.ts';
import { bodies, checked, queries } from './schemas.ts';

const pageLength = 200;

export function messageRoutes(app: FastifyInstance, { store, feed }: PlaygroundHost, people: Roster): void {
  app.get(`${api}/messages`, async (request) => {
    const { channel, dm, member, before, limit = pageLength } = checked(queries.messages, request.query);
    if ((channel === undefined) === (dm === undefined)) {
      throw new Problem(400, 'bad-input', 'Name either "channel" (general, say) or "dm" (a member).');
    }
    const viewer = member === undefined ? undefined : await people.named(member);
    const place = dm === undefined ? channelNamed(channel as string) : dmChannel((await people.named(dm)).id);
    const rev = await store.lastRev();
    const found = await store.listMessages({
      channel: place,
      ...(viewer && { viewer: viewer.id }),
      ...(before !== undefined && { before }),
      limit: limit + 1,
    });
    const nameOf = await people.names();
    const shown = found.slice(-limit);
    return { messages: shown.map((it) => messageJson(it, nameOf)), more: found.length > shown.length, rev };
  });

  app.post(`${api}/read`, async (request) => {
    const { member: name, channel, seq } = checked(bodies.read, request.body);
    const member = await people.named(name);
    const place = placeOf(member, channel);
    if (!place) throw noSuchChannel;
    await store.markRead(member.id, place.channel, seq);
    feed.publish({ type: 'read', member: member.id, channel: place.channel, seq });
    return { ok: true };
  });
}

function channelNamed(channel: string): string {
  const name = channel.replace(/^#/, '');
  if (!channels.some((it) => it.name === name)) throw noSuchChannel;
  return name;
}
