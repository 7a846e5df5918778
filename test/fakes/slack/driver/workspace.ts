import { consentParameters } from '../http/authorize.ts';
import type { ConversationRecord, MemberRecord, TeamRecord } from '../model.ts';
import { FakeChannel } from './channel.ts';
import type { DriverContext } from './driver-context.ts';
import { FakeUser } from './user.ts';

export interface NewUser {
  name?: string;
  /** What the profile shows; the name unless given. */
  displayName?: string;
  realName?: string;
  /** An IANA zone; Europe/Lisbon unless given. */
  tz?: string;
  /** Like `en-US`. */
  locale?: string;
  admin?: boolean;
  owner?: boolean;
}

export interface NewChannel {
  name: string;
  private?: boolean;
  /** The bot is a member of it; not unless said. */
  botIn?: boolean;
  archived?: boolean;
  /** Everybody who is in the workspace, unless given. */
  members?: FakeUser[];
}

/** A workspace in which the app is installed, or may be. */
export class FakeWorkspace {
  readonly record: TeamRecord;
  readonly #context: DriverContext;

  constructor(context: DriverContext, record: TeamRecord) {
    this.#context = context;
    this.record = record;
  }

  get id(): string {
    return this.record.id;
  }

  get botUserId(): string {
    return this.record.botUserId;
  }

  /** The bot's token of the last installation, working or not. */
  get botToken(): string {
    return this.record.installation?.botToken ?? '';
  }

  get appToken(): string {
    return this.#context.state.app.appToken;
  }

  get scopes(): string[] {
    return [...(this.record.installation?.scopes ?? [])];
  }

  addUser(given: NewUser = {}): FakeUser {
    const { state } = this.#context;
    const id = state.ids.next('U');
    const name = given.name ?? id.toLowerCase();
    const member: MemberRecord = {
      id,
      teamId: this.id,
      name,
      displayName: given.displayName ?? name,
      realName: given.realName ?? name,
      tz: given.tz ?? 'Europe/Lisbon',
      locale: given.locale ?? 'en-US',
      admin: given.admin ?? false,
      owner: given.owner ?? false,
      bot: false,
      deleted: false,
      updated: Math.floor(state.now() / 1000),
    };
    this.record.members.set(id, member);
    for (const place of this.record.conversations.values()) {
      if (place.kind === 'public') place.members.add(id);
    }
    return new FakeUser(this.#context, member);
  }

  addChannel(given: NewChannel): FakeChannel {
    const everybody = [...this.record.members.keys()].filter((id) => id !== this.botUserId);
    const members = given.members?.map((each) => each.id) ?? everybody;
    const place: ConversationRecord = {
      id: this.#context.state.ids.next('C'),
      teamId: this.id,
      kind: given.private ? 'private' : 'public',
      name: given.name,
      members: new Set([...members, ...(given.botIn ? [this.botUserId] : [])]),
      archived: given.archived ?? false,
      messages: [],
    };
    this.record.conversations.set(place.id, place);
    return new FakeChannel(this.#context, this.record, place);
  }

  /** A user group, mentioned by its handle. */
  addGroup(handle: string): string {
    const id = this.#context.state.ids.next('S');
    this.record.groups.set(handle, id);
    return id;
  }

  /** Takes scopes away, as an installation of an older manifest would lack them. */
  withoutScopes(...scopes: string[]): void {
    for (const scope of scopes) this.record.installation?.scopes.delete(scope);
  }

  /** Removes the app: its token dies at once, and it is told twice. */
  async uninstall(): Promise<void> {
    if (this.record.installation) this.record.installation.state = 'uninstalled';
    const { state, events } = this.#context;
    await Promise.all([
      events.emit(this.record, { type: 'app_uninstalled', event_ts: state.ids.ts() }),
      this.#tokensRevoked(),
    ]);
  }

  /** Revokes the bot's token without removing the app. */
  async revokeTokens(): Promise<void> {
    if (this.record.installation) this.record.installation.state = 'revoked';
    await this.#tokensRevoked();
  }

  /**
   * Walks through an installation as a member's browser does: the app's own page or the authorize page, consent (or
   * not), and back to the app with the cookies it has set. Gives the app's last answer.
   */
  async install(start: string, by: FakeUser, options: { deny?: boolean } = {}): Promise<BrowserAnswer> {
    const cookies: string[] = [];
    const visit = async (url: string): Promise<Response> => {
      const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookies.join('; ') } });
      cookies.push(...response.headers.getSetCookie().map((each) => each.split(';')[0] ?? ''));
      return response;
    };
    const first = isAuthorize(start) ? start : await findAuthorize(await visit(start));
    const page = new URL(first);
    page.searchParams.set(consentParameters.team, this.id);
    page.searchParams.set(consentParameters.user, by.id);
    if (options.deny) page.searchParams.set(consentParameters.deny, '1');
    const consent = await visit(page.href);
    const back = consent.headers.get('location');
    if (!back) throw new Error(`the authorize page refused: ${await consent.text()}`);
    const last = await visit(back);
    return {
      status: last.status,
      text: await last.text(),
      location: last.headers.get('location') ?? undefined,
      url: back,
    };
  }

  async #tokensRevoked(): Promise<void> {
    const { state, events } = this.#context;
    const tokens = { oauth: [], bot: [this.botUserId] };
    await events.emit(this.record, { type: 'tokens_revoked', tokens, event_ts: state.ids.ts() });
  }
}

export interface BrowserAnswer {
  status: number;
  text: string;
  /** Where the app sends the browser next. */
  location: string | undefined;
  /** The app's address to which Slack sent the browser back. */
  url: string;
}

const isAuthorize = (url: string): boolean => new URL(url).pathname === '/oauth/v2/authorize';

async function findAuthorize(response: Response): Promise<string> {
  const location = response.headers.get('location');
  if (location) return location;
  const link = /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(await response.text())?.[1];
  if (!link) throw new Error('the page has no link to the authorize page');
  return link.replaceAll('&amp;', '&');
}
