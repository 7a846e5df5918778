import { at, type Json, objectsIn, text } from './json.ts';
import type { AppRecord } from './model.ts';

/** Every bot scope that a method of this fake asks for: what is granted where no manifest says otherwise. */
const allScopes = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'metadata.message:read',
  'mpim:read',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
];

/** The app as its settings page has it: from a manifest (docs.slack.dev/reference/app-manifest), else with everything on. */
export function makeApp(hex: (length?: number) => string, manifest?: Json): AppRecord {
  const app: AppRecord = {
    id: 'A0SHIPMATE',
    clientId: '1111111111.2222222222',
    clientSecret: hex(32),
    signingSecret: hex(32),
    verificationToken: hex(24),
    appToken: `xapp-1-A0SHIPMATE-3333333333-${hex(64)}`,
    botName: 'shipmate',
    scopes: allScopes,
    interactivity: true,
    homeTab: true,
    messagesTab: true,
  };
  return manifest ? { ...app, ...fromManifest(manifest) } : app;
}

function fromManifest(manifest: Json): Partial<AppRecord> {
  const list = (path: string): string[] => {
    const held = at(manifest, path);
    return Array.isArray(held) ? held.map(String) : [];
  };
  const commands = objectsIn(at(manifest, 'features.slash_commands'));
  const shortcuts = objectsIn(at(manifest, 'features.shortcuts'));
  const redirects = list('oauth_config.redirect_urls');
  return {
    botName: text(at(manifest, 'features.bot_user.display_name')) || 'bot',
    commands: new Map(
      commands.map((each) => [text(each.command), { shouldEscape: each.should_escape === true }]),
    ),
    shortcuts: new Map(
      shortcuts.map((each) => [text(each.callback_id), each.type === 'message' ? 'message' : 'global']),
    ),
    events: new Set(list('settings.event_subscriptions.bot_events')),
    scopes: list('oauth_config.scopes.bot'),
    interactivity: at(manifest, 'settings.interactivity.is_enabled') === true,
    homeTab: at(manifest, 'features.app_home.home_tab_enabled') === true,
    messagesTab: at(manifest, 'features.app_home.messages_tab_enabled') !== false,
    ...(redirects.length > 0 ? { redirectUrls: redirects } : {}),
  };
}
