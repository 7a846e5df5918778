import type { FakeChannel } from '../../../fakes/slack/driver/channel.ts';
import type { Answer, FakeUser } from '../../../fakes/slack/index.ts';
import { type House, until } from '../house.ts';
import { fieldsOf, logToday, type Screens, send, use } from './hands.ts';
import type { Ledger } from './ledger.ts';

/** Goes ways that need steps in their order. What is not where it should be throws. */
export class Walker {
  readonly house: House;
  readonly general: FakeChannel;
  readonly #screens: Screens;
  readonly #ledger: Ledger;

  constructor(house: House, general: FakeChannel, screens: Screens, ledger: Ledger) {
    this.house = house;
    this.general = general;
    this.#screens = screens;
    this.#ledger = ledger;
  }

  async newcomer(name: string, { admin = false, tz = 'UTC' } = {}): Promise<FakeUser> {
    const user = this.house.team.addUser({ name, admin, tz });
    await this.type(user, 'start zone:UTC time:09:00 audience:private');
    return user;
  }

  type(user: FakeUser, line: string): Promise<Answer> {
    return user.slash(this.general, `/shipmate ${line}`);
  }

  logToday(user: FakeUser): Promise<Answer> {
    return logToday(user, this.#ledger.met);
  }

  /** The newest button, menu or choice that does this, as soon as it is there. */
  async press(user: FakeUser, action: string, typed?: string): Promise<Answer | undefined> {
    const found = () => this.#screens.usablesOf(user).findLast((it) => it.action === action);
    await until(() => found() !== undefined).catch(() => {
      const there = this.#screens.usablesOf(user).map((it) => it.action);
      throw new Error(`${user.record.name} is offered no ${action}, but ${[...new Set(there)].join(', ')}`);
    });
    const usable = found();
    return usable && use(user, usable, typed);
  }

  /** Types the line, then does one after the other of what is offered. */
  async go(user: FakeUser, line: string, ...actions: readonly string[]): Promise<void> {
    await this.type(user, line);
    for (const action of actions) await this.press(user, action);
  }

  /** Fills the open form in and sends it; of a menu the first choice is taken unless told. */
  async fill(user: FakeUser, values: Readonly<Record<string, string>>): Promise<Answer> {
    await until(() => user.modal !== undefined && fieldsOf(user.modal).length > 0);
    const { modal } = user;
    if (!modal) throw new Error('the form is gone');
    return send(user, modal, (field) => values[field]);
  }

  async close(user: FakeUser): Promise<void> {
    if (user.modal) await user.closeView(user.modal, { all: true });
  }
}
