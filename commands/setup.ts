import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { joined } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { suggestShared } from '../src/interactions/shared-entries.ts';
import { setupText } from '../src/messages/setup.ts';
import type { CommunitySetting } from '../src/settings/setting.ts';
import { communitySettings } from '../src/settings/table.ts';
import { changeSetting } from './setup/change.ts';
import { checklist, chooseAudience, keepRoundup } from './setup/checklist.ts';
import { here } from './setup/community.ts';
import { showFeatures, switchFeature } from './setup/features.ts';
import { chooseHidden, hide, unhide } from './setup/hide.ts';
import { linesForm, submitLines } from './setup/lines.ts';
import { organiser, organiserNames } from './setup/organisers.ts';
import { invite, joinChannel, testPost } from './setup/posts.ts';

/** Without options, where none is needed, a setting is shown with the rest. */
const settingLeaves = Object.fromEntries(
  Object.entries<CommunitySetting>(communitySettings).map(([name, setting]) => [
    name,
    leaf({
      summary: setting.summary,
      options: setting.options,
      ...(setting.lines && { opensForm: (input) => Object.keys(input).length === 0 }),
      run: async (input, context) => {
        if (Object.keys(input).length > 0) return changeSetting(setting, input, context);
        const form = linesForm(name, context);
        return form ? { code: 'setup-form', form } : show(context);
      },
    }),
  ]),
);

export default {
  name: 'setup',
  summary: 'Set up this community: channel, roundup, defaults, invitation',
  group: 'organisers',
  access: 'organiser',
  communityOnly: true,
  subcommands: {
    show: leaf({
      summary: 'How this community is set up, and how many people joined',
      run: (_input, context) => show(context),
    }),
    ...settingLeaves,
    test: leaf({ summary: 'Send a test post to the channel', run: (_input, context) => testPost(context) }),
    invite: leaf({
      summary: 'Post an invitation with a Join button here',
      run: (_input, context) => invite(context),
    }),
    hide: leaf({
      summary: 'Hide a shared entry; its author keeps it',
      options: {
        entry: {
          kind: 'text',
          summary: 'Whose entry, or words from it',
          free: true,
          maxLength: 100,
          suggest: suggestShared,
        },
      },
      run: ({ entry }, context) => (entry === undefined ? chooseHidden(context) : hide(entry, context)),
    }),
    features: leaf({
      summary: 'Turn optional groups of commands on and off',
      needsFeatures: true,
      run: (_input, context) => showFeatures(context),
    }),
    organiser: leaf({
      summary: 'Add or remove an organiser',
      options: {
        who: { kind: 'account', summary: 'The person', required: true },
        remove: { kind: 'flag', summary: 'Remove them' },
      },
      run: ({ who, remove }, context) => organiser(who, remove === true, context),
    }),
  },
  actions: {
    features: { needsFeatures: true, run: (_args, context) => showFeatures(context) },
    feature: {
      needsFeatures: true,
      run: ([name = '', to], context) => switchFeature(name, to === 'on', context),
    },
    test: { run: (_args, context) => testPost(context) },
    invite: { run: (_args, context) => invite(context) },
    join: { run: ([channel = '', setting], context) => joinChannel(channel, setting, context) },
    audience: { run: ([to], context) => chooseAudience(to, context) },
    'roundup-fine': { run: (_args, context) => keepRoundup(context) },
    hide: { run: ([id], context, [selected]) => hide(selected ?? id ?? '', context) },
    unhide: { run: ([personId = '', id = ''], context) => unhide(personId, id, context) },
  },
  forms: {
    lines: {
      form: async ([name = ''], context) => linesForm(name, context),
      run: ({ lines = '' }, context, [name = '']) => submitLines(name, lines, context),
    },
  },
} satisfies Command;

async function show(context: Context): Promise<Answer> {
  const community = here(context);
  const [members, organisers, ...settings] = await Promise.all([
    context.services.stores.members.count(community.id),
    organiserNames(context),
    ...Object.values<CommunitySetting>(communitySettings).map((it) => it.show(community, context)),
  ]);
  const left = await checklist(community, members, context);
  const text = setupText({
    name: community.name,
    members,
    settings,
    organisers,
  });
  return privately('setup', joined([left?.text, text], '\n\n'), {
    namesOthers: organisers.names.length > 0,
    buttons: [
      ...(left && left.buttons.length > 0 ? [left.buttons] : []),
      [
        { label: 'Test post', action: { name: 'setup.test' } },
        { label: 'Post an invitation here', action: { name: 'setup.invite' } },
        ...(context.services.commands.some((it) => it.feature)
          ? [{ label: 'Features', action: { name: 'setup.features' } }]
          : []),
      ],
    ],
  });
}
