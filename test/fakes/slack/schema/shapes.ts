import type {
  HomeView,
  KnownBlock,
  MessageAttachment,
  MessageMetadata,
  ModalView,
  Option,
  OptionGroup,
} from '@slack/types';
import type * as web from '@slack/web-api';

/** What blocks, views and their like look like: make-schema.ts makes a JSON schema of each property. */
export interface Shapes {
  attachment: MessageAttachment;
  block: KnownBlock;
  home: HomeView;
  metadata: MessageMetadata;
  modal: ModalView;
  option: Option;
  optionGroup: OptionGroup;
}

/** The arguments that the Web API's methods take: make-schema.ts writes their names, kinds and which are required. */
export interface Methods {
  'api.test': web.APITestArguments;
  'apps.connections.open': web.AppsConnectionsOpenArguments;
  'apps.uninstall': web.AppsUninstallArguments;
  'auth.revoke': web.AuthRevokeArguments;
  'auth.test': web.AuthTestArguments;
  'bots.info': web.BotsInfoArguments;
  'chat.delete': web.ChatDeleteArguments;
  'chat.getPermalink': web.ChatGetPermalinkArguments;
  'chat.postEphemeral': web.ChatPostEphemeralArguments;
  'chat.postMessage': web.ChatPostMessageArguments;
  'chat.update': web.ChatUpdateArguments;
  'conversations.history': web.ConversationsHistoryArguments;
  'conversations.info': web.ConversationsInfoArguments;
  'conversations.join': web.ConversationsJoinArguments;
  'conversations.leave': web.ConversationsLeaveArguments;
  'conversations.list': web.ConversationsListArguments;
  'conversations.members': web.ConversationsMembersArguments;
  'conversations.open': web.ConversationsOpenArguments;
  'conversations.replies': web.ConversationsRepliesArguments;
  'files.completeUploadExternal': web.FilesCompleteUploadExternalArguments;
  'files.delete': web.FilesDeleteArguments;
  'files.getUploadURLExternal': web.FilesGetUploadURLExternalArguments;
  'files.info': web.FilesInfoArguments;
  'oauth.v2.access': web.OAuthV2AccessArguments;
  'reactions.add': web.ReactionsAddArguments;
  'reactions.get': web.ReactionsGetArguments;
  'reactions.remove': web.ReactionsRemoveArguments;
  'team.info': web.TeamInfoArguments;
  'users.conversations': web.UsersConversationsArguments;
  'users.info': web.UsersInfoArguments;
  'users.list': web.UsersListArguments;
  'views.open': web.ViewsOpenArguments;
  'views.publish': web.ViewsPublishArguments;
  'views.push': web.ViewsPushArguments;
  'views.update': web.ViewsUpdateArguments;
}
