import { elementsOf, type Placed } from '../../../fakes/slack/block-kit/elements.ts';
import type { Choice } from '../../../fakes/slack/driver/choose.ts';
import type { Surface } from '../../../fakes/slack/driver/surface.ts';
import { type Answer, FakeMessage, type FakeUser, type FakeView } from '../../../fakes/slack/index.ts';
import { objectsIn, text } from '../../../fakes/slack/json.ts';
import type { House } from '../house.ts';

/** Something to press, or a choice of a menu, by the name of what it does. */
export interface Usable {
  readonly action: string;
  readonly on: Surface;
  readonly placed: Placed;
  readonly choice?: string;
}

/** The name in a signed id. */
export const nameOf = (id: string): string => id.split('~')[0] ?? '';

/** What members see, apart from the form and the Home tab that they have open: what they were answered, and their DM. */
export class Screens {
  readonly #house: House;
  readonly #told = new Map<string, FakeMessage[]>();

  constructor(house: House) {
    this.#house = house;
    house.slack.onEffect(({ kind, userId, message }) => {
      if (kind !== 'ephemeral' || !userId || !message) return;
      this.#told.set(userId, [...(this.#told.get(userId) ?? []), new FakeMessage(message)].slice(-4));
    });
  }

  /** The messages with buttons that somebody may scroll to, the newest last. */
  messagesOf(user: FakeUser): readonly FakeMessage[] {
    const dm = this.#house.slack.messages(user.dm).filter((it) => it.record.byBot);
    return [...(this.#told.get(user.id) ?? []), ...dm.slice(-12)];
  }

  /** All that can be used. Whoever has a modal before them can use nothing else. */
  usablesOf(user: FakeUser): readonly Usable[] {
    if (user.modal) return usablesOn(user.modal);
    return [...(user.home ? [user.home] : []), ...this.messagesOf(user)].flatMap(usablesOn);
  }
}

export function usablesOn(on: Surface): readonly Usable[] {
  return elementsOf(on.blocks).flatMap((placed): Usable[] => {
    const { element, block } = placed;
    const id = text(element.action_id);
    if (block.type === 'input') return [];
    const values = objectsIn(element.options).map((it) => text(it.value));
    switch (element.type) {
      case 'button':
        return [{ action: nameOf(text(element.value)), on, placed }];
      case 'overflow':
        return values.map((choice) => ({ action: nameOf(choice), on, placed, choice }));
      case 'static_select':
        return values.map((choice) => ({
          action: nameOf(id.replace(/^select:/, '')),
          on,
          placed,
          choice,
        }));
      case 'external_select':
        return [{ action: nameOf(id.split(':').slice(4).join(':')), on, placed }];
      default:
        return [];
    }
  });
}

/** Uses it; an external select is asked for what begins like `typed`, and nothing is chosen where it offers nothing. */
export async function use(
  user: FakeUser,
  { on, placed, choice }: Usable,
  typed = '',
): Promise<Answer | undefined> {
  const wanted = { element: placed.element };
  switch (placed.element.type) {
    case 'button':
      return user.press(on, wanted);
    case 'overflow':
      return user.overflow(on, wanted, choice ?? '');
    case 'static_select':
      return user.select(on, wanted, choice ?? '');
    default: {
      // The Home tab may be drawn anew while one types.
      const picker = text(placed.element.action_id);
      const found = await user.suggest(on, picker, typed);
      const first = found.options[0];
      return first && user.select(on, picker, text(first.value), { typed });
    }
  }
}

/** Uses the global shortcut; it has been met where it opened its form. */
export async function logToday(user: FakeUser, met: Set<string>): Promise<Answer> {
  const answer = await user.shortcut('log-today');
  if (answer.view && fieldsOf(answer.view).length > 0) met.add('shortcut log-today');
  return answer;
}

/** The fields of a form, if it is one. */
export const fieldsOf = (view: FakeView): readonly Placed[] =>
  elementsOf(view.blocks).filter(({ block }) => block.type === 'input');

/**
 * Fills a form in and sends it. `fill` gives what is written into a field of text, or which of the choices is taken (by its
 * place); undefined leaves a field as it is.
 */
export async function send(
  user: FakeUser,
  view: FakeView,
  fill: (field: string, choices: readonly string[]) => string | undefined,
): Promise<Answer> {
  const values: Record<string, Choice> = {};
  for (const { element, block } of fieldsOf(view)) {
    const field = text(block.block_id);
    const external = element.type === 'external_select';
    const typed = external ? (fill(field, []) ?? '') : '';
    const offered = external
      ? (await user.suggest(view, { element }, typed)).options
      : objectsIn(element.options);
    const choices = offered.map((it) => text(it.value));
    const wanted = external ? (choices.includes(typed) ? typed : choices[0]) : fill(field, choices);
    if (wanted === undefined) continue;
    if (external) await user.select(view, { element }, wanted, { typed });
    else values[field] = wanted;
  }
  return user.submitView(view, values);
}
