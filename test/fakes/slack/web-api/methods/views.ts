import { checkView } from '../../block-kit/check.ts';
import { isObject, type Json } from '../../json.ts';
import { tiers } from '../../rate-limits.ts';
import { fileProblem } from '../../surfaces/files.ts';
import type { Interaction } from '../../surfaces/triggers.ts';
import {
  findView,
  openModal,
  publishHome,
  pushModal,
  replaceView,
  viewObject,
} from '../../surfaces/views.ts';
import { ApiError, type Call } from '../call.ts';
import type { MethodTable } from '../method.ts';

export const views: MethodTable = {
  'views.open': {
    rates: [['', tiers[4]]],
    run(call) {
      const given = checkedView(call, 'modal');
      const interaction = exchange(call);
      refuseTakenExternalId(call, given);
      return { view: viewObject(call.state, openModal(placing(call, interaction), given)) };
    },
  },

  'views.push': {
    rates: [['', tiers[4]]],
    run(call) {
      const given = checkedView(call, 'modal');
      const interaction = exchange(call);
      refuseTakenExternalId(call, given);
      const view = interaction.viewId ? pushModal(placing(call, interaction), given) : undefined;
      if (!view) throw new ApiError(interaction.viewId ? 'push_limit_reached' : 'invalid_trigger_id');
      return { view: viewObject(call.state, view) };
    },
  },

  'views.update': {
    rates: [['', tiers[4]]],
    run(call) {
      const [id, externalId] = [call.optional('view_id'), call.optional('external_id')];
      const view = findView(call.team, (each) =>
        id ? each.id === id : !!externalId && each.externalId === externalId,
      );
      if (!view) throw new ApiError('not_found');
      const given = checkedView(call, view.type);
      const hash = call.optional('hash');
      if (hash && hash !== view.hash) throw new ApiError('hash_conflict');
      const { state, team } = call;
      return { view: viewObject(state, replaceView({ state, team, userId: view.userId }, view, given)) };
    },
  },

  'views.publish': {
    rates: [['', tiers[4]]],
    run(call) {
      const { state, team } = call;
      if (!state.app.homeTab) throw new ApiError('not_enabled');
      const given = checkedView(call, 'home');
      const user = call.string('user_id');
      const member = team.members.get(user) ?? team.externals.get(user);
      if (!member || member.bot)
        throw new ApiError('invalid_arguments', explain('/user_id', 'user not found'));
      const hash = call.optional('hash');
      const former = team.homes.get(member.id);
      if (hash && former && hash !== former.hash) throw new ApiError('hash_conflict');
      return { view: viewObject(state, publishHome({ state, team, userId: member.id }, given)) };
    },
  },
};

function checkedView(call: Call, type: 'home' | 'modal'): Json {
  const { state, team, args } = call;
  const problems = checkView(args.view, (file) => fileProblem(state, team, file));
  if (problems.some((each) => each.message === 'view_too_large')) call.refuse(problems, 'view_too_large');
  if (isObject(args.view) && args.view.type !== type && problems.length === 0) {
    problems.push({ pointer: '/view/type', message: `must be ${type}` });
  }
  call.refuse(problems, 'invalid_arguments');
  return args.view as Json;
}

function exchange(call: Call): Interaction {
  const id = call.optional('trigger_id');
  if (!id) throw new ApiError('invalid_arguments', explain('', 'missing required field: trigger_id'));
  const found = call.state.triggers.exchange(id, call.team.id);
  if (typeof found === 'string') throw new ApiError(found);
  return found;
}

function refuseTakenExternalId(call: Call, view: Json): void {
  const { external_id: id } = view;
  if (typeof id !== 'string' || id === '') return;
  if (findView(call.team, (each) => each.externalId === id)) throw new ApiError('duplicate_external_id');
}

const placing = (call: Call, interaction: Interaction) => ({
  state: call.state,
  team: call.team,
  userId: interaction.userId,
  interaction: interaction.id,
});

const explain = (pointer: string, message: string): Json => ({
  response_metadata: { messages: [`[ERROR] ${message} [json-pointer:${pointer}]`] },
});
