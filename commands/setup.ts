import { privately, publicly } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer, Reply } from '../src/chat/reply.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../src/core/calendar/index.ts';
import { type Community, updateCommunity } from '../src/core/people/index.ts';
import { removeCopies } from '../src/messages/copies.ts';
import { setupText, sharedChoices } from '../src/messages/setup.ts';
import { weekdayName } from '../src/messages/words.ts';
import { readZone, suggestZone, zoneNotUnderstood } from '../src/messages/zones.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7].map((it) => ({
  value: weekdayName(it).toLowerCase(),
  label: weekdayName(it),
}));

export default {
  name: 'setup',
  summary: 'Organisers: channel, roundup, defaults, invitation',
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
      run: (input, context) => setRoundup(input, context),
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
      run: (input, context) => setDefaults(input, context),
    }),
    test: leaf({ summary: 'A test post in the channel', run: (_input, context) => testPost(context) }),
    invite: leaf({
      summary: 'An invitation with a Join button, here',
      run: (_input, context) => invite(context),
    }),
    hide: leaf({
      summary: 'Hide a shared entry; its author keeps it',
      options: {
        entry: { kind: 'text', summary: 'Which entry', free: true, maxLength: 100, suggest: sharedChoices },
      },
      run: ({ entry }, context) => (entry === undefined ? chooseHidden(context) : hide(entry, context)),
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
    test: { run: (_args, context) => testPost(context) },
    invite: { run: (_args, context) => invite(context) },
    join: { run: ([channel = ''], context) => joinChannel(channel, context) },
    hide: { run: ([id], context, [selected]) => hide(selected ?? id ?? '', context) },
  },
} satisfies Command;

/** The registry lets nobody in without a community; this names it for the types. */
function here({ community }: Context): Community {
  if (!community) throw new Error('setup was run outside a community');
  return community;
}

const save = (context: Context, how: (current: Community) => Community): Promise<Community> =>
  updateCommunity(
    context.stores.communities,
    here(context),
    { now: context.now, tzdb: context.rules.tzdb },
    how,
  );

async function show(context: Context): Promise<Answer> {
  const joinedCount = await context.stores.members.count(here(context).id);
  return privately('setup', setupText(here(context), joinedCount, context), {
    buttons: [
      [
        { label: 'Test post', action: { name: 'setup.test' } },
        { label: 'Post an invitation here', action: { name: 'setup.invite' } },
      ],
    ],
  });
}

async function setChannel(channel: string, context: Context): Promise<Answer> {
  const { platform, team } = context.place;
  const may = await context.messengers.get(platform)?.mayPost({ platform, ...(team && { team }), channel });
  if (may && !may.ok) {
    const join = {
      label: 'Let me in',
      style: 'primary',
      action: { name: 'setup.join', args: [channel] },
    } as const;
    return privately(
      'cannot-post',
      md`I can't write there yet: ${may.missing}. Nothing was changed; try again once that is granted.`,
      may.mayJoin ? { buttons: [[join]] } : {},
    );
  }
  await save(context, (current) => ({ ...current, channel }));
  return privately('setup-changed', md`Roundups and shared entries go to **#${channel}** now.`, {
    buttons: [[{ label: 'Test post', action: { name: 'setup.test' } }]],
  });
}

/** An organiser lets the bot into a public channel, where the platform lets it go in by itself. */
async function joinChannel(channel: string, context: Context): Promise<Answer> {
  const { platform, team } = context.place;
  const joined = await context.messengers.get(platform)?.join?.({ platform, ...(team && { team }), channel });
  if (joined && !joined.ok) {
    return privately('cannot-join', md`I could not go in: ${joined.missing}. Nothing was changed.`);
  }
  return setChannel(channel, context);
}

async function setRoundup(
  input: { day?: string; time?: string; off?: boolean },
  context: Context,
): Promise<Answer> {
  if (input.off) {
    await save(context, (current) => ({ ...current, roundup: { ...current.roundup, on: false } }));
    return privately(
      'setup-changed',
      md`No roundups from now on. ${code(`${context.commandName('setup roundup')} day:sunday`)} brings them back.`,
    );
  }
  const time = input.time === undefined ? undefined : parseTimeOfDay(input.time);
  if (input.time !== undefined && time === undefined) {
    return privately(
      'wrong-time',
      md`I can't read ${code(input.time)} as a time. Write 18:00 or 6pm. Nothing was changed.`,
    );
  }
  const weekday =
    input.day === undefined ? undefined : weekdays.findIndex((it) => it.value === input.day) + 1;
  const changed = await save(context, (current) => ({
    ...current,
    roundup: { on: true, weekday: weekday ?? current.roundup.weekday, time: time ?? current.roundup.time },
  }));
  const { roundup } = changed;
  return privately(
    'setup-changed',
    md`The roundup goes out on **${weekdayName(roundup.weekday)} at ${formatTimeOfDay(roundup.time)}** (${changed.zone}).`,
  );
}

