import type { ConversationRecord, TeamRecord } from '../model.ts';
import type { DriverContext } from './driver-context.ts';
import { FakeMessage } from './surface.ts';
import { FakeUser } from './user.ts';

/** A channel of a workspace. */
export class FakeChannel {
  readonly record: ConversationRecord;
  readonly #context: DriverContext;
  readonly #team: TeamRecord;

  constructor(context: DriverContext, team: TeamRecord, record: ConversationRecord) {
    this.record = record;
    this.#context = context;
    this.#team = team;
  }

  get id(): string {
    return this.record.id;
  }

  get name(): string {
    return this.record.name;
  }

  get botIn(): boolean {
    return this.record.members.has(this.#team.botUserId);
  }

  /** What everybody in it sees, oldest first. */
  get messages(): FakeMessage[] {
    return this.record.messages.filter((each) => !each.ephemeralFor).map((each) => new FakeMessage(each));
  }

  /**
   * Shares the channel with a member of another workspace (Slack Connect). Returns them as they use this workspace's app:
   * its messages' buttons, what those open, its Home tab under "Connections".
   */
  connect(member: FakeUser): FakeUser {
    this.record.members.add(member.id);
    this.#team.externals.set(member.id, member.record);
    this.#context.state.teams.get(member.record.teamId)?.conversations.set(this.id, this.record);
    return new FakeUser(this.#context, member.record, this.#team.id);
  }

  /** Somebody types `/invite @bot`. */
  async inviteBot(): Promise<void> {
    this.record.members.add(this.#team.botUserId);
    const { state, events } = this.#context;
    await events.emit(this.#team, {
      type: 'member_joined_channel',
      user: this.#team.botUserId,
      channel: this.id,
      channel_type: this.record.kind === 'public' ? 'C' : 'G',
      team: this.#team.id,
      event_ts: state.ids.ts(),
    });
  }

  async removeBot(): Promise<void> {
    this.record.members.delete(this.#team.botUserId);
    const { state, events } = this.#context;
    const type = this.record.kind === 'public' ? 'channel_left' : 'group_left';
    await events.emit(this.#team, { type, channel: this.id, event_ts: state.ids.ts() });
  }

  async archive(): Promise<void> {
    this.record.archived = true;
    const { state, events } = this.#context;
    const type = this.record.kind === 'public' ? 'channel_archive' : 'group_archive';
    await events.emit(this.#team, { type, channel: this.id, event_ts: state.ids.ts() });
  }
}
