import { existsSync } from 'node:fs';
import type { Home } from '../../../src/chat/home.ts';
import { signHome } from '../../../src/chat/home.ts';
import {
  type Incoming,
  type Interaction,
  messageDeleted,
  messageEdited,
  messageWritten,
  type Place,
  type TypedMessage,
} from '../../../src/chat/interaction.ts';
import type { Outcome, RenderedReply } from '../../../src/chat/rendered.ts';
import { homeOf } from '../../../src/interactions/home-page.ts';
import { openBotHarness } from '../../../test/support/bot-harness.ts';
import { logbook, registryWith } from '../../../test/support/planted-commands.ts';
import { type Sent, tourPlatform } from './platform.ts';
import type { Account, Area, Step } from './steps.ts';

/** What the bot said, and after what. */
export interface Message {
  readonly code: string;
  /** 'Ada types `/log`'. */
  readonly after: string;
  readonly note?: string;
  readonly said: RenderedReply | Extract<Outcome, { type: 'form' | 'form-errors' }> | HomeSaid;
}

export interface HomeSaid {
  readonly type: 'home';
  readonly home: Home<{ readonly label: string }>;
}

/** A message that an account sees, with the place in which it stands. */
interface Seen {
  readonly place: Place;
  readonly reply: RenderedReply;
}

/** Nothing of the tour has to outlive it, and a disk would take most of its time. */
const memory = '/dev/shm';
const beginsAt = '2026-11-30 08:00';
const instant = (at: string): number => Date.parse(`${at.replace(' ', 'T')}:00Z`);

const communities = {
  discord: { external: 'rust-lisbon', name: 'Rust Lisbon' },
  slack: { external: 'T0NIGHT', name: 'Night Shift' },
} as const;

const everybody = ['Ada', 'Bob', 'Olga'];

const placeOf = ({ platform, name }: Account, inDm: boolean): Place => ({
  platform,
  ...(platform === 'slack' && { team: communities.slack.external }),
  ...(inDm
    ? { kind: 'dm', channel: `dm-${name}` }
    : { kind: 'channel', channel: 'general', community: communities[platform] }),
});

