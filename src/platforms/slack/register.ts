import type { Command } from '../../chat/command.ts';
import { limits, slashCommand } from './limits.ts';

/** In Slack's menu of shortcuts, wherever one is. `text` is what it does, as typed after `/shipmate`. */
export const globalShortcuts = [
  {
    callbackId: 'log-today',
    name: 'Log today',
    description: 'Log what you built, or what broke',
    text: 'log',
  },
] as const;

/** The id of a message shortcut, from its label. */
export const shortcutId = (label: string): string =>
  `message-${label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;

/** What the app may do in a workspace, and what for. Nothing that is not used. */
export const scopes: Readonly<Record<string, string>> = {
  commands: '/shipmate and the shortcuts',
  'chat:write': 'prompts, answers, roundups and shared entries',
  'im:write': 'opens the DM with a member who asked for prompts',
  'im:history':
    'logs what members type in its own DM, also what they typed while it was away; looks there for a message of which it does not know whether it arrived; empties it, files included, when somebody erases themselves',
  'channels:read':
    'sees whether it is in the channel that an organiser chose, and which channel a typed name is; names the public channels that a logged text mentions',
  'groups:read': 'the same for private channels it was invited to',
  'channels:join': 'goes into a public channel when an organiser presses the button',
  'reactions:read':
    'counts 👏 ❤️ 🎉 🔥 💪 at shared entries as cheers, also those that were given while it was away',
  'users:read':
    'the time zone, language and display name of members, and whether they are an admin; the names of people whom a logged text mentions',
  'files:read':
    'reads the pictures that members send in its own DM, to show them again and to put them under the copies that they share; without it pictures are left out',
  'files:write': 'pictures of streaks and weeks, and exports; deletes them with their messages',
};

export const events = [
  'app_home_opened',
  'app_uninstalled',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
  'user_change',
] as const;

/** Addresses below the server's own, in the modes that Slack reaches over HTTP. */
export const paths = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const;

export class ManifestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ManifestError';
  }
}

/** The address without a slash at its end; Slack's paths are put behind it, so nothing else may stand there. */
function addressOf(publicUrl: string): string {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  if (url?.protocol !== 'https:' || /[?#@\s]/.test(publicUrl))
    throw new ManifestError(
      `${publicUrl} is no address at which Slack reaches this server: it begins with https:// and ends with the host or a path, as https://shipmate.example.org`,
    );
  return url.href.replace(/\/+$/, '');
}

/**
 * The app's manifest, made from the commands. Without `publicUrl` for Socket Mode; with it (`https://…`, no slash at the end)
 * for signed requests and installation in many workspaces.
 */
export function manifestOf(commands: readonly Command[], publicUrl?: string) {
  const url = publicUrl === undefined ? undefined : addressOf(publicUrl);
  const labels = commands.flatMap((it) => it.messageShortcuts ?? []).map((it) => it.label);
  const tooLong = labels.find((it) => it.length > limits.shortcutName);
  if (tooLong) throw new ManifestError(`The shortcut "${tooLong}" is over ${limits.shortcutName} characters`);
  return {
    display_information: {
      name: 'Shipmate',
      description: 'Asks what you built, every day at your local time, and keeps your log and your streak.',
      background_color: '#16324f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Shipmate', always_online: true },
      shortcuts: [
        ...globalShortcuts.map(({ callbackId, name, description }) => ({
          name,
          type: 'global',
          callback_id: callbackId,
          description,
        })),
        ...labels.map((name) => ({
          name,
          type: 'message',
          callback_id: shortcutId(name),
          description: 'Adds this message to your log',
        })),
      ],
      slash_commands: [
        {
          command: slashCommand,
          description: 'Log what you built, see your streak, change your settings',
          usage_hint: 'log built a URL shortener minutes:50 tag:redis',
          should_escape: true,
          ...(url && { url: url + paths.events }),
        },
      ],
    },
    oauth_config: {
      ...(url && { redirect_urls: [url + paths.redirect] }),
      scopes: { bot: Object.keys(scopes) },
    },
    settings: {
      event_subscriptions: { ...(url && { request_url: url + paths.events }), bot_events: [...events] },
      interactivity: {
        is_enabled: true,
        ...(url && { request_url: url + paths.events, message_menu_options_url: url + paths.events }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: !url,
      token_rotation_enabled: false,
    },
  };
}
