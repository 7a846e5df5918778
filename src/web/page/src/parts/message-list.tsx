import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayKey, dayText } from '../state/time.ts';
import type { Message } from '../state/types.ts';
import { useApp, useMe } from '../state/use-app.ts';
import { EmptyPlace } from './empty-place.tsx';
import { ChevronIcon } from './icons.tsx';
import { MessageRow } from './message.tsx';

const togetherMs = 5 * 60_000;
const nearEnd = 120;
const farFromEnd = 600;

export function MessageList() {
  const { state, act } = useApp();
  const me = useMe();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const before = useRef({ first: '', height: 0, top: 0 });
  const [farAway, setFarAway] = useState(false);
  const thread = state.threads[state.open];
  const messages = thread?.messages ?? [];
  const zone = me?.zone ?? 'UTC';
  const now = Date.now() + state.clock.aheadMs;

  const toEnd = () => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  useLayoutEffect(() => {
    atEnd.current = true;
    toEnd();
  }, [state.open, state.me, thread !== undefined]);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [messages, state.waiting]);
  const first = `${state.open} ${messages[0]?.id}`;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const { height, top } = before.current;
    const olderCame = before.current.first !== first && before.current.first.startsWith(`${state.open} `);
    // What was being read stays where it was when older messages come in above.
    if (olderCame && !atEnd.current) box.scrollTop = box.scrollHeight - height + top;
    before.current = { first, height: box.scrollHeight, top: box.scrollTop };
  });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const follow = new ResizeObserver(() => atEnd.current && toEnd());
    follow.observe(box);
    if (box.firstElementChild) follow.observe(box.firstElementChild);
    return () => follow.disconnect();
  }, []);

  const firstNew = messages.find((it) => it.seq > (thread?.readUpTo ?? 0) && it.authorId !== state.me);
  return (
    <div class="scroll-frame">
      <div
        class="scroller"
        ref={scroller}
        tabIndex={-1}
        onScroll={({ currentTarget: box }) => {
          const left = box.scrollHeight - box.scrollTop - box.clientHeight;
          if (left < nearEnd) atEnd.current = true;
          else if (box.scrollTop < lastTop.current) atEnd.current = false;
          lastTop.current = box.scrollTop;
          before.current = { ...before.current, height: box.scrollHeight, top: box.scrollTop };
          setFarAway(left > farFromEnd);
        }}
      >
        <div class="scroll-content">
          {thread?.more ? (
            <button type="button" class="button button-secondary older" onClick={act.older}>
              Show older messages
            </button>
          ) : (
            <EmptyPlace />
          )}
          <ol class="messages" aria-label="Messages">
            {messages.map((message, index) => {
              const before = messages[index - 1];
              const at = Date.parse(message.at);
              const newDay = !before || dayKey(Date.parse(before.at), zone) !== dayKey(at, zone);
              const isFirstNew = message === firstNew;
              return (
                <Fragment key={message.id}>
                  {newDay && (
                    <li class="divider">
                      <span>{dayText(at, now, zone)}</span>
                    </li>
                  )}
                  {isFirstNew && (
                    <li class="divider divider-new">
                      <span>New</span>
                    </li>
                  )}
                  <MessageRow
                    message={message}
                    author={state.members.find((it) => it.id === message.authorId)}
                    zone={zone}
                    follows={!newDay && !isFirstNew && follows(message, before)}
                  />
                </Fragment>
              );
            })}
          </ol>
          {state.waiting && <p class="waiting">Shipmate is at it…</p>}
        </div>
      </div>
      {farAway && (
        <button type="button" class="button button-secondary to-end" onClick={toEnd}>
          <ChevronIcon size={16} /> To the newest
        </button>
      )}
    </div>
  );
}

function follows(message: Message, before: Message | undefined): boolean {
  return (
    before !== undefined &&
    before.authorId === message.authorId &&
    before.visibleTo === message.visibleTo &&
    message.answers === undefined &&
    message.repliesTo === undefined &&
    Date.parse(message.at) - Date.parse(before.at) < togetherMs
  );
}