/** Lives through one area of the tour with a bot of its own, from an empty store on. */
export async function drive({ steps, planted }: Area): Promise<Message[]> {
  let now = instant(beginsAt);
  let ids = 0;
  const { bot, store, logged, close } = await openBotHarness({
    now: () => now,
    newId: () => String(++ids).padStart(16, '0'),
    ...(existsSync(memory) && { folder: memory }),
    ...(planted && { registry: await registryWith(logbook) }),
  });
  const platforms = { discord: tourPlatform('discord'), slack: tourPlatform('slack') };
  for (const [name, { messenger }] of Object.entries(platforms)) bot.messengers.set(name, messenger);

  const messages: Message[] = [];
  const seenBy = new Map<string, Seen[]>();
  const forms = new Map<string, Extract<Outcome, { type: 'form' }>['form'] & { readonly place: Place }>();
  const lastAnswer = new Map<string, RenderedReply>();
  let linkCode = '';
  let events = 0;
  const nameOf = ({ name, platform }: Account): string => `${platform}:${name}`;
  const see = (key: string, seen: Seen): unknown => seenBy.set(key, [seen, ...(seenBy.get(key) ?? [])]);
  const say = (step: Pick<Step, 'silent' | 'note'>, message: Omit<Message, 'note'>): void => {
    if (!step.silent) messages.push({ ...message, ...(step.note !== undefined && { note: step.note }) });
  };

  async function settle(step: Step): Promise<void> {
    await bot.deliveryWorker.drain();
    for (const sent of Object.values(platforms).flatMap((it) => it.takeSent())) deliver(step, sent);
  }

  function deliver(step: Step, { to, reply }: Sent): void {
    const platform = to.platform as Account['platform'];
    const dm = /^dm-(.*)$/.exec(to.channel)?.[1];
    const account: Account = { name: dm ?? 'Ada', platform, organiser: false };
    const seen = { place: placeOf(account, dm !== undefined), reply };
    for (const name of dm === undefined ? everybody : [dm]) see(`${platform}:${name}`, seen);
    const time = new Date(now).toISOString().slice(11, 16);
    const where = dm === undefined ? `In #${to.channel}` : `To ${dm} by DM`;
    say(step.silent ? { silent: true } : {}, {
      code: reply.code,
      after: `${where}, at ${time}`,
      said: reply,
    });
  }

  async function dispatch(
    step: Step & { who: Account },
    place: Place,
    after: string,
    interaction: Interaction,
    eventId = String(++events),
  ) {
    const { who } = step;
    const outcome = await bot.dispatcher.dispatch({
      eventId,
      actor: {
        identity: { platform: who.platform, ...(place.team && { team: place.team }), user: who.name },
        displayName: who.name,
        isOrganiser: who.organiser,
        ...(who.zoneHint && { zoneHint: who.zoneHint }),
      },
      place,
      interaction,
    });
    if (outcome.type === 'choices' || outcome.type === 'nothing')
      throw new Error(`${after} was answered with ${outcome.type}`);
    const code =
      outcome.type === 'reply' ? outcome.reply.code : outcome.type === 'form' ? 'form' : outcome.code;
    if (code === 'unexpected') throw new Error(`${after}: ${JSON.stringify(logged)}`, { cause: logged });
    if (outcome.type === 'form') forms.set(nameOf(who), { ...outcome.form, place });
    if (outcome.type === 'reply') {
      const isPublic = outcome.reply.visibility === 'public';
      for (const name of isPublic ? everybody : [who.name])
        see(nameOf({ ...who, name }), { place, reply: outcome.reply });
      lastAnswer.set(nameOf(who), outcome.reply);
      if (code === 'link-code') linkCode = /\/link (\w+)/.exec(outcome.reply.text.source)?.[1] ?? linkCode;
    }
    const title = outcome.type === 'form' ? `form: ${outcome.form.title}` : code;
    say(step, { code: title, after, said: outcome.type === 'reply' ? outcome.reply : outcome });
  }

  function newest<T>(who: Account, label: string, find: (reply: RenderedReply) => T | undefined) {
    for (const { place, reply } of seenBy.get(nameOf(who)) ?? []) {
      const found = find(reply);
      if (found !== undefined) return { place, found };
    }
    const labels = (seenBy.get(nameOf(who)) ?? [])
      .slice(0, 3)
      .map(({ reply }) => `${reply.code}: ${(reply.buttons ?? []).flat().map((it) => it.label)}`);
    throw new Error(`${who.name} sees no "${label}", but ${labels.join('; ')}`);
  }

  async function act(step: Step): Promise<unknown> {
    switch (step.kind) {
      case 'type': {
        const typed = step.text.replace('{code}', linkCode);
        const text = typed.replace(/^\/(shipmate )?/, '');
        const where = step.inDm ? ' in a DM' : '';
        const after = `${step.who.name} types \`${shortened(typed)}\`${where}`;
        return dispatch(step, placeOf(step.who, step.inDm), after, { type: 'text', text });
      }
      case 'press': {
        const { place, found } = newest(step.who, step.label, ({ buttons = [] }) =>
          buttons.flat().find((it) => it.label === step.label),
        );
        const after = `${step.who.name} presses \`[${step.label}]\``;
        return dispatch(step, place, after, { type: 'press', action: found.id, values: [] });
      }
      case 'choose': {
        const { place, found } = newest(step.who, step.label, ({ select }) => {
          const choice = select?.choices.find((it) => it.label.includes(step.label));
          return select && choice && { id: select.id, ...choice };
        });
        const after = `${step.who.name} chooses “${found.label}”`;
        return dispatch(step, place, after, { type: 'press', action: found.id, values: [found.value] });
      }
      case 'submit': {
        const form = forms.get(nameOf(step.who));
        if (!form) throw new Error(`${step.who.name} has no form open`);
        const filled = Object.fromEntries(form.fields.map((it) => [it.name, it.value ?? '']));
        const values = { ...filled, ...step.values };
        const after = `${step.who.name} sends the form “${form.title}”`;
        return dispatch(step, form.place, after, { type: 'submit', form: form.id, values });
      }
      case 'menu': {
        const { label, author, text } = step;
        const message = { id: text, channelId: 'general', authorId: author.name, text };
        const whose = author === step.who ? 'their own message' : `a message of ${author.name}’s`;
        const after = `${step.who.name} chooses *${label}* in the menu of ${whose}`;
        return dispatch(step, placeOf(step.who, false), after, { type: 'shortcut', label, message });
      }
      case 'write':
        return write(step);
      case 'log-picture': {
        const options = { picture: '1', ...(step.text !== undefined && { text: step.text }) };
        const after = `${step.who.name} uses \`/log${step.text === undefined ? '' : ` text:${step.text}`} picture:…\``;
        return dispatch(step, placeOf(step.who, false), after, { type: 'command', name: 'log', options });
      }
      case 'home':
        return showHome(step);
      case 'lose-answer': {
        const identity = { platform: step.who.platform, user: step.who.name };
        const reply = lastAnswer.get(nameOf(step.who));
        return reply && bot.dispatcher.undelivered(identity, reply, 'lost');
      }
      case 'dm':
        return platforms[step.who.platform].setDm(step.who.name, step.open);
      case 'channel':
        for (const it of Object.values(platforms)) it.setChannel(step.accepts);
        return undefined;
      case 'until':
        return passTime(step, instant(step.at));
    }
  }

  async function write(step: Extract<Step, { kind: 'write' }>): Promise<unknown> {
    const { who, text } = step;
    const { written, unheard } = platforms[who.platform];
    const place = placeOf(who, true);
    const before = [...written.values()].findLast((it) => it.channelId === place.channel);
    if (text === undefined || step.again) {
      if (!before) throw new Error(`${who.name} has written nothing`);
      if (text === undefined) written.delete(before.id);
      if (text === undefined && step.unheard) return undefined;
      const edited = { ...before, text: text ?? '', editedAt: now };
      if (text !== undefined) written.set(before.id, edited);
      const { eventId, interaction } = text === undefined ? messageDeleted(before) : messageEdited(edited);
      const after = text === undefined ? 'deletes that message' : `changes that message to “${text}”`;
      return dispatch(step, place, `${who.name} ${after}`, interaction, eventId);
    }
    const files = (step.files ?? []).map((name) => ({
      id: name,
      name,
      contentType: name.endsWith('.png') ? 'image/png' : 'application/pdf',
      size: 1_000,
    }));
    const message: TypedMessage = {
      id: `m${++events}`,
      channelId: place.channel,
      text,
      at: now,
      ...(files.length > 0 && { files }),
    };
    written.set(message.id, message);
    const { eventId, interaction } = messageWritten(message);
    if (!step.unheard)
      return dispatch(
        step,
        place,
        `${who.name} ${step.files ? `sends ${step.files.join(' and ')} and ` : ''}writes “${shortened(text)}” in the DM`,
        interaction,
        eventId,
      );
    const identity = { platform: who.platform, ...(place.team && { team: place.team }), user: who.name };
    const incoming: Incoming = {
      eventId,
      interaction,
      place,
      actor: { identity, displayName: who.name, isOrganiser: false },
    };
    return unheard.push(incoming);
  }

  async function showHome(step: Extract<Step, { kind: 'home' }>): Promise<void> {
    const { who } = step;
    const place = { ...placeOf(who, true), community: communities[who.platform] };
    const team = place.team && { team: place.team };
    const context = await bot.createContext({
      eventId: String(++events),
      actor: {
        identity: { platform: who.platform, ...team, user: who.name },
        displayName: who.name,
        isOrganiser: who.organiser,
        ...(who.zoneHint && { zoneHint: who.zoneHint }),
      },
      place,
      interaction: { type: 'text', text: '' },
    });
    const home = signHome(bot.jobs.sign, await homeOf(context));
    say(step, { code: 'home', after: `${who.name} opens the Home tab`, said: { type: 'home', home } });
  }

  async function passTime(step: Step, end: number): Promise<void> {
    const before = messages.length;
    const arrive = async (at: number): Promise<void> => {
      await Promise.all(Object.keys(platforms).map((it) => store.outages.beat(it, at)));
      now = at;
      await settle(step);
    };
    for (
      let next = await store.system.nextDueAt();
      next !== undefined && next <= end;
      next = await store.system.nextDueAt()
    ) {
      await arrive(Math.max(next, now));
    }
    await arrive(end);
    // The note is about the message for which the time was passed.
    const last = messages.at(-1);
    if (step.note !== undefined && last && messages.length > before)
      messages.splice(-1, 1, { ...last, note: step.note });
  }

  try {
    for (const platform of Object.keys(platforms)) await store.outages.beat(platform, now);
    for (const step of steps) {
      await act(step);
      await settle(step);
    }
    return messages;
  } finally {
    await close();
  }
}

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
