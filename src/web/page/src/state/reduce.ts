import type { Channel, Clock, Command, Member, Message, OpenForm, State, Thread, Toast } from './types.ts';

export type Action =
  | { readonly type: 'members'; readonly members: readonly Member[] }
  | { readonly type: 'commands'; readonly commands: readonly Command[] }
  | { readonly type: 'loaded' }
  | {
      readonly type: 'entered';
      readonly me: string;
      readonly channels: readonly Channel[];
      readonly open: string;
    }
  | { readonly type: 'opened'; readonly channel: string }
  | {
      readonly type: 'page';
      readonly channel: string;
      readonly messages: readonly Message[];
      readonly more: boolean;
      readonly where: 'whole' | 'before';
      readonly readUpTo?: number;
    }
  | { readonly type: 'message'; readonly message: Message; readonly seen: boolean }
  | { readonly type: 'removed'; readonly id: string; readonly channel: string }
  | { readonly type: 'read'; readonly channel: string }
  | { readonly type: 'clock'; readonly clock: Partial<Clock> }
  | { readonly type: 'connection'; readonly connection: State['connection'] }
  | { readonly type: 'form'; readonly form: OpenForm | undefined }
  | { readonly type: 'dialog'; readonly dialog: State['dialog'] }
  | { readonly type: 'pressed'; readonly key: string; readonly on: boolean }
  | { readonly type: 'waiting'; readonly on: boolean }
  | { readonly type: 'replying'; readonly to: string | undefined }
  | { readonly type: 'editing'; readonly message: string | undefined }
  | { readonly type: 'toast'; readonly toast: Toast }
  | { readonly type: 'toast-gone'; readonly id: number };

export const initialState: State = {
  loaded: false,
  members: [],
  channels: [],
  open: 'general',
  threads: {},
  commands: [],
  clock: { aheadMs: 0, movable: true },
  connection: 'connecting',
  pressed: [],
  waiting: false,
  toasts: [],
};

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'members':
      return { ...state, members: action.members };
    case 'commands':
      return { ...state, commands: action.commands };
    case 'loaded':
      return { ...state, loaded: true };
    case 'entered':
      return {
        ...state,
        loaded: true,
        me: action.me,
        channels: action.channels,
        open: action.open,
        threads: {},
        ...nothingInHand,
      };
    case 'opened':
      return { ...state, open: action.channel, ...nothingInHand };
    case 'page':
      return withThread(state, action.channel, pageInto(state.threads[action.channel], action));
    case 'message':
      return withMessage(state, action.message, action.seen);
    case 'removed': {
      const thread = state.threads[action.channel];
      if (!thread) return state;
      const messages = thread.messages.filter((it) => it.id !== action.id);
      return withThread(letGo(state, action.id), action.channel, { ...thread, messages });
    }
    case 'read':
      return withUnread(state, action.channel, () => 0);
    case 'clock':
      return { ...state, clock: { ...state.clock, ...action.clock } };
    case 'connection':
      return { ...state, connection: action.connection };
    case 'form':
      return { ...state, form: action.form };
    case 'dialog':
      return { ...state, dialog: action.dialog };
    case 'pressed': {
      const others = state.pressed.filter((it) => it !== action.key);
      return { ...state, pressed: action.on ? [...others, action.key] : others };
    }
    case 'waiting':
      return { ...state, waiting: action.on };
    case 'replying':
      return { ...state, replyingTo: action.to };
    case 'editing':
      return { ...state, editing: action.message };
    case 'toast':
      return { ...state, toasts: [...state.toasts.slice(-2), action.toast] };
    case 'toast-gone':
      return { ...state, toasts: state.toasts.filter((it) => it.id !== action.id) };
  }
}

const nothingInHand = { replyingTo: undefined, editing: undefined } as const;

/** A message that is gone is neither replied to nor changed. */
const letGo = (state: State, id: string): State => ({
  ...state,
  replyingTo: state.replyingTo === id ? undefined : state.replyingTo,
  editing: state.editing === id ? undefined : state.editing,
});

const withThread = (state: State, channel: string, thread: Thread): State => ({
  ...state,
  threads: { ...state.threads, [channel]: thread },
});

const withUnread = (state: State, channel: string, change: (unread: number) => number): State => ({
  ...state,
  channels: state.channels.map((it) => (it.id === channel ? { ...it, unread: change(it.unread) } : it)),
});

function pageInto(thread: Thread | undefined, page: Extract<Action, { type: 'page' }>): Thread {
  const known = page.where === 'before' ? (thread?.messages ?? []) : [];
  return {
    messages: merged(page.messages, known),
    more: page.more,
    readUpTo: page.readUpTo ?? thread?.readUpTo ?? 0,
  };
}

/** `seen`: the member looks at the place right now. */
function withMessage(state: State, message: Message, seen: boolean): State {
  const thread = state.threads[message.channel];
  const known = thread?.messages.some((it) => it.id === message.id) ?? false;
  const own = message.authorId === state.me;
  let next = state;
  if (thread) {
    const isOlderThanPage = thread.more && message.seq < (thread.messages[0]?.seq ?? 0);
    if (!isOlderThanPage) {
      next = withThread(state, message.channel, { ...thread, messages: merged(thread.messages, [message]) });
    }
  }
  const isNews = !known && !own && !seen && message.editedAt === undefined;
  return isNews ? withUnread(next, message.channel, (unread) => unread + 1) : next;
}

/** By `seq`; the later list's version of a message wins. */
function merged(first: readonly Message[], second: readonly Message[]): Message[] {
  const all = new Map(first.map((it) => [it.id, it]));
  for (const message of second) all.set(message.id, message);
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}
