import { elementsOf, type Placed } from '../../../fakes/slack/block-kit/elements.ts';
import type { FakeChannel } from '../../../fakes/slack/driver/channel.ts';
import type { Choice } from '../../../fakes/slack/driver/choose.ts';
import { labelOf, optionLabel, type Surface } from '../../../fakes/slack/driver/surface.ts';
import { type Answer, FakeMessage, type FakeUser, FakeView } from '../../../fakes/slack/index.ts';
import { type Json, objectsIn, text } from '../../../fakes/slack/json.ts';
import { until } from '../slack-harness.ts';
import { doneBy } from './witness.ts';

/** Something that a member can press or choose. */
export interface Offer {
  readonly placed: Placed;
  readonly does: string;
  readonly label: string;
  /** Which of a menu's choices. */
  readonly value?: string;
}

/** Everything that can be pressed or chosen on a message, a modal or the Home tab; a form's fields are no such things. */
export const offersOf = (surface: Surface): Offer[] =>
  elementsOf(surface.blocks).flatMap((placed) => (placed.block.type === 'input' ? [] : offered(placed)));

function offered(placed: Placed): Offer[] {
  const { element } = placed;
  const id = text(element.action_id);
  const options = objectsIn(element.options).map((it) => ({
    placed,
    label: optionLabel(it),
    value: text(it.value),
  }));
  switch (element.type) {
    case 'button':
      return [{ placed, does: pressDoes(text(element.value)), label: labelOf(placed) }];
    case 'overflow':
      return options.map((it) => ({ ...it, does: doneBy(it.value) }));
    case 'static_select':
      return options.map((it) => ({ ...it, does: doneBy(id.slice('select:'.length)) }));
    case 'external_select':
      return [{ placed, does: doneBy(id.split(':')[4] ?? ''), label: labelOf(placed) }];
    default:
      return [];
  }
}

/** A form that came too late is opened again. */
const pressDoes = (value: string): string => (value.startsWith('{') ? 'again' : doneBy(value));

const seenByOne = ['ephemeral', 'opened', 'pushed', 'updated'];

/** What is before the member after it; of several things the last that only they see. */
export function shownBy(answer: Answer | undefined): Surface | undefined {
  const isTheirs = ({ kind, message }: Answer['effects'][number]) =>
    seenByOne.includes(kind) ||
    (kind === 'update' && (message?.ephemeralFor !== undefined || message?.channel.startsWith('D') === true));
  const last = (wanted: (it: Answer['effects'][number]) => boolean) => answer?.effects.findLast(wanted);
  const effect = last(isTheirs) ?? last(({ kind }) => kind === 'message' || kind === 'update');
  if (effect?.view) return new FakeView(effect.view);
  return effect?.message && new FakeMessage(effect.message);
}

export const fieldsOf = (view: FakeView): Json[] =>
  objectsIn(view.blocks).filter((block) => block.type === 'input');

export interface Judgement {
  /** What was used, by what it is: `overflow on Home`. */
  readonly used: (what: string) => void;
  readonly complain: (what: string) => void;
  /** What somebody typed, for whoever compares it with what is kept. */
  readonly typed: (user: FakeUser, text: string) => void;
}

