import { eventsUrl, get, post, Refusal } from './api.ts';
import { progressText } from './coach.ts';
import { ownMessageActions } from './own-messages.ts';
import type { Action } from './reduce.ts';
import { remember, remembered } from './storage.ts';
import type { Channel, Choice, Command, Member, Message, Reply, State } from './types.ts';
import { countUse, mostUsedFirst } from './uses.ts';

type Dispatch = (action: Action) => void;
interface Page {
  readonly messages: readonly Message[];
  readonly more: boolean;
  readonly rev: number;
}
export interface Replies {
  readonly replies: readonly (Reply | Message)[];
}

export type Actions = ReturnType<typeof createActions>;

/** Everything that the page does, with its effects. `state` reads the present one. */
export function createActions(state: () => State, dispatch: Dispatch) {
  let stream: EventSource | undefined;
  let toastId = 0;
  let membersTimer: number | undefined;

  function toast(text: string, kind: 'error' | 'info' = 'error'): void {
    toastId += 1;
    const id = toastId;
    dispatch({ type: 'toast', toast: { id, text, kind } });
    window.setTimeout(() => dispatch({ type: 'toast-gone', id }), 8000);
  }

  /** Tells a refusal as a toast; the rest of the page goes on. */
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      toast(error instanceof Refusal ? error.message : 'Something went wrong in this page.');
      return undefined;
    }
  }

  const looksAt = (channel: string) => state().open === channel && document.visibilityState === 'visible';

  async function refreshMembers(): Promise<void> {
    const { members } = await get<{ members: readonly Member[] }>('members');
    dispatch({ type: 'members', members });
  }

  function refreshMembersSoon(): void {
    window.clearTimeout(membersTimer);
    membersTimer = window.setTimeout(() => void refreshMembers().catch(() => undefined), 250);
  }

  async function refreshClock(): Promise<void> {
    const { me } = state();
    const it = await get<{ now: string; movable: boolean; nextPrompt?: string }>('clock', { member: me });
    dispatch({
      type: 'clock',
      clock: {
        aheadMs: Date.parse(it.now) - Date.now(),
        movable: it.movable,
        nextPrompt: it.nextPrompt ? Date.parse(it.nextPrompt) : undefined,
      },
    });
  }

  async function markRead(channel: string): Promise<void> {
    const { me, threads } = state();
    const last = threads[channel]?.messages.at(-1)?.seq;
    dispatch({ type: 'read', channel });
    if (me === undefined || last === undefined) return;
    await post('read', { member: me, channel, seq: last }).catch(() => undefined);
    refreshMembersSoon();
  }

  async function loadThread(channel: string): Promise<number> {
    const { me, channels } = state();
    const place = channel === 'dm' ? { dm: me } : { channel };
    const page = await get<Page>('messages', { ...place, member: me, limit: 60 });
    const unread = channels.find((it) => it.id === channel)?.unread ?? 0;
    const others = page.messages.filter((it) => it.authorId !== me);
    const readUpTo = unread > 0 ? (others[others.length - unread]?.seq ?? 1) - 1 : Number.MAX_SAFE_INTEGER;
    dispatch({ type: 'page', channel, ...page, where: 'whole', readUpTo });
    return page.rev;
  }

  async function open(channel: string): Promise<void> {
    remember('channel', channel);
    dispatch({ type: 'opened', channel });
    await attempt(async () => {
      await loadThread(channel);
      await markRead(channel);
    });
  }

  /** Looks through this member's eyes from now on. */
  async function enter(member: string, wanted = state().open): Promise<void> {
    await attempt(async () => {
      stream?.close();
      const { channels } = await get<{ channels: readonly Channel[] }>('channels', { member });
      const channel = channels.some((it) => it.id === wanted) ? wanted : 'general';
      remember('member', member);
      dispatch({ type: 'entered', me: member, channels, open: channel });
      const rev = await loadThread(channel);
      listen(member, rev);
      await Promise.all([refreshClock(), markRead(channel)]);
    });
  }

  function listen(member: string, after: number): void {
    const source = new EventSource(eventsUrl(member, after));
    stream = source;
    const on = (type: string, act: (data: never) => void) =>
      source.addEventListener(type, (event) => {
        if (stream === source) act(JSON.parse((event as MessageEvent<string>).data) as never);
      });
    source.onopen = () => stream === source && dispatch({ type: 'connection', connection: 'live' });
    source.onerror = () => {
      if (stream !== source) return;
      dispatch({ type: 'connection', connection: 'lost' });
      if (source.readyState === EventSource.CLOSED)
        window.setTimeout(() => stream === source && void enter(member), 2000);
    };
    on('message', (message: Message) => receive(message));
    on('removed', ({ id, channel }: { id: string; channel: string }) =>
      dispatch({ type: 'removed', id, channel }),
    );
    on('members', refreshMembersSoon);
    on('activity', refreshMembersSoon);
    on('reset', () => void enter(member));
    on('clock', ({ now, from, target }: { now: string; from?: string; target?: string }) => {
      const at = Date.parse(now);
      const journey =
        from && target ? { from: Date.parse(from), now: at, target: Date.parse(target) } : undefined;
      dispatch({ type: 'clock', clock: { aheadMs: at - Date.now(), journey } });
      if (!journey) void refreshClock().catch(() => undefined);
    });
  }

  function receive(message: Message): void {
    const seen = looksAt(message.channel);
    dispatch({ type: 'message', message, seen });
    if (seen) void markRead(message.channel);
    else refreshMembersSoon();
  }

  function take({ replies }: Replies, message?: string): void {
    for (const reply of replies) {
      if ('id' in reply) receive(reply);
      if (reply.form)
        dispatch({ type: 'form', form: { form: reply.form, errors: {}, message, busy: false } });
    }
  }

  async function press(action: string, values: readonly string[], message: string): Promise<void> {
    const key = `${message}|${action}`;
    dispatch({ type: 'pressed', key, on: true });
    await attempt(async () => {
      const body = { member: state().me, action, message, ...(values.length > 0 && { values }) };
      take(await post<Replies>('press', body), message);
      await refreshClock();
    });
    dispatch({ type: 'pressed', key, on: false });
  }

  async function submit(values: Readonly<Record<string, string>>): Promise<void> {
    const { form, me, open: channel } = state();
    if (!form) return;
    dispatch({ type: 'form', form: { ...form, busy: true } });
    const answered = await attempt(() =>
      post<Replies>('press', {
        member: me,
        action: form.form.action,
        values,
        channel,
        ...(form.message && { message: form.message }),
      }),
    );
    const errors = answered?.replies.find((it) => it.errors)?.errors;
    if (answered && !errors) {
      dispatch({ type: 'form', form: undefined });
      take(answered);
      void refreshClock().catch(() => undefined);
    } else {
      dispatch({ type: 'form', form: { ...form, errors: errors ?? form.errors, busy: false } });
    }
  }

  return {
    ...ownMessageActions({ state, dispatch, attempt, take, refreshClock }),
    toast,
    enter,
    open,
    press,
    submit,

    async begin(): Promise<void> {
      await attempt(async () => {
        const [{ commands }] = await Promise.all([
          get<{ commands: readonly Command[] }>('commands'),
          refreshMembers(),
          refreshClock(),
        ]);
        dispatch({ type: 'commands', commands: mostUsedFirst(commands) });
        const { members } = state();
        const known = members.find((it) => it.id === remembered('member')) ?? members[0];
        if (known) await enter(known.id, remembered('channel') ?? 'general');
      });
      dispatch({ type: 'loaded' });
    },

    /** The refusal in words, or undefined when the member is in. */
    async join(name: string, zone: string): Promise<string | undefined> {
      try {
        if (state().members.length === 0) remember('coach', progressText({ step: 'log', since: 0 }));
        const joined = await post<Replies & { member: Member }>('members', { name, zone });
        const { member } = joined;
        const last = joined.replies.findLast((it) => 'seq' in it);
        if (last) await post('read', { member: member.id, channel: 'general', seq: last.seq });
        await refreshMembers();
        await enter(member.id, 'general');
        dispatch({ type: 'dialog', dialog: undefined });
        return undefined;
      } catch (error) {
        return error instanceof Refusal ? error.message : 'Something went wrong in this page.';
      }
    },

    /** False when it was not said, so that the words stay in the composer. */
    async say(text: string): Promise<boolean> {
      const { me, open: channel, replyingTo: repliesTo } = state();
      dispatch({ type: 'waiting', on: true });
      const answered = await attempt(() => post<Replies>('say', { member: me, channel, text, repliesTo }));
      if (answered) {
        if (state().replyingTo === repliesTo) dispatch({ type: 'replying', to: undefined });
        take(answered);
        countUse(text);
        // What was logged or set may move the next prompt.
        await refreshClock().catch(() => undefined);
      }
      dispatch({ type: 'waiting', on: false });
      return answered !== undefined;
    },

    async suggest(command: string, subcommand: string | undefined, option: string, typed: string) {
      const { me, open: channel } = state();
      const query = { member: me, channel, command, subcommand, option, typed };
      return (await get<{ choices: readonly Choice[] }>('suggest', query)).choices;
    },

    async older(): Promise<void> {
      const { me, open: channel, threads } = state();
      const before = threads[channel]?.messages[0]?.seq;
      const place = channel === 'dm' ? { dm: me } : { channel };
      await attempt(async () => {
        const page = await get<Page>('messages', { ...place, member: me, before, limit: 60 });
        dispatch({ type: 'page', channel, ...page, where: 'before' });
      });
    },

    async moveClock(request: { to: string } | { advance: string }): Promise<void> {
      await attempt(() => post('clock', request));
    },

    /** To the member's next prompt, by what the bot knows now. */
    async toNextPrompt(): Promise<void> {
      await attempt(async () => {
        await refreshClock();
        const { nextPrompt } = state().clock;
        if (nextPrompt !== undefined) await post('clock', { to: new Date(nextPrompt).toISOString() });
      });
    },

    async setDm(member: string, isOpen: boolean): Promise<void> {
      await attempt(async () => {
        await post('members/dm', { member, open: isOpen });
        await refreshMembers();
        toast(isOpen ? 'DMs are open again.' : "DMs are closed: Shipmate can't DM you now.", 'info');
      });
    },

    closeForm: () => dispatch({ type: 'form', form: undefined }),
    show: (dialog: State['dialog']) => dispatch({ type: 'dialog', dialog }),
    dropToast: (id: number) => dispatch({ type: 'toast-gone', id }),
    seenAgain: () => void markRead(state().open),
  };
}
