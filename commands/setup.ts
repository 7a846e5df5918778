import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/reply.ts';
import { nextRoundupOf } from '../src/core/roundups/index.ts';
import { suggestShared } from '../src/interactions/shared-entries.ts';
import { setupText } from '../src/messages/setup.ts';
import { suggestZone } from '../src/messages/zones.ts';
import { here } from './setup/community.ts';
import { showFeatures, switchFeature } from './setup/features.ts';
import { chooseHidden, hide, unhide } from './setup/hide.ts';
import { organiser, organiserNames } from './setup/organisers.ts';
import { invite, joinChannel, setChannel, testPost } from './setup/posts.ts';
import { setAssistant, setDefaults, setRoundup, setZone, weekdays } from './setup/settings.ts';

export default {
  name: 'setup',
  summary: 'Set up this community: channel, roundup, defaults, invitation',
  group: 'organisers',
  access: 'organiser',
  communityOnly: true,
  subcommands: {
    show: leaf({
      summary: 'How this community is set up, and how many joined',
      run: (_input, context) => show(context),
    }),
    channel: leaf({
      summary: 'Where roundups and shared entries go',
      options: { channel: { kind: 'channel', summary: 'The channel', required: true } },
      run: ({ channel }, context) => setChannel(channel, context),
    }),
    roundup: leaf({
      summary: 'When the weekly roundup goes out',
      options: {
        day: { kind: 'choice', summary: 'On which day', choices: weekdays },
        time: { kind: 'text', summary: 'At what time, in the community’s zone: 18:00', maxLength: 20 },
        off: { kind: 'flag', summary: 'No roundups' },
      },
      run: (input, context) => (Object.keys(input).length === 0 ? show(context) : setRoundup(input, context)),
    }),
    zone: leaf({
      summary: 'The zone in which the roundup’s day and time count',
      options: {
        zone: {
          kind: 'text',
          summary: 'A city or a name, as Lisbon',
          required: true,
          free: true,
          maxLength: 100,
          suggest: suggestZone,
        },
      },
      run: ({ zone }, context) => setZone(zone, context),
    }),
    defaults: leaf({
      summary: 'What is offered to people who join',
      options: {
        prompt: { kind: 'text', summary: 'Prompt time: 09:00', maxLength: 20 },
        audience: {
          kind: 'choice',
          summary: 'Who sees entries, unless they choose otherwise',
          choices: [
            { value: 'private', label: 'only themselves' },
            { value: 'community', label: 'this community' },
          ],
        },
      },
      run: (input, context) =>
        Object.keys(input).length === 0 ? show(context) : setDefaults(input, context),
    }),
    assistant: leaf({
      summary: 'Whether a language model may ask members why, if they want it',
      options: {
        use: {
          kind: 'choice',
          summary: 'on: members decide for themselves; off: nobody here',
          required: true,
          choices: [
            { value: 'on', label: 'on' },
            { value: 'off', label: 'off' },
          ],
        },
      },
      run: ({ use }, context) => setAssistant(use === 'off', context),
    }),
    test: leaf({ summary: 'A test post in the channel', run: (_input, context) => testPost(context) }),
    invite: leaf({
      summary: 'An invitation with a Join button, here',
      run: (_input, context) => invite(context),
    }),
    hide: leaf({
      summary: 'Hide a shared entry; its author keeps it',
      options: {
        entry: {
          kind: 'text',
          summary: 'Whose entry, or words of it',
          free: true,
          maxLength: 100,
          suggest: suggestShared,
        },
      },
      run: ({ entry }, context) => (entry === undefined ? chooseHidden(context) : hide(entry, context)),
    }),
    features: leaf({
      summary: 'Switch optional groups of commands on and off',
      needsFeatures: true,
      run: (_input, context) => showFeatures(context),
    }),
    organiser: leaf({
      summary: 'Name another organiser, or take the role back',
      options: {
        who: { kind: 'account', summary: 'Whom', required: true },
        remove: { kind: 'flag', summary: 'Take the role back' },
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
    join: { run: ([channel = ''], context) => joinChannel(channel, context) },
    hide: { run: ([id], context, [selected]) => hide(selected ?? id ?? '', context) },
    unhide: { run: ([personId = '', id = ''], context) => unhide(personId, id, context) },
  },
} satisfies Command;

async function show(context: Context): Promise<Answer> {
  const {
    now,
    services: { stores, commands },
  } = context;
  const community = here(context);
  const [members, next, organisers] = await Promise.all([
    stores.members.count(community.id),
    nextRoundupOf(stores.deliveries, community, now),
    organiserNames(context),
  ]);
  return privately('setup', setupText({ community, members, next, organisers }, context), {
    buttons: [
      [
        { label: 'Test post', action: { name: 'setup.test' } },
        { label: 'Post an invitation here', action: { name: 'setup.invite' } },
        ...(commands.some((it) => it.feature)
          ? [{ label: 'Features', action: { name: 'setup.features' } }]
          : []),
      ],
    ],
  });
}
