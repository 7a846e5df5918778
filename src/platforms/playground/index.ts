export { type Answered, type PlaygroundChat, playgroundChat } from './adapter.ts';
export { createFeed, type Feed, type FeedEvent } from './feed.ts';
export { channels, checkName, community, dmChannel, dmOwner, limits, platform } from './limits.ts';
export { playgroundMessenger } from './messenger.ts';
export { placeOf } from './parse.ts';
export type {
  NewMessage,
  PlaygroundMember,
  PlaygroundMessage,
  PlaygroundStore,
} from './ports.ts';
export { type MessageJson, messageJson, type ReplyJson } from './render.ts';
