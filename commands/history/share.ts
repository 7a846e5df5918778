import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { setAudience } from '../../src/core/log/index.ts';
import { copyState, queueShare } from '../../src/core/sharing/index.ts';
import { keepPrivateButton, refusedText } from '../../src/messages/history.ts';
import { entrySeenText, sharedText } from '../../src/messages/who-sees.ts';
import { removeCopies } from '../../src/posts/copies.ts';
import { rewriteRoundupsWith } from '../../src/posts/roundup-copies.ts';
import { audienceButtons, gone, mine } from './mine.ts';

export async function keepPrivate(id: string, context: Context): Promise<Answer> {
  const {
    person,
    services: { stores },
  } = context;
  const changed = person && (await setAudience(stores, person, id, { audience: 'private' }));
  if (!changed?.ok) return gone;
  const refused = await removeCopies(context, changed.before);
  return privately('made-private', joined([md`${entrySeenText('private')} now.`, refusedText(refused)]), {
    buttons: [await audienceButtons(changed.entry, context)],
  });
}

export async function share(id: string, communityId: string, context: Context): Promise<Answer> {
  const {
    person,
    services: { stores },
  } = context;
  const member = person && (await stores.members.find(communityId, person.id));
  const community = member && (await stores.communities.find(communityId));
  const found = community && (await mine(id, context));
  if (!found) return gone;
  const { entry } = found;
  if (entry.text === '') return privately('no-words', md`It has no text to share.`);
  if (entry.hidden)
    return privately(
      'hidden-before',
      md`An organiser of ${community.name} hid this entry. It's still in your log. You can ask them why.`,
    );
  if (entry.audience === 'community') return privately('shared-before', md`That's shared already.`);
  const changed = await setAudience(stores, found.person, entry.id, { audience: 'community', communityId });
  if (!changed.ok) return gone;
  await queueShare(context, changed.entry, `${entry.id}.${changed.entry.version}`);
  const refused = await rewriteRoundupsWith(context.services, changed.entry);
  const seen = sharedText(community.name, copyState(community));
  return privately('shared', joined([seen, refusedText(refused)]), {
    buttons: [[keepPrivateButton(entry)]],
  });
}
