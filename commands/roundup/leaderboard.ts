import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { ensurePerson } from '../../src/core/account/present.ts';
import { leaderboard, leaderboardDays } from '../../src/core/roundups/index.ts';
import { count, nameText } from '../../src/messages/words.ts';
import { settings } from '../../src/settings/table.ts';

const shown = 15;

const outside = privately(
  'community-only',
  md`Leaderboards only work in a community. Try it in one of its channels.`,
);

/** Who kept at it, by consistency; only those who opted in. */
export async function showLeaderboard(context: Context): Promise<Answer> {
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
    ? { label: 'Leave', action: { name: 'roundup.leaderboard-leave' } }
    : { label: 'Join', action: { name: 'roundup.leaderboard-join' } };
  const lines = ranks.slice(0, shown).map((it, index) => {
    const share = Math.round((100 * it.logged) / it.promised);
    const you = it.personId === person?.id ? ' (you)' : '';
    return md`${index + 1}. **${nameText(it.name)}**${you}: ${share}% (${it.logged} of ${count(it.promised, 'day')})`;
  });
  const lead = md`**Consistency over the last ${leaderboardDays} days**: the share of promised days with a shared entry.`;
  const empty = on ? md`You're in! Share something to show up here.` : md`No one's on it yet.`;
  return privately('leaderboard', joined([lead, ...(lines.length > 0 ? lines : [empty])]), {
    buttons: [[button]],
    namesOthers: lines.length > 0,
  });
}

export async function joinLeaderboard(context: Context): Promise<Answer> {
  const { member } = await ensurePerson(context);
  if (!member) return outside;
  await context.services.stores.members.put(settings.leaderboard.apply(member, true, context));
  return privately(
    'leaderboard-joined',
    md`You're on the leaderboard! It counts on how many of your promised days you shared something, not how much.`,
  );
}

export async function leaveLeaderboard(context: Context): Promise<Answer> {
  // Whoever is no member is on no leaderboard.
  if (context.member) {
    const { member } = await ensurePerson(context);
    if (!member) return outside;
    await context.services.stores.members.put(settings.leaderboard.apply(member, false, context));
  }
  return privately('leaderboard-left', md`You're off the leaderboard. Your log and streak haven't changed.`);
}