async function setZone(typed: string, context: Context): Promise<Answer> {
  const zone = readZone(typed, context.now);
  if (!zone)
    return privately('unknown-zone', md`${zoneNotUnderstood(typed, context.now)} Nothing was changed.`);
  await save(context, (current) => ({ ...current, zone }));
  return privately('setup-changed', md`The community's zone is **${zone}** now. Members keep their own.`);
}

async function setDefaults(input: { prompt?: string; audience?: string }, context: Context): Promise<Answer> {
  const promptTime = input.prompt === undefined ? undefined : parseTimeOfDay(input.prompt);
  if (input.prompt !== undefined && promptTime === undefined) {
    return privately(
      'wrong-time',
      md`I can't read ${code(input.prompt)} as a time. Write 09:00 or 9am. Nothing was changed.`,
    );
  }
  const { defaults } = await save(context, (current) => ({
    ...current,
    defaults: {
      promptTime: promptTime ?? current.defaults.promptTime,
      audience:
        input.audience === undefined
          ? current.defaults.audience
          : input.audience === 'community'
            ? 'community'
            : 'private',
    },
  }));
  const seen = defaults.audience === 'community' ? 'shared with the community' : 'private';
  return privately(
    'setup-changed',
    md`Who joins is offered a prompt at **${formatTimeOfDay(defaults.promptTime)}** and entries that are **${seen}**; they choose for themselves.`,
  );
}

const noChannel = ({ commandName }: Context): Reply =>
  privately('no-channel', md`Choose a channel first: ${code(`${commandName('setup channel')} #general`)}.`);

async function testPost(context: Context): Promise<Answer> {
  const { messengers, place, sign, eventId } = context;
  const { channel } = here(context);
  if (channel === undefined) return noChannel(context);
  const { platform, team } = place;
  const post = publicly('test-post', md`This is a test: roundups and shared entries will appear here.`);
  const sent = await messengers
    .get(platform)
    ?.send({ platform, ...(team && { team }), channel }, sign(post), `test:${eventId}`);
  if (sent?.ok) return privately('test-posted', md`It worked: look in **#${channel}**.`);
  const may = await messengers.get(platform)?.mayPost({ platform, ...(team && { team }), channel });
  const missing = may && !may.ok ? may.missing : 'the platform did not take it';
  return privately('cannot-post', md`I could not write to **#${channel}**: ${missing}.`);
}

async function invite(context: Context): Promise<Answer> {
  const { community } = context;
  return publicly(
    'invitation',
    joined([
      md`**What did you build today?** I ask once a day, by DM, at your local time, and keep your log and your streak.`,
      md`Small things count, missed days happen, and what you log is private unless you share it.`,
      community?.channel !== undefined && md`Once a week there is a roundup of what was shared.`,
    ]),
    { buttons: [[{ label: 'Join', style: 'primary', action: { name: 'start.join' } }]] },
  );
}

async function chooseHidden(context: Context): Promise<Answer> {
  const choices = await sharedChoices('', context);
  if (choices.length === 0) return privately('nothing-shared', md`Nothing is shared here at the moment.`);
  return privately('hide-choice', md`Which shared entry shall I hide? Its author keeps it and is not told.`, {
    select: { placeholder: 'Choose an entry…', action: { name: 'setup.hide' }, choices },
  });
}

async function hide(id: string, context: Context): Promise<Answer> {
  const { stores, isOrganiser } = context;
  if (!isOrganiser) return privately('organisers-only', md`Only organisers hide entries.`);
  const entry = await stores.entries.findShared(here(context).id, id);
  if (!entry) return privately('entry-gone', md`I can't find that entry among what is shared here.`);
  const written = await stores.entries.save({ ...entry, hidden: true, posts: [] });
  if (!written.ok) return privately('busy', md`Somebody changed it just now. Please try again.`);
  const refused = await removeCopies(context, entry);
  const rest = refused.length > 0 ? ` I could not remove its copy in ${refused.join(', ')}.` : '';
  return privately('hidden', md`Hidden. Nobody sees it here any more; its author keeps it.${rest}`);
}

async function organiser(who: string, remove: boolean, context: Context): Promise<Answer> {
  const { platform, team } = context.actor.identity;
  const key = [platform, team ?? '', who].join(':');
  await save(context, (current) => {
    const others = current.organisers.filter((it) => it !== key);
    return { ...current, organisers: remove ? others : [...others, key] };
  });
  return privately(
    'setup-changed',
    remove
      ? md`**${who}** is no organiser here any more.`
      : md`**${who}** may use ${code(context.commandName('setup'))} here now.`,
  );
}
