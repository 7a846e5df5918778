import type { Context } from '../chat/context.ts';
import { channelName, code, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Answer } from '../chat/reply.ts';
import { opensForm } from '../chat/reply.ts';
import { updateCommunity } from '../core/account/index.ts';
import type { Community } from '../core/people/index.ts';

/** What a community is told once, when the bot arrives. */
export const welcomeText = (commandName: (name: string) => string): Markdown =>
  joined([
    md`**Hi, I'm Shipmate!** I ask everyone who joins what they built: once a day, by DM, at their local time. I keep their log and streak, and post a roundup once a week.`,
    md`Organisers: choose a channel and invite people with ${code(commandName('setup'))}. Everyone: ${code(commandName('start'))} gets you going, ${code(commandName('help'))} shows the rest.`,
  ]);

/** What organisers still have to be told, beside a private answer of theirs; it is said once. */
export async function withOrganiserNotes(context: Context, answer: Answer): Promise<Answer> {
  const {
    community,
    isOrganiser,
    now,
    services: { stores, rules },
  } = context;
  if (!community || !isOrganiser || opensForm(answer) || answer.visibility !== 'private') return answer;
  if (!noteFor(community, context)) return answer;
  // What was wrong may have been mended by this very command.
  const current = await stores.communities.find(community.id);
  const note = current && noteFor(current, context);
  if (!note) return answer;
  await updateCommunity(stores.communities, community, { now, tzdb: rules.tzdb }, told);
  return { ...answer, text: joined([answer.text, note], '\n\n') };
}

function noteFor(
  { welcomeOwed, cannotPost, cannotPostIn }: Community,
  { commandName }: Context,
): Markdown | undefined {
  if (cannotPost !== undefined)
    return md`_For organisers: I couldn't post ${cannotPostIn === undefined ? md`here` : md`in **${channelName(cannotPostIn)}**`}: ${cannotPost}. Try again with ${code(commandName('setup test'))}._`;
  return welcomeOwed ? welcomeText(commandName) : undefined;
}

function told(community: Community): Community {
  const { welcomeOwed, cannotPost, cannotPostIn, ...rest } = community;
  return welcomeOwed === undefined && cannotPost === undefined ? community : rest;
}
