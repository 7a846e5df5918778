import type { Place } from '../../chat/interaction.ts';
import { lifetimes, limits, platform } from './limits.ts';
import type { ViewBody } from './payloads.ts';

/** Where something was done, and by what ways it can be answered there. */
export interface Surface {
  /** The workspace whose app it was done with. */
  readonly team: string;
  readonly user: string;
  /** The account's own workspace or organisation, as far as Slack said it. */
  readonly ownTeam?: string;
  /** None on the Home tab, and where a global shortcut was used. */
  readonly channel?: string;
  readonly channelName?: string;
  /** Good for five answers within half an hour. */
  readonly response?: { readonly url: string; readonly until: number };
  /** The bot's message whose button was pressed, if only the presser sees it. */
  readonly ownMessage?: boolean;
  /** The bot's message whose button was pressed, by its `ts`; one that only the presser sees cannot be named by it. */
  readonly message?: string;
  /** The modal in which a button was pressed: the answer takes its place. */
  readonly view?: string;
  /** It began on the Home tab. */
  readonly home?: boolean;
  /** Good for three seconds, once. */
  readonly trigger?: string;
}

/**
 * The place as commands know it. A workspace in which the app is installed is one community; a DM and the Home tab are
 * outside it.
 */
export function placeOf(surface: Surface, workspace: { readonly name: string } | undefined): Place {
  const { team, user, channel, channelName } = surface;
  const base = { platform, team };
  if (!channel || channel.startsWith('D') || channelName === 'directmessage') {
    return { ...base, kind: 'dm', channel: channel ?? user };
  }
  const community = workspace && { external: team, name: workspace.name };
  return { ...base, kind: 'channel', channel, ...(community && { community }) };
}

/** What a modal carries along, so that what is typed into it is answered where it was opened. */
export function metadataOf(surface: Surface): string {
  const { channel, channelName, response, view, home, ownMessage, message } = surface;
  const text = JSON.stringify({
    ...(channel && { c: channel }),
    ...(channelName && { n: channelName }),
    ...(response && { r: response.url, u: response.until }),
    ...(view && { v: view }),
    ...(home && { h: 1 }),
    ...(ownMessage && { o: 1 }),
    ...(message && { t: message }),
  });
  return text.length <= limits.view.privateMetadata ? text : '{}';
}

/** The surface of a modal: where it was opened. */
export function surfaceOfView(
  view: ViewBody,
  who: Pick<Surface, 'team' | 'user' | 'ownTeam' | 'trigger'>,
): Surface {
  const held = readMetadata(view.private_metadata ?? '');
  const text = (key: string): string | undefined =>
    typeof held[key] === 'string' ? (held[key] as string) : undefined;
  const [channel, channelName, url, parent, message] = [
    text('c'),
    text('n'),
    text('r'),
    text('v'),
    text('t'),
  ];
  return {
    ...who,
    ...(channel && { channel }),
    ...(channelName && { channelName }),
    ...(url && typeof held.u === 'number' && { response: { url, until: held.u } }),
    ...(parent && { view: parent }),
    ...(held.h === 1 && { home: true }),
    ...(held.o === 1 && { ownMessage: true }),
    ...(message && { message }),
  };
}

function readMetadata(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export const responseOf = (url: string | undefined, now: number): Pick<Surface, 'response'> =>
  url ? { response: { url, until: now + lifetimes.responseUrlMs - 60_000 } } : {};
