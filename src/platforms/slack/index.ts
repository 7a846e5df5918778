export { createSlack } from './adapter.ts';
export {
  type HomeRequest,
  type Installation,
  type InstallationStore,
  type RenderedHome,
  type ReplayMemory,
  type Slack,
  type SlackLog,
  type SlackMode,
  type SlackOptions,
  SlackStartError,
} from './ports.ts';
export { manifestOf } from './register.ts';
