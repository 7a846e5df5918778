import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { channelName, type Markdown, md } from '../../src/chat/markdown.ts';
import type { Answer, Button, Choice } from '../../src/chat/reply.ts';
import { dayAt } from '../../src/core/calendar/index.ts';
import { type Community, idsOf, type Person } from '../../src/core/people/index.ts';
import type { Delivery } from '../../src/core/reminders/index.ts';
import { pictureFrom, queuePicture, sharedPictureOf, sharedPictures } from '../../src/core/sharing/index.ts';
import { refusedText } from '../../src/messages/history.ts';
import { pictureName, pictureNowhere } from '../../src/messages/picture.ts';
import { dayText, excerpt } from '../../src/messages/words.ts';
import { takeBackPicture } from '../../src/posts/shared-pictures.ts';
import { nothingYet } from './look.ts';

const gone = privately('picture-gone', md`That picture isn't shared any more.`);

/** Shares a picture with one community: the last of `args`. Nothing but this press ever does. */
export async function share(args: readonly string[], context: Context): Promise<Answer> {
  const { person, now, services } = context;
  const wanted = pictureFrom(args);
  if (!person || !wanted) return nothingYet(context);
  const member = await services.stores.members.find(args.at(-1) ?? '', person.id);
  const community = member && (await services.stores.communities.find(member.communityId));
  if (!community || community.removedAt !== undefined) return pictureNowhere();
  if (community.channel === undefined) return pictureNowhere(community.name);
  const day = dayAt(person.clocks, now);
  const picture = wanted.view === 'year' ? { ...wanted, of: day } : wanted;
  const { key, fresh } = await queuePicture(context, person.id, community, { day, picture });
  const where = placeText(community, community.channel, context);
  const buttons = [[takeBackButton(key)]];
  return fresh
    ? privately(
        'picture-shared',
        md`On its way to ${where}. It shows which days you logged, private ones too, but never what you wrote.`,
        { buttons },
      )
    : privately('picture-shared-before', md`You shared it in ${where} already.`, { buttons });
}

/** A channel of this platform as a link there; another platform's community by its name. */
const placeText = ({ name, platform }: Community, channel: string, { place }: Context): Markdown =>
  platform === place.platform ? md`${channelName(channel)} of ${name}` : md`the channel of ${name}`;

const takeBackButton = (key: string): Button => ({
  label: 'Take it back',
  action: { name: 'streak.take-back', args: [key], inPlace: true },
});

const choicesAtMost = 25;

/** The pictures that stand in a channel, to choose the one to take back. */
export async function askWhich(context: Context): Promise<Answer> {
  const { person } = context;
  const shared = person ? await sharedPictures(context.services.stores, idsOf(person)) : [];
  if (!person || shared.length === 0) return privately('no-pictures', md`You haven't shared any pictures.`);
  const choices = await Promise.all(
    shared.slice(0, choicesAtMost).map((it) => choiceOf(it, person, context)),
  );
  return privately('shared-pictures', md`Which picture should I take back?`, {
    select: {
      placeholder: 'Choose a picture…',
      action: { name: 'streak.take-back', inPlace: true },
      choices,
    },
  });
}

async function choiceOf(
  shared: Delivery,
  { clocks, language }: Person,
  { now, services: { stores } }: Context,
): Promise<Choice> {
  const { picture, communityId } = sharedPictureOf(shared) ?? {};
  const community = await stores.communities.find(communityId ?? '');
  const name = picture ? pictureName(picture, language) : 'a picture';
  const day = dayText(dayAt(clocks, shared.dueAt), dayAt(clocks, now), language);
  return { value: shared.key, label: excerpt(`${name}, ${day}, ${community?.name ?? 'a community'}`, 75) };
}

export async function takeBack(key: string, context: Context): Promise<Answer> {
  const { person, now, services } = context;
  const mine = person ? await sharedPictures(services.stores, idsOf(person)) : [];
  const shared = mine.find((it) => it.key === key);
  if (!shared) return gone;
  const { refused, busy } = await takeBackPicture(services, shared, now);
  if (!busy && refused.length === 0)
    return privately('picture-back', md`Taken back. Nobody sees it there any more.`);
  const why = refusedText(refused) ?? md`It's being posted right now. Try again in a moment.`;
  return privately('picture-not-back', why, { buttons: [[takeBackButton(key)]] });
}
