import type { FastifyInstance } from 'fastify';
import type { PlaygroundChat } from '../../platforms/playground/index.ts';
import { api } from './api.ts';
import { answeredJson, noSuchChannel } from './replies.ts';
import type { Roster } from './roster.ts';
import { bodies, checked, queries } from './schemas.ts';

export function talkRoutes(app: FastifyInstance, people: Roster, chat: PlaygroundChat): void {
  app.post(`${api}/say`, async (request) => {
    const { member: name, channel, text, repliesTo, event } = checked(bodies.say, request.body);
    const said = await chat.say({
      member: await people.named(name),
      channel,
      text,
      ...(repliesTo !== undefined && { repliesTo }),
      ...(event && { event }),
    });
    return answeredJson(said, people);
  });

  app.post(`${api}/messages/edit`, async (request) => {
    const { member, ...edit } = checked(bodies.edit, request.body);
    return answeredJson(await chat.edit({ member: await people.named(member), ...edit }), people);
  });

  app.post(`${api}/messages/delete`, async (request) => {
    const { member, message } = checked(bodies.remove, request.body);
    return answeredJson(await chat.remove({ member: await people.named(member), message }), people);
  });

  app.post(`${api}/press`, async (request) => {
    const body = checked(bodies.press, request.body);
    const member = await people.named(body.member);
    const answered = await chat.press({
      member,
      action: body.action,
      values: body.values ?? [],
      ...(body.message && { message: body.message }),
      ...(body.channel && { channel: body.channel }),
      ...(body.event && { event: body.event }),
    });
    return answeredJson(answered, people);
  });

  app.get(`${api}/suggest`, async (request) => {
    const query = checked(queries.suggest, request.query);
    const choices = await chat.suggest({
      member: await people.named(query.member),
      channel: query.channel ?? 'dm',
      command: query.command,
      ...(query.subcommand && { subcommand: query.subcommand }),
      option: query.option,
      typed: query.typed ?? '',
    });
    if (choices === 'no-such-channel') throw noSuchChannel;
    return { choices };
  });
}
