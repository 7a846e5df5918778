import { PermissionFlagsBits } from 'discord.js';
import * as bodies from '../../checks/bodies.ts';
import { problem } from '../../checks/problem.ts';
import type { FakeChannel } from '../../model/channel.ts';
import { leavesNothing, type MessageBody } from '../../model/compose.ts';
import { type FakeMessage, flag } from '../../model/message.ts';
import { draft, edit, publish, remove } from '../../model/post.ts';
import {
  dmClosed,
  emptyMessage,
  missingPermissions,
  noMutualGuild,
  notYourMessage,
  unknownMessage,
} from '../errors.ts';
import type { Call, Result, Route } from '../router.ts';
import { needs, visibleChannel } from './channels.ts';

const createFlags = flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;
const editFlags = flag.suppressEmbeds | flag.componentsV2;

function create(call: Call): Result {
  const { state, files } = call;
  const body = call.checked<MessageBody>(
    bodies.createMessage(call.body, { at: [], flags: createFlags, files }),
  );
  const channel = visibleChannel(state, call.params[0]);
  const repeated = body.enforce_nonce && body.nonce ? state.nonces.get(String(body.nonce)) : undefined;
  if (repeated && state.now() - repeated.at <= state.settings.nonceWindowMs) {
    return { status: 200, body: repeated.message.toJSON() };
  }
  mayWrite(channel, body, call);
  const reference = body.message_reference;
  const repliesTo = state.message(channel, reference?.message_id ?? '');
  if (reference && !repliesTo && reference.fail_if_not_exists !== false) {
    call.checked([problem(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')]);
  }
  const message = draft(channel, state.bot, {
    type: repliesTo ? 19 : 0,
    ...(repliesTo ? { repliesTo } : {}),
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
  });
  refuseEmpty(call, message, body);
  publish(message, body, files);
  if (body.nonce) state.nonces.set(String(body.nonce), { message, at: state.now() });
  return { status: 200, body: message.toJSON() };
}

function mayWrite(channel: FakeChannel, body: MessageBody, call: Call): void {
  const [person] = channel.recipients;
  if (!channel.guild && person) {
    if (!person.sharesServerWithBot && !person.installedApp) throw noMutualGuild();
    if (person.dms === 'closed') throw dmClosed();
    return;
  }
  const { SendMessages, SendMessagesInThreads, ManageThreads } = PermissionFlagsBits;
  needs(channel, channel.parent ? SendMessagesInThreads : SendMessages);
  if (channel.locked) needs(channel, ManageThreads);
  if (call.files.length > 0) needs(channel, PermissionFlagsBits.AttachFiles);
  if (body.embeds?.length) needs(channel, PermissionFlagsBits.EmbedLinks);
}

function refuseEmpty(call: Call, message: FakeMessage, body: MessageBody): void {
  if (!leavesNothing(message, body, call.files)) return;
  call.violates(problem(['content'], 'EMPTY_MESSAGE', 'Cannot send an empty message'));
  throw emptyMessage();
}

/** A message that the channel's routes know: never an ephemeral one. */
function messageOf(call: Call): FakeMessage {
  const channel = visibleChannel(call.state, call.params[0]);
  const message = call.state.message(channel, call.params[1] ?? '');
  if (!message || message.onlyFor) throw unknownMessage();
  return message;
}

function change(call: Call): Result {
  const known = call.state.channels.get(call.params[0] ?? '');
  const before = known && call.state.message(known, call.params[1] ?? '');
  const place = { at: [], flags: editFlags, files: call.files, ...(before ? { before } : {}) };
  const body = call.checked<MessageBody>(bodies.editMessage(call.body, place));
  const message = messageOf(call);
  if (message.author !== call.state.bot) throw notYourMessage();
  refuseEmpty(call, message, body);
  edit(message, body, call.files);
  return { status: 200, body: message.toJSON() };
}

function erase(call: Call): Result {
  const message = messageOf(call);
  if (message.author !== call.state.bot) {
    if (!message.channel.guild) throw missingPermissions();
    needs(message.channel, PermissionFlagsBits.ManageMessages);
  }
  remove(message);
  return { status: 204 };
}

function list(call: Call): Result {
  const channel = visibleChannel(call.state, call.params[0]);
  const limit = Math.min(100, Math.max(1, Number(call.query.get('limit') ?? 50)));
  const [before, after, around] = ['before', 'after', 'around'].map((name) => call.query.get(name));
  let found = channel.visibleTo();
  if (!(channel.permissionsOf(call.state.bot) & PermissionFlagsBits.ReadMessageHistory)) found = [];
  if (before) found = found.filter((it) => BigInt(it.id) < BigInt(before)).slice(-limit);
  else if (after) found = found.filter((it) => BigInt(it.id) > BigInt(after)).slice(0, limit);
  else if (around) {
    const place = Math.max(
      0,
      found.findIndex((it) => BigInt(it.id) >= BigInt(around)) - Math.floor(limit / 2),
    );
    found = found.slice(place, place + limit);
  } else found = found.slice(-limit);
  return { status: 200, body: found.reverse().map((it) => it.toJSON()) };
}

function reactors(call: Call): Result {
  const { channel, reactions } = messageOf(call);
  needs(channel, PermissionFlagsBits.ReadMessageHistory);
  const reaction = reactions.get(call.params[2] ?? '');
  const limit = Math.min(100, Math.max(1, Number(call.query.get('limit') ?? 25)));
  const after = BigInt(call.query.get('after') ?? 0);
  const given = call.query.get('type') === '1' ? reaction?.burst : reaction?.normal;
  const found = [...(given ?? [])].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const page = found.filter((it) => BigInt(it.id) > after).slice(0, limit);
  return { status: 200, body: page.map((it) => it.toJSON()) };
}

const one = '/channels/:id/messages/:id';

export const messageRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/:id/messages', run: list },
  { method: 'POST', path: '/channels/:id/messages', takesBody: true, run: create },
  { method: 'GET', path: one, run: (call) => ({ status: 200, body: messageOf(call).toJSON() }) },
  { method: 'PATCH', path: one, takesBody: true, run: change },
  { method: 'DELETE', path: one, run: erase },
  { method: 'GET', path: `${one}/reactions/:emoji`, run: reactors },
];
