import type { Services } from '../chat/context.ts';
import type { OnceDispatcher } from '../chat/dispatcher.ts';
import { type Incoming, messageEdited } from '../chat/interaction.ts';
import { joined } from '../chat/markdown.ts';
import type { Destination } from '../chat/messenger.ts';
import type { RenderedReply } from '../chat/rendered.ts';
import { updatePerson } from '../core/account/index.ts';
import { dayAt } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Identity, Person, PersonId } from '../core/people/index.ts';
import { caughtUpText } from '../messages/typed.ts';
import { dayText } from '../messages/words.ts';
import { typingAudience } from '../settings/person/typing.ts';
import { communitiesOf } from './communities-of.ts';
import { withStreakNewsSigned } from './streak-news.ts';

const hourMs = 60 * 60_000;
/** Within what is remembered of handled messages (7 days), with an hour to spare. */
const lookBackMs = 7 * 24 * hourMs - hourMs;
/** What was read before is read again so far back: an edit may have been missed, and platforms' clocks differ. */
const readAgainMs = 60 * hourMs;
/** So many answers that stand for no entry follow; what came before them was written long ago. */
const otherAnswers = 3;

export interface CatchUpDependencies {
  readonly services: Pick<Services, 'stores' | 'messengers' | 'sign' | 'rules'>;
  readonly dispatcher: () => OnceDispatcher;
  readonly now: () => number;
  readonly log: { warn(facts: object, message: string): void };
}

/** Reads what people wrote in their DMs while nobody listened. */
export interface CatchUp {
  /**
   * Handles what somebody wrote and nobody heard, and answers it in one message. False: a platform cannot be read now. Never
   * throws.
   */
  person(id: PersonId): Promise<boolean>;
}

export function createCatchUp(deps: CatchUpDependencies): CatchUp {
  const { services, now, log } = deps;
  const { stores, messengers, sign, rules } = services;
  const running = new Map<PersonId, Promise<boolean>>();

  /** Where they write to the bot. Whose of several accounts the DM of the prompts is, only the platforms know. */
  async function dmsOf({ identities, dm }: Person): Promise<readonly (readonly [Identity, Destination])[]> {
    const [only, ...others] = identities;
    if (only && others.length === 0) return dm && dm.closedAt === undefined ? [[only, dm]] : [];
    const found: (readonly [Identity, Destination])[] = [];
    for (const identity of identities) {
      const opened = await messengers.get(identity.platform)?.openDm(identity);
      if (opened?.ok) found.push([identity, opened.destination]);
    }
    return found;
  }

  async function catchUp(id: PersonId): Promise<boolean> {
    const person = await stores.people.find(id);
    if (!person) return true;
    const since = Math.max(person.joinedAt, now() - lookBackMs);
    const { typedReadTo = since } = person;
    const from = Math.max(since, Math.min(typedReadTo, now() - readAgainMs));
    let newest = typedReadTo;
    let isWhole = true;
    for (const [identity, dm] of await dmsOf(person)) {
      const messenger = messengers.get(dm.platform);
      if (!messenger?.missed) continue;
      const missed = await messenger.missed(identity, dm, from);
      isWhole &&= missed?.isWhole === true;
      if (!missed || missed.messages.length === 0) continue;
      await handle(person, identity, dm, missed.messages);
      newest = Math.max(newest, ...missed.messages.map(writtenAt));
    }
    // What one platform does not say now, or not all of it, is read from the same instant the next time.
    if (!isWhole || newest <= typedReadTo) return isWhole;
    await updatePerson(stores.people, person, { now: now(), tzdb: rules.tzdb }, (current) =>
      (current.typedReadTo ?? 0) >= newest ? current : { ...current, typedReadTo: newest },
    );
    return true;
  }

  async function handle(
    person: Person,
    identity: Identity,
    dm: Destination,
    missed: readonly Incoming[],
  ): Promise<void> {
    const replies: RenderedReply[] = [];
    for (const incoming of missed) {
      for (const one of [incoming, ...editOf(incoming)]) {
        const outcome = await deps.dispatcher().dispatch({ ...one, caughtUp: true });
        if (outcome.type === 'reply') replies.push(outcome.reply);
      }
    }
    const key = missed.at(-1)?.eventId ?? '';
    const logged = replies.filter((it) => it.code === 'logged');
    const others = replies.filter((it) => !logged.includes(it)).slice(-otherAnswers);
    const told = logged.length > 1 ? [await summary(person, logged)] : logged;
    for (const [index, answer] of [...told, ...others].entries()) {
      const reply = index === 0 ? await withNews(person, answer, key) : answer;
      const sent = await messengers.get(dm.platform)?.send(dm, reply, `${person.id}:typed:${key}:${index}`);
      if (sent?.ok) continue;
      log.warn({ reason: sent?.reason }, 'an answer to what was read later did not get through');
      const loss = sent?.kind === 'uncertain' ? 'unknown' : 'lost';
      await deps.dispatcher().undelivered(identity, reply, loss);
    }
  }

  /** The first of the answers tells what happened to the streak (S13), by all that was read. */
  async function withNews(person: Person, answer: RenderedReply, key: string): Promise<RenderedReply> {
    const current = await stores.people.find(person.id);
    if (!current || answer.visibility !== 'private') return answer;
    return withStreakNewsSigned({ now: now(), eventId: `caught-up:${key}`, services }, current, answer);
  }

  async function summary(person: Person, logged: readonly RenderedReply[]): Promise<RenderedReply> {
    const ids = logged.flatMap((it) => it.saved ?? []);
    const found = await Promise.all(ids.map((id) => stores.entries.find(person.id, id)));
    const entries = found.filter((it): it is Entry => it !== undefined);
    const today = dayAt(person.clocks, now());
    const communities = await communitiesOf(stores, person);
    const current = (await stores.people.find(person.id)) ?? person;
    const reply = caughtUpText(
      entries.map(({ text, day }) => ({ text, day: dayText(day, today, person.language) })),
      typingAudience(current, { communities }),
    );
    const left = logged.flatMap((it) => it.leftOutNote ?? []);
    const text = joined([reply.text, ...left]);
    return { ...sign(reply), text, saved: entries.map((it) => it.id) };
  }

  return {
    person(id) {
      const before = running.get(id);
      if (before) return before;
      const work = catchUp(id)
        .catch((error: unknown) => {
          log.warn({ err: error }, 'a DM could not be read');
          return false;
        })
        .finally(() => running.delete(id));
      running.set(id, work);
      return work;
    },
  };
}

const writtenAt = ({ interaction }: Incoming): number =>
  interaction.type === 'message' ? interaction.message.at : 0;

/** A message that was edited since is handled as it stands; if it was handled before that, the edit follows. */
function editOf(incoming: Incoming): readonly Incoming[] {
  const { interaction } = incoming;
  if (interaction.type !== 'message' || interaction.message.editedAt === undefined) return [];
  return [{ ...incoming, ...messageEdited(interaction.message) }];
}
