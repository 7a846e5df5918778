import { maskSecrets } from '../../../../src/core/log/masking.ts';
import type { Choice } from '../../../fakes/slack/driver/choose.ts';
import type { Surface } from '../../../fakes/slack/driver/surface.ts';
import { type Answer, type FakeUser, FakeView } from '../../../fakes/slack/index.ts';
import { type Json, objectsIn, text } from '../../../fakes/slack/json.ts';
import type { dice } from '../../dice.ts';
import { hostileTexts } from '../hostile-text.ts';
import { fieldsOf, offersOf, shownBy } from './hands.ts';
import { lines } from './lines.ts';
import { hourMs, type Walk } from './walks/walk.ts';

const zones = ['Europe/Lisbon', 'Asia/Tokyo', 'America/Sao_Paulo', 'Pacific/Chatham'];
const plain = ['shipped it', 'a parser, at last', 'it broke again', 'two lines\nof words', 'x'.repeat(2_900)];
/** What may stand in a field, by the field's name. */
const values: Readonly<Record<string, readonly string[]>> = {
  minutes: ['', '5', '1440', '0', 'many'],
  date: ['', 'today', 'yesterday', '2020-01-01', 'someday'],
  time: ['09:00', '9pm', '21:30', 'noonish'],
  tag: ['', 'redis, node', 'x'.repeat(40)],
  about: ['', 'shortener #redis'],
  project: ['', 'shortener', 'job runner'],
  zone: ['Europe/Lisbon', 'Asia/Tokyo', 'Atlantis'],
};

/** Four members who do anything that is before them. */
export function createPlayer(
  { harness, hands, general, stranger, organiser, clock }: Walk,
  { one, chance, whole }: ReturnType<typeof dice>,
  seed: number,
) {
  // What looks like a secret is masked before it is stored, which is not for the model to know.
  const texts = hostileTexts(300, seed)
    .map((it) => it.replace(/[\u2028\u2029]/g, ' '))
    .filter((it) => maskSecrets(it).masked.length === 0);
  const people = [organiser, ...['ada', 'bob', 'cem'].map((name) => stranger(`${name}-plays`))];
  const last = new Map<string, Surface>();
  const tried = new Set<string>();
  const words = (): string => one([one(texts), one(texts), one(plain), `a & b < c: ${whole(1_000)}`]);
  const place = () => one([general, general, 'dm' as const]);

  /** Takes something of it, what nobody tried yet before anything else. */
  async function takeOf(user: FakeUser, surface: Surface | undefined): Promise<Answer | undefined> {
    const offers = surface ? offersOf(surface) : [];
    const fresh = offers.filter(({ does }) => !tried.has(does));
    const offer = one(fresh.length > 0 && chance(0.7) ? fresh : offers);
    if (!surface || !offer) return undefined;
    tried.add(offer.does);
    return hands.take(user, surface, offer, one(['', 'a', 'redis']));
  }

  const valueFor = (block: Json): Choice => {
    const name = text(block.block_id);
    const options = objectsIn((block.element as Json).options);
    if (options.length > 0) return text(one(options).value);
    const value = one(values[name] ?? [words(), `${words()}\n${words()}`]);
    return value === '' && text((block.element as Json).type) === 'external_select' ? null : value;
  };

  /** Fills in a form, twice at most; or lets it be. */
  async function fill(user: FakeUser, opened: Answer): Promise<Answer> {
    const view = user.modal;
    if (!view || chance(0.1)) return opened;
    const fields = fieldsOf(view).filter((it) => it.optional !== true || chance(0.5));
    const typed = () => Object.fromEntries(fields.map((it) => [text(it.block_id), valueFor(it)]));
    const done = await hands.sends(user, opened, typed());
    return done.errors && user.modal ? hands.sends(user, opened, typed()) : done;
  }

  const deeds: readonly ((user: FakeUser) => Promise<Answer | undefined>)[] = [
    (user) => hands.says(user, `log ${words()}`, place()),
    (user) => hands.says(user, one(lines), place()),
    (user) => hands.says(user, one(lines), place()),
    (user) => takeOf(user, last.get(user.id)),
    (user) => takeOf(user, last.get(user.id)),
    (user) => takeOf(user, last.get(user.id)),
    (user) =>
      takeOf(
        user,
        one(
          harness.slack
            .messages(user.dm)
            .filter((it) => it.record.byBot)
            .slice(-5),
        ),
      ),
    (user) => takeOf(user, one(general.messages.slice(-10))),
    async (user) => takeOf(user, await hands.home(user)),
    async (user) => {
      const id = `message-log-this-as-${one(['progress', 'what-broke'])}`;
      const own = await user.say(general, one(plain));
      return hands.menu(user, id, chance(0.8) ? own : one(general.messages));
    },
    (user) => hands.shortcut(user),
    async (user) => {
      await user.changeProfile({ tz: one(zones) });
      if (chance(0.3)) await hands.writes(user, one(plain));
      return undefined;
    },
    async () => {
      if (chance(0.3)) await clock.forward((1 + whole(12)) * hourMs);
      return undefined;
    },
  ];

  return {
    async act(): Promise<void> {
      const user = one(people);
      const answer = await one(deeds)(user);
      if (!answer) return;
      const isForm = user.modal && answer.view?.id === user.modal.id && fieldsOf(user.modal).length > 0;
      const shown = shownBy(isForm ? await fill(user, answer) : answer);
      if (shown && !(shown instanceof FakeView && fieldsOf(shown).length > 0)) last.set(user.id, shown);
      if (!(shown instanceof FakeView)) await hands.closes(user);
      else if (chance(0.3)) {
        last.delete(user.id);
        await hands.closes(user);
      }
    },
  };
}
