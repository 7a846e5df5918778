import type { Json } from './json.ts';

/** A member of a workspace, the bot among them. */
export interface MemberRecord {
  id: string;
  teamId: string;
  /** The account's name, as payloads carry it; the profile may show another one. */
  name: string;
  displayName: string;
  realName: string;
  tz: string;
  locale: string;
  admin: boolean;
  owner: boolean;
  bot: boolean;
  deleted: boolean;
  /** Seconds since the epoch. */
  updated: number;
  /** Of an Enterprise organisation: the workspace that payloads name as theirs, and all of theirs. */
  organisation?: { home: string; teams: string[] };
}

export interface ConversationRecord {
  id: string;
  teamId: string;
  kind: 'public' | 'private' | 'im';
  name: string;
  members: Set<string>;
  archived: boolean;
  /** The member at the other end of a DM with the bot. */
  withUser?: string;
  /** Oldest first. */
  messages: MessageRecord[];
}

export interface MessageRecord {
  ts: string;
  channel: string;
  teamId: string;
  /** The author: the bot's user or a member. */
  user: string;
  byBot: boolean;
  text: string;
  blocks: Json[];
  attachments: Json[];
  metadata?: Json;
  threadTs?: string;
  edited?: string;
  /** Set on what only one member sees. */
  ephemeralFor?: string;
  files: string[];
  linkNames: boolean;
  parse?: string;
  /** `mrkdwn: false` leaves the text unformatted. */
  mrkdwn?: boolean;
  unfurlLinks?: boolean;
  unfurlMedia?: boolean;
  username?: string;
  /** How it came: a method's name, `ack`, `response_url` or `member`. */
  via: string;
  /** What the members have chosen in its menus and inputs, by block and action. */
  values: Values;
  reactions: Map<string, Set<string>>;
}

/** What stands in the inputs of a surface: block_id, action_id, Slack's value object. */
export type Values = Record<string, Record<string, Json>>;

export interface ViewRecord {
  id: string;
  teamId: string;
  userId: string;
  type: 'modal' | 'home';
  blocks: Json[];
  title?: Json;
  submit?: Json;
  close?: Json;
  privateMetadata: string;
  callbackId: string;
  externalId: string;
  hash: string;
  rootViewId: string;
  previousViewId?: string;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  values: Values;
}

export interface FileRecord {
  id: string;
  teamId: string;
  name: string;
  title: string;
  altText: string;
  /** The member who sent it; absent: the app. */
  owner?: string;
  length: number;
  bytes?: Buffer;
  /** Milliseconds of the machine's monotonic clock from which image blocks may use it; undefined before completion. */
  readyAt?: number;
  channels: Set<string>;
  deleted: boolean;
}

interface Installation {
  botToken: string;
  scopes: Set<string>;
  state: 'active' | 'revoked' | 'uninstalled';
}

export interface TeamRecord {
  id: string;
  name: string;
  domain: string;
  botUserId: string;
  botId: string;
  members: Map<string, MemberRecord>;
  /** User groups: ids by handle. */
  groups: Map<string, string>;
  /** Members of other workspaces who share a channel with this one (Slack Connect). */
  externals: Map<string, MemberRecord>;
  conversations: Map<string, ConversationRecord>;
  installation?: Installation;
  /** The modals that each member has open, the one in front last. */
  modals: Map<string, ViewRecord[]>;
  homes: Map<string, ViewRecord>;
  /** The bot's DMs by member. */
  dms: Map<string, ConversationRecord>;
}

/** What the app's settings page says; a manifest fills it in. */
export interface AppRecord {
  id: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  verificationToken: string;
  appToken: string;
  botName: string;
  /** Undefined: every command, event and shortcut exists. */
  commands?: Map<string, { shouldEscape: boolean }>;
  shortcuts?: Map<string, 'global' | 'message'>;
  events?: Set<string>;
  scopes: string[];
  interactivity: boolean;
  homeTab: boolean;
  messagesTab: boolean;
  redirectUrls?: string[];
}
