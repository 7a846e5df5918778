import { keptStreak } from '../chat/answers.ts';
import type { Context, Services } from '../chat/context.ts';
import { shownName } from '../chat/interaction.ts';
import { joined, type Markdown } from '../chat/markdown.ts';
import type { RenderedReply } from '../chat/rendered.ts';
import type { Button, Reply, ReplyPicture } from '../chat/reply.ts';
import { answerKey, tellNews, tellNewsOf } from '../core/account/index.ts';
import type { Person } from '../core/people/index.ts';
import type { PictureRef } from '../core/sharing/index.ts';
import type { StreakEvent } from '../core/streaks/index.ts';
import { readLedger } from '../core/streaks/read.ts';
import { pictureOf } from '../messages/picture.ts';
import { eventButtons, eventsText } from '../messages/streak-events.ts';
import { sharePictureButtons, sharingOf } from '../settings/picture-sharing.ts';

/** Rows that every platform shows. */
const mostRows = 5;

/** The answer that tells it: its event's id, and to whom and where it is given. */
interface Telling extends Pick<Context, 'now' | 'eventId' | 'community'> {
  readonly actor?: Context['actor'];
  readonly services: Pick<Services, 'stores' | 'rules'>;
}

interface News {
  readonly text: Markdown;
  /** May be empty. */
  readonly row: readonly Button[];
  /** The card of a milestone. */
  readonly picture?: ReplyPicture;
  /** Its keys name the answer so. */
  readonly by: string;
}

/** What happened to the streak and was not told yet (S13), its keys written; and the person as written. */
async function readNews(
  telling: Telling,
  person: Person,
  kept?: ReturnType<typeof keptStreak>,
): Promise<{ readonly news?: News; readonly person: Person }> {
  const {
    now,
    eventId,
    services: { stores, rules },
  } = telling;
  const by = answerKey(eventId);
  const message = { by, now, rules };
  const told = await (kept ? tellNewsOf(stores, person, kept, message) : tellNews(stores, person, message));
  const facts = { ...told.news, language: person.language };
  const text = eventsText(facts);
  if (!text) return { person: told.person };
  const { picture, shares } = await milestoneCard(telling, told.person, told.news.events);
  const row = [...eventButtons(facts), ...shares];
  return { news: { text, row, by, ...(picture && { picture }) }, person: told.person };
}

/** The answer with what happened to the streak and was not told yet (S13), and the person as written. */
export async function withStreakNews(
  context: Context,
  person: Person,
  answer: Reply,
): Promise<{ readonly answer: Reply; readonly person: Person }> {
  const { news, person: written } = await readNews(context, person, keptStreak(context, person));
  if (!news) return { answer, person: written };
  const { buttons = [] } = answer;
  return {
    answer: {
      ...answer,
      text: joined([answer.text, news.text], '\n\n'),
      ...(hasRoom(answer, news) && { buttons: [...buttons, news.row] }),
      ...pictureIn(answer, news),
      tells: news.by,
    },
    person: written,
  };
}

/** The same for an answer that is signed already. */
export async function withStreakNewsSigned(
  telling: Telling & { readonly services: Pick<Services, 'sign'> },
  person: Person,
  answer: RenderedReply,
): Promise<RenderedReply> {
  const { news } = await readNews(telling, person);
  if (!news) return answer;
  const { code, visibility, buttons = [] } = answer;
  const signed = telling.services.sign({ code, visibility, text: news.text, buttons: [news.row] });
  return {
    ...answer,
    text: joined([answer.text, news.text], '\n\n'),
    ...(hasRoom(answer, news) && { buttons: [...buttons, ...(signed.buttons ?? [])] }),
    ...pictureIn(answer, news),
    tells: news.by,
  };
}

const hasRoom = (
  { buttons = [], select }: Pick<Reply | RenderedReply, 'buttons' | 'select'>,
  { row }: News,
): boolean => row.length > 0 && buttons.length + (select ? 1 : 0) < mostRows;

/** An answer shows one picture, and its own comes first. With one that names others, no picture may go (Slack's answers). */
const pictureIn = (
  { picture: own, namesOthers }: Pick<Reply, 'picture' | 'namesOthers'>,
  { picture }: News,
): Pick<Reply, 'picture'> => (picture && !own && !namesOthers ? { picture } : {});

/** The card of the milestone that is told, and the buttons that share it (R40). */
async function milestoneCard(
  { now, actor, community, services }: Telling,
  person: Person,
  events: readonly StreakEvent[],
): Promise<{ readonly picture?: ReplyPicture | undefined; readonly shares: readonly Button[] }> {
  const reached = events.findLast((it) => it.kind === 'milestone');
  if (!reached) return { shares: [] };
  const { stores, rules } = services;
  const account = actor && shownName(actor);
  const { signature, communities } = await sharingOf(person, { account, community, services });
  const card: PictureRef = { view: 'milestone', of: reached.count, theme: 'light', shape: 'wide' };
  const picture = await pictureOf(card, await readLedger(stores, person, now, rules), signature);
  // Beside it may be the entry's own *Share with …*.
  const shares = picture ? sharePictureButtons(card, communities, 'Share the picture with') : [];
  return { picture, shares };
}
