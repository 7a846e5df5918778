import type { Interaction } from '../../chat/interaction.ts';
import { code, type Markdown, md } from '../../chat/markdown.ts';
import type { Outcome, RenderedReply } from '../../chat/rendered.ts';
import type { SlackClients } from './clients.ts';
import { slackCommandName } from './limits.ts';
import type { Profiles } from './profiles.ts';
import type { Surface } from './surface.ts';

/**
 * Members of other teams, who share a channel with a workspace (Slack Connect) and see its app's messages there. The app
 * serves the members of the workspaces in which it is installed, and tells others what is the case.
 */
export interface Foreigners {
  /** What somebody is told whom the app does not serve there; undefined: it does. */
  told(who: Pick<Surface, 'team' | 'user' | 'ownTeam'>): Promise<Markdown | undefined>;
}

export function createForeigners(deps: {
  readonly clients: SlackClients;
  readonly profiles: Profiles;
  /** The workspace of the token, in the modes that serve one alone. */
  readonly only: () => { readonly name: string } | undefined;
}): Foreigners {
  const { clients, profiles, only } = deps;
  return {
    async told({ team, user, ownTeam }) {
      if ((await clients.isInstalled(team)) === false) return belongsTo(only()?.name);
      if (ownTeam === team || !(await profiles.isForeign(team, user, ownTeam))) return undefined;
      const [theirs, own] = await Promise.all([
        clients.workspace(team),
        ownTeam === undefined ? undefined : clients.workspace(ownTeam),
      ]);
      return own ? hasItsOwn(theirs?.name, own.name) : belongsTo(theirs?.name);
    },
  };
}

/** To a guest whose own workspace has the app, too. */
export const hasItsOwn = (theirs: string | undefined, own: string): Markdown =>
  md`This Shipmate belongs to ${theirs === undefined ? 'the workspace that shares this channel' : md`the workspace **${theirs}**`}. Your workspace, **${own}**, has its own: try ${code(slackCommandName('help'))} there.`;

export const belongsTo = (name: string | undefined): Markdown =>
  name === undefined
    ? md`Shipmate isn't installed in your workspace. Ask its admins to install it, and you can use it, too.`
    : md`This Shipmate belongs to the workspace **${name}**. Ask the admins of your own workspace to install it, and you can use it, too.`;

/** What somebody gets who is served elsewhere, whatever they did. */
export function outcomeFor(text: Markdown, interaction: Interaction): Outcome {
  if (interaction.type === 'suggest') return { type: 'choices', choices: [] };
  const reply: RenderedReply = { code: 'other-workspace', visibility: 'private', text };
  return { type: 'reply', reply };
}