/** What members do with Slack's client. Everything has to be acknowledged in time, and to show something. */
export function createHands(general: FakeChannel, { used, complain, typed }: Judgement) {
  function judged(user: FakeUser, what: string, answer: Answer, mustShow = true): Answer {
    const about = `${user.record.name}, ${what}`;
    if (answer.clientErrors) return answer;
    if (!answer.acked || answer.failure) complain(`${about}: ${answer.failure ?? 'not acknowledged'}`);
    else if (answer.ackMs > 3_000) complain(`${about}: acknowledged after ${Math.round(answer.ackMs)} ms`);
    else if (mustShow && !answer.errors && !answer.home && !shownBy(answer))
      complain(`${about}: nothing is shown`);
    return answer;
  }

  /** A file or a copy that comes late from something earlier is no answer: that comes by what Slack gave this act for it. */
  async function answered(user: FakeUser, what: string, answer: Answer): Promise<Answer> {
    const isOwn = () => answer.effects.some(({ interaction }) => interaction !== undefined);
    if (answer.acked && !isOwn()) await until(isOwn, 1_000).catch(() => undefined);
    return judged(user, what, answer);
  }

  const where = (surface: Surface): string =>
    surface instanceof FakeMessage
      ? 'in a message'
      : surface.record.type === 'home'
        ? 'on Home'
        : 'in a modal';

  /** Undefined where a menu that is searched has nothing to choose. */
  async function take(
    user: FakeUser,
    surface: Surface,
    offer: Offer,
    search = '',
  ): Promise<Answer | undefined> {
    const { placed, does, value } = offer;
    const type = text(placed.element.type);
    const what = `${does} (${type} ${where(surface)})`;
    if (type === 'external_select') {
      const { options } = await user.suggest(surface, placed, search);
      const found = text(options[0]?.value);
      if (!found) return undefined;
      used(`${type} ${where(surface)}`);
      return answered(user, what, await user.select(surface, placed, found, { typed: search }));
    }
    used(does === 'again' ? 'a form that came too late, opened again' : `${type} ${where(surface)}`);
    const answer =
      type === 'button'
        ? await user.press(surface, placed)
        : type === 'overflow'
          ? await user.overflow(surface, placed, value ?? '')
          : await user.select(surface, placed, value ?? '');
    const isInModal = surface instanceof FakeView && surface.record.type === 'modal';
    return isInModal ? judged(user, what, answer) : answered(user, what, answer);
  }

  /** A client may still show what a message was before, with the buttons of then. */
  const earlier = new Map<string, FakeMessage[]>();
  function asSeen(surface: Surface | undefined, does: string): Surface | undefined {
    if (!(surface instanceof FakeMessage)) return surface;
    const key = `${surface.channel}:${surface.ts}`;
    const states = [...(earlier.get(key) ?? []), surface.snapshot()];
    earlier.set(key, states);
    return states.findLast((it) => offersOf(it).some((offer) => offer.does === does)) ?? surface;
  }

  const hands = {
    take,

    async says(user: FakeUser, line: string, place: FakeChannel | 'dm' = general): Promise<Answer> {
      typed(user, line);
      return answered(user, line, await user.slash(place, `/shipmate ${line}`));
    },

    /** Presses or chooses what does this; `label`: which one, where several do. */
    async uses(
      user: FakeUser,
      on: Surface | Answer | undefined,
      does: string,
      label?: string,
    ): Promise<Answer> {
      const live = on instanceof FakeMessage || on instanceof FakeView || !on ? on : shownBy(on);
      const surface = asSeen(live, does);
      const offers = surface ? offersOf(surface) : [];
      const offer = offers.find((it) => it.does === does && (label === undefined || it.label === label));
      if (!surface || !offer) {
        const known = offers.map((it) => `${it.does} "${it.label}"`).join(', ');
        throw new Error(
          `Nothing does ${does} for ${user.record.name}: ${known || surface?.text || 'nothing'}`,
        );
      }
      const answer = await take(user, surface, offer, label);
      if (!answer) throw new Error(`Nothing to choose for ${does}`);
      return answer;
    },

    /** Fills in the form that was opened and sends it; what came of it stands in the answer that opened it, or in its own. */
    async sends(user: FakeUser, opened: Answer, values: Readonly<Record<string, Choice>>): Promise<Answer> {
      const view = user.modal;
      if (!view) throw new Error(`${user.record.name} has no form before them: ${opened.text}`);
      for (const block of fieldsOf(view)) used(`${text((block.element as Json).type)} in a form`);
      for (const value of Object.values(values)) typed(user, String(value ?? ''));
      const before = opened.effects.length;
      const done = judged(
        user,
        view.title,
        await user.submitView(view, { ...values }, { until: 'ack' }),
        false,
      );
      if (done.errors || done.clientErrors) return done;
      await until(() => opened.effects.length > before || done.effects.length > 0).catch(() =>
        complain(`${user.record.name}, ${view.title}: nothing came of it`),
      );
      return done.effects.length > 0 ? done : opened;
    },

    async home(user: FakeUser): Promise<FakeView> {
      const answer = judged(user, 'Home', await user.openHome());
      used('Home');
      return answer.home ?? (user.home as FakeView);
    },

    /** Types a message in the DM with the bot. */
    async writes(
      user: FakeUser,
      words: string,
      how: Parameters<FakeUser['say']>[2] = {},
    ): Promise<FakeMessage> {
      typed(user, words);
      return user.say('dm', words, how);
    },

    async rewrites(user: FakeUser, message: FakeMessage, words: string): Promise<void> {
      typed(user, words);
      await user.editMessage(message, words);
    },

    async menu(user: FakeUser, id: string, message: FakeMessage): Promise<Answer> {
      used(id);
      typed(user, message.notification);
      return answered(user, id, await user.messageShortcut(id, message));
    },

    async shortcut(user: FakeUser): Promise<Answer> {
      used('log-today');
      return answered(user, 'log-today', await user.shortcut('log-today'));
    },

    closes: async (user: FakeUser): Promise<void> => {
      if (user.modal) await user.closeView(user.modal, { all: true });
    },
  };
  return hands;
}

export type Hands = ReturnType<typeof createHands>;
