import type { AddressInfo } from 'node:net';
import { Faults } from './faults.ts';
import { Gateway } from './gateway/gateway.ts';
import type { FakeUser, UserOptions } from './members/user.ts';
import { FakeChannel, intents } from './model/channel.ts';
import type { RegisteredCommand } from './model/command-registry.ts';
import { FakeGuild, type GuildOptions } from './model/guild.ts';
import { guildCreateJson } from './model/guild-json.ts';
import { pingsAnyone } from './model/mentions.ts';
import type { FakeMessage } from './model/message.ts';
import type { PermissionList } from './model/permissions.ts';
import { DiscordState, type Violation } from './model/state.ts';
import { RestServer } from './rest/http.ts';
import type { LoggedRequest } from './rest/log.ts';
import { type FakeDiscordOptions, settingsFrom } from './settings.ts';
import { discordPictures, discordTraces } from './traces.ts';

export interface NewGuild extends GuildOptions {
  /** Default: a person of its own. */
  readonly owner?: FakeUser;
  /** Whether the bot is in it. Default true, unless `commandsOnly`. */
  readonly installed?: boolean;
  /** What the bot's role may do. */
  readonly botPermissions?: PermissionList;
}

/** A Discord on 127.0.0.1 for one application, with as many servers and people as a test needs. */
export class FakeDiscord {
  readonly state: DiscordState;
  readonly gateway: Gateway;
  readonly faults = new Faults(() => this.gateway);
  readonly #rest: RestServer;
  #refused: string | undefined;

  constructor(options: FakeDiscordOptions) {
    this.state = new DiscordState(settingsFrom(options));
    this.#rest = new RestServer(this.state, this.faults);
    this.gateway = new Gateway(this.state, this.#rest.http);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#rest.http.listen(0, '127.0.0.1', resolve));
    const { port } = this.#rest.http.address() as AddressInfo;
    this.state.origin = `http://127.0.0.1:${port}`;
    this.gateway.listen(port);
  }

  /** For discord.js's `rest: { api }`; it appends "/v10". */
  get apiUrl(): string {
    return `${this.state.origin}/api`;
  }

  get token(): string {
    return this.#refused ?? this.state.token;
  }

  get applicationId(): string {
    return this.state.bot.id;
  }

  /** Every request so far, in the order of arrival. */
  get requests(): readonly LoggedRequest[] {
    return this.#rest.requests;
  }

  /** Bodies that broke a rule of Discord's, and requests that the fake does not know. */
  get violations(): readonly Violation[] {
    return this.state.violations;
  }

  /** The violations so far, which are forgotten with that: for a test that expects some. */
  takeViolations(): readonly Violation[] {
    return this.state.violations.splice(0);
  }

  /** What Discord lets pass but frowns upon: many unsolicited DMs, deprecated behaviour. */
  get warnings(): readonly string[] {
    return this.state.warnings;
  }

  /** 401, 403 and 429 of the last ten minutes; 10,000 of them are a ban. */
  get invalidRequests(): number {
    return this.#rest.limits.invalidRequests;
  }

  forgetRequests(): void {
    this.#rest.requests.splice(0);
  }

  /** Counts so many invalid requests, as if they had been made just now. */
  pretendInvalidRequests(count: number): void {
    for (let made = 0; made < count; made++) this.#rest.limits.countInvalid();
  }

  addUser(options: UserOptions = {}): FakeUser {
    return this.state.addUser(options);
  }

  /** A bot that is connected hears of an installed server at once. */
  addGuild(options: NewGuild = {}): FakeGuild {
    const owner = options.owner ?? this.addUser({ username: 'owner' });
    const guild = new FakeGuild(this.state, owner, options);
    if (options.installed ?? !options.commandsOnly) this.installBot(guild, options.botPermissions);
    return guild;
  }

  installBot(guild: FakeGuild, permissions?: PermissionList): void {
    guild.admitBot(permissions);
    this.#announce(guild);
  }

  removeBot(guild: FakeGuild): void {
    guild.dismissBot();
  }

  /** An outage: the server vanishes for the bot, but the bot was not removed. */
  startOutage(guild: FakeGuild): void {
    guild.unavailable = true;
    const data = { id: guild.id, unavailable: true };
    this.state.dispatch({ name: 'GUILD_DELETE', data, guildId: guild.id, intent: intents.guilds });
  }

  endOutage(guild: FakeGuild): void {
    guild.unavailable = false;
    this.#announce(guild);
  }

  /** A DM or group between people: context 2, where the app exists only for who installed it to their account. */
  addPrivateChannel(...people: readonly FakeUser[]): FakeChannel {
    return new FakeChannel(this.state, { recipients: people, botIsIn: false });
  }

  /** What stands in a channel or in a person's DM, oldest first; ephemeral ones are seen by `person.sees(channel)`. */
  messages(place: FakeChannel | FakeUser): readonly FakeMessage[] {
    return place instanceof FakeChannel ? place.visibleTo() : place.inbox;
  }

  /** Messages of which any version would have pinged somebody. */
  get pinging(): readonly FakeMessage[] {
    return [...this.state.channels.values()].flatMap((channel) =>
      channel.messages.filter((it) => it.author === this.state.bot && it.pingHistory.some(pingsAnyone)),
    );
  }

  /** Where any of these words stands in all that Discord keeps of the bot's. */
  traces(words: readonly string[]): string[] {
    return discordTraces(this.state, words);
  }

  /** The bytes of every picture that is still there. */
  pictures(): Buffer[] {
    return discordPictures(this.state);
  }

  /** Registered commands: global ones, or a server's. */
  commands(guild?: FakeGuild): readonly RegisteredCommand[] {
    return this.state.commands.list(guild?.id);
  }

  /** As after "Reset Token" in the developer portal: the old one is refused from now on. */
  resetToken(): string {
    this.state.token = `${this.state.token}-reset`;
    return this.state.token;
  }

  /** Discord refuses the token (401, and 4004 on the gateway) until told otherwise, as in a trouble of its own. */
  refuseToken(refuse = true): void {
    this.#refused ??= this.state.token;
    this.state.token = refuse ? `${this.#refused}-not-now` : this.#refused;
    if (!refuse) this.#refused = undefined;
  }

  expectNoViolations(): void {
    if (this.violations.length === 0) return;
    const lines = this.violations.map(
      (it) => `${it.request}: ${it.path || '(body)'}: ${it.message} (${it.code})`,
    );
    throw new Error(`${lines.length} violations of Discord's rules\n${lines.slice(0, 20).join('\n')}`);
  }

  /** Throws for violations that nobody took, so that no test has to remember to ask for them. */
  async close(): Promise<void> {
    await this.gateway.close();
    this.#rest.http.closeAllConnections();
    await new Promise<void>((resolve) => this.#rest.http.close(() => resolve()));
    this.expectNoViolations();
  }

  #announce(guild: FakeGuild): void {
    this.state.dispatch({
      name: 'GUILD_CREATE',
      data: guildCreateJson(guild),
      guildId: guild.id,
      intent: intents.guilds,
    });
  }
}
