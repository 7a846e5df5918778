import { elementsOf } from '../block-kit/elements.ts';
import { normalizeBlocks } from '../block-kit/normalize.ts';
import { copy, isObject, type Json, objectsIn, text } from '../json.ts';
import type { TeamRecord, Values, ViewRecord } from '../model.ts';
import type { SlackState } from '../state.ts';
import { initialValue } from './values.ts';

/** docs.slack.dev/surfaces/modals: a modal holds at most three views at a time. */
const mostViews = 3;

export interface Placing {
  state: SlackState;
  team: TeamRecord;
  userId: string;
  interaction?: string;
}

/** Opens a modal; whatever modal of the app the member had open is gone. */
export function openModal(placing: Placing, given: Json): ViewRecord {
  const view = makeView(placing, given);
  placing.team.modals.set(placing.userId, [view]);
  tell(placing, 'opened', view);
  return view;
}

/** Puts a view on top of the stack; undefined where it is full or nothing is open. */
export function pushModal(placing: Placing, given: Json): ViewRecord | undefined {
  const stack = placing.team.modals.get(placing.userId) ?? [];
  const below = stack.at(-1);
  if (!below || stack.length >= mostViews) return undefined;
  const view = makeView(placing, given);
  view.rootViewId = below.rootViewId;
  view.previousViewId = below.id;
  stack.push(view);
  tell(placing, 'pushed', view);
  return view;
}

export function publishHome(placing: Placing, given: Json): ViewRecord {
  const former = placing.team.homes.get(placing.userId);
  if (former) return replaceView(placing, former, given, 'home');
  const view = makeView(placing, given);
  placing.team.homes.set(placing.userId, view);
  tell(placing, 'home', view);
  return view;
}

/** Replaces what a view shows. Inputs that keep their block_id and action_id keep what was typed into them. */
export function replaceView(
  placing: Placing,
  view: ViewRecord,
  given: Json,
  kind: 'home' | 'updated' = 'updated',
): ViewRecord {
  const made = makeView(placing, given);
  const kept: Values = made.values;
  for (const [blockId, actions] of Object.entries(kept)) {
    for (const actionId of Object.keys(actions)) {
      const former = view.values[blockId]?.[actionId];
      if (former && former.type === actions[actionId]?.type) actions[actionId] = former;
    }
  }
  const { id, rootViewId, previousViewId } = view;
  Object.assign(view, made, { id, rootViewId, values: kept }, previousViewId ? { previousViewId } : {});
  tell(placing, kind, view);
  return view;
}

function tell(placing: Placing, kind: 'home' | 'opened' | 'pushed' | 'updated', view: ViewRecord): void {
  const { team, userId, interaction } = placing;
  placing.state.effects.emit({
    kind,
    teamId: team.id,
    userId,
    view,
    ...(interaction ? { interaction } : {}),
  });
}

function makeView({ state, team, userId }: Placing, given: Json): ViewRecord {
  const id = state.ids.next('V');
  const blocks = normalizeBlocks(objectsIn(given.blocks), () => state.ids.next('', 5));
  return {
    id,
    teamId: team.id,
    userId,
    type: given.type === 'home' ? 'home' : 'modal',
    blocks,
    ...textsOf(given),
    privateMetadata: text(given.private_metadata),
    callbackId: text(given.callback_id),
    externalId: text(given.external_id),
    hash: `${Math.floor(state.now() / 1000)}.${state.ids.hex(8)}`,
    rootViewId: id,
    clearOnClose: given.clear_on_close === true,
    notifyOnClose: given.notify_on_close === true,
    values: initialValues(blocks),
  };
}

function textsOf(given: Json): Partial<Pick<ViewRecord, 'close' | 'submit' | 'title'>> {
  const texts: Partial<Record<'close' | 'submit' | 'title', Json>> = {};
  for (const key of ['title', 'submit', 'close'] as const) {
    if (isObject(given[key])) texts[key] = { emoji: true, ...copy(given[key]) };
  }
  return texts;
}

/** The values with which the inputs of a surface begin. */
function initialValues(blocks: Json[]): Values {
  const values: Values = {};
  for (const { element, block } of elementsOf(blocks)) {
    const value = initialValue(element);
    if (!value) continue;
    const held = values[text(block.block_id)] ?? {};
    values[text(block.block_id)] = held;
    held[text(element.action_id)] = value;
  }
  return values;
}

/** A view as methods and payloads show it. */
export function viewObject(state: SlackState, view: ViewRecord): Json {
  const team = state.teams.get(view.teamId);
  return {
    id: view.id,
    team_id: view.teamId,
    type: view.type,
    blocks: copy(view.blocks),
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: copy(view.values) },
    hash: view.hash,
    ...(view.type === 'modal' ? { title: view.title ?? null } : {}),
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previousViewId ?? null,
    root_view_id: view.rootViewId,
    app_id: state.app.id,
    external_id: view.externalId,
    app_installed_team_id: view.teamId,
    bot_id: team?.botId,
  };
}

export function findView(team: TeamRecord, matches: (view: ViewRecord) => boolean): ViewRecord | undefined {
  for (const stack of team.modals.values()) {
    const found = stack.find(matches);
    if (found) return found;
  }
  return [...team.homes.values()].find(matches);
}
