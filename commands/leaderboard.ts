import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { joined, md } from '../src/chat/markdown.ts';
import type { Answer } from '../src/chat/reply.ts';
import { ensurePerson } from '../src/core/account/present.ts';
import { leaderboard, leaderboardDays } from '../src/core/roundups/index.ts';
import { nameText } from '../src/messages/words.ts';

const shown = 15;

export default {
  name: 'leaderboard',
  summary: 'Who kept at it, by consistency; only those who opted in',
  group: 'together',
  communityOnly: true,
  leaf: leaf({
    summary: 'Who kept at it, by consistency; only those who opted in',
    options: {
      me: {
        kind: 'choice',
        summary: 'Join it or leave it',
        choices: [
          { value: 'join', label: 'put me on it' },
          { value: 'leave', label: 'take me off it' },
        ],
      },
    },
    run: ({ me }, context) => (me === undefined ? show(context) : set(me === 'join', context)),
  }),
  actions: {
    join: { run: (_args, context) => set(true, context) },
    leave: { run: (_args, context) => set(false, context) },
  },
} satisfies Command;

const outside = privately(
  'community-only',
  md`A leaderboard belongs to a community: use it in one of its channels.`,
);

async function show(context: Context): Promise<Answer> {
  const {
    community,
    now,
    member,
    person,
    services: { stores, rules },
  } = context;
  if (!community) return outside;
  const ranks = await leaderboard(stores, community, now, rules.freezes);
  const on = member?.inLeaderboard === true;
  const button = on
    ? { label: 'Take me off', action: { name: 'leaderboard.leave' } }
    : { label: 'Put me on it', action: { name: 'leaderboard.join' } };
  const lines = ranks.slice(0, shown).map((it, index) => {
    const share = Math.round((100 * it.logged) / it.promised);
    const you = it.personId === person?.id ? ' (you)' : '';
    return md`${index + 1}. **${nameText(it.name)}**${you}: ${share} % of their days (${it.logged} of ${it.promised})`;
  });
  const lead = md`**Consistency over the last ${leaderboardDays} days**, from shared entries: how many of the days they had promised.`;
  const empty = on ? md`You are on it; share something and you show up here.` : md`Nobody is on it yet.`;
  return privately('leaderboard', joined([lead, ...(lines.length > 0 ? lines : [empty])]), {
    buttons: [[button]],
    namesOthers: lines.length > 0,
  });
}

async function set(on: boolean, context: Context): Promise<Answer> {
  const left = privately('leaderboard-left', md`You are off it. Your log and streak stay as they are.`);
  // Whoever is no member is on no leaderboard.
  if (!on && !context.member) return left;
  const { member } = await ensurePerson(context);
  if (!member) return outside;
  await context.services.stores.members.put({ ...member, inLeaderboard: on });
  return on
    ? privately(
        'leaderboard-joined',
        md`You are on it: by how many of your promised days you shared something, not by how much.`,
      )
    : left;
}
