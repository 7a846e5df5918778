import type { Placed } from '../block-kit/elements.ts';
import type { Payload } from '../delivery/payload.ts';
import { type Json, text } from '../json.ts';
import type { ConversationRecord, MemberRecord } from '../model.ts';
import { openDm } from '../surfaces/conversations.ts';
import type { Answer } from './answer.ts';
import type { DriverContext } from './driver-context.ts';
import { type Actor, actionObject, common, shownName, whereMessage, whereView } from './payloads.ts';
import { FakeMessage, FakeView, type Surface } from './surface.ts';
import { type Until, watch } from './watch.ts';

export interface ActOptions {
  /** Until when to wait: the acknowledgement, or (usually) what the app shows after it. */
  until?: Until;
}

/** Where it happens: see Subject. */
type Happening = ActOptions & { onHome?: boolean };

/** A place by its object or its id; `dm` is the member's DM with the app. */
export type Place = 'dm' | string | { id: string };

/** What every action of a member needs: triggers, response_urls, payloads, and waiting for the app. */
export abstract class Acting {
  readonly record: MemberRecord;
  protected readonly context: DriverContext;
  protected readonly actor: Actor;

  /** `through`: the workspace whose app is used, where the member is of another one and shares a channel with it. */
  constructor(context: DriverContext, record: MemberRecord, through: string = record.teamId) {
    const team = context.state.teams.get(through);
    if (!team) throw new Error(`no workspace ${through}`);
    this.record = record;
    this.context = context;
    this.actor = { state: context.state, team, member: record };
  }

  get id(): string {
    return this.record.id;
  }

  /** The id of the DM with the app; opened where it is not yet. */
  get dm(): string {
    return openDm(this.context.state, this.actor.team, this.id).id;
  }

  protected async act(
    channels: string[],
    options: Happening,
    act: (answer: Answer, interaction: string) => Promise<void>,
  ): Promise<Answer> {
    const { state, watching } = this.context;
    const interaction = state.ids.next('I');
    const subject = {
      ...this.mine(interaction),
      channels: [...channels, this.dm],
      dm: this.dm,
      onHome: options.onHome === true,
    };
    return watch(state, watching, subject, options.until ?? 'effect', (answer) => act(answer, interaction));
  }

  protected async action(
    on: Surface,
    placed: Placed,
    value: Json | undefined,
    options: ActOptions,
  ): Promise<Answer> {
    const { state } = this.context;
    const channels = on instanceof FakeMessage ? [on.channel] : [];
    const onHome = on instanceof FakeView && on.record.type === 'home';
    return this.act(channels, { ...options, onHome }, async (answer, interaction) => {
      const body: Json = {
        type: 'block_actions',
        ...common(this.actor, on instanceof FakeView),
        trigger_id: this.trigger(
          interaction,
          on instanceof FakeView && on.record.type === 'modal' ? on.id : undefined,
        ),
        ...this.where(on),
        actions: [actionObject(placed.element, placed.block, value, state.ids.ts())],
      };
      if (on instanceof FakeMessage) {
        body.response_url = this.responseUrl({
          ...this.mine(interaction),
          channel: on.channel,
          messageTs: on.ts,
        });
      }
      await this.deliver(answer, { kind: 'interactive', type: 'block_actions', body });
    });
  }

  protected async deliver(answer: Answer, payload: Payload): Promise<void> {
    const { state, deliveries } = this.context;
    if (payload.kind === 'interactive' && !state.app.interactivity)
      throw new Error('interactivity is off in the manifest');
    const { body, ...result } = await deliveries.interact(payload);
    Object.assign(answer, {
      acked: result.acked,
      ackMs: result.ackMs,
      failure: result.failure,
      ackBody: body,
    });
  }

  protected where(on: Surface): Json {
    if (on instanceof FakeView) return whereView(this.actor, on.record);
    return whereMessage(this.actor, this.place(on.channel), on.record);
  }

  protected keep(on: Surface, { element, block }: Placed, value: Json): void {
    const held = on.record.values[text(block.block_id)] ?? {};
    on.record.values[text(block.block_id)] = held;
    held[text(element.action_id)] = value;
  }

  protected mine(interaction: string): { teamId: string; userId: string; interaction: string } {
    return { teamId: this.actor.team.id, userId: this.id, interaction };
  }

  protected trigger(interaction: string, viewId?: string): string {
    const { teamId, userId } = this.mine(interaction);
    return this.context.state.triggers.issue({
      id: interaction,
      teamId,
      userId,
      ...(viewId ? { viewId } : {}),
    });
  }

  protected responseUrl(target: {
    teamId: string;
    userId: string;
    interaction: string;
    channel: string;
    messageTs?: string;
  }): string {
    const { baseUrl, responseUrls } = this.context.state;
    return baseUrl + responseUrls.issue(target);
  }

  protected place(where: Place): ConversationRecord {
    const id = where === 'dm' ? this.dm : typeof where === 'string' ? where : where.id;
    const place = this.actor.team.conversations.get(id);
    if (!place?.members.has(this.id))
      throw new Error(`${this.record.name} is not in ${place ? shownName(place) : id}`);
    return place;
  }
}
