import { createFollowUp, deleteFollowUp, editFollowUp, getFollowUp } from '../../interactions/follow-up.ts';
import { respond } from '../../interactions/respond.ts';
import type { Route } from '../router.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { messageRoutes } from './messages.ts';
import { userRoutes } from './users.ts';

const webhook = '/webhooks/:id/:token';

const interactionRoutes: readonly Route[] = [
  { method: 'POST', path: '/interactions/:id/:token/callback', open: true, takesBody: true, run: respond },
  { method: 'POST', path: webhook, open: true, takesBody: true, run: createFollowUp },
  { method: 'GET', path: `${webhook}/messages/:id`, open: true, run: getFollowUp },
  { method: 'PATCH', path: `${webhook}/messages/:id`, open: true, takesBody: true, run: editFollowUp },
  { method: 'DELETE', path: `${webhook}/messages/:id`, open: true, run: deleteFollowUp },
];

const gatewayRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/gateway',
    run: ({ state }) => ({ status: 200, body: { url: state.gatewayInfo().url } }),
  },
  { method: 'GET', path: '/gateway/bot', run: ({ state }) => ({ status: 200, body: state.gatewayInfo() }) },
];

export const routes: readonly Route[] = [
  ...interactionRoutes,
  ...gatewayRoutes,
  ...messageRoutes,
  ...channelRoutes,
  ...userRoutes,
  ...guildRoutes,
  ...commandRoutes,
];
