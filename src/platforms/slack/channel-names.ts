import type { SlackClients } from './clients.ts';

const pageSize = 1_000;
const pagesAtMost = 5;

interface Page {
  readonly channels?: readonly { readonly id?: string; readonly name?: string }[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** The id of a channel by its id or its name, among those that the bot sees; undefined where there is none. */
export async function channelIdOf(
  clients: Pick<SlackClients, 'call'>,
  team: string,
  typed: string,
): Promise<string | undefined> {
  if (/^[CG][A-Z0-9]{6,}$/.test(typed)) return typed;
  const name = typed.toLowerCase();
  let cursor = '';
  for (let page = 0; page < pagesAtMost; page++) {
    const called = await clients.call('interactive', team, 'conversations.list', {
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: pageSize,
      ...(cursor && { cursor }),
    });
    if (!called.ok) return undefined;
    const { channels = [], response_metadata } = called.result as Page;
    const found = channels.find((it) => it.name === name)?.id;
    if (found) return found;
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  return undefined;
}
