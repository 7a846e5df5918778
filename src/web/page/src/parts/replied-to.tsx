import type { Message } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { CloseIcon, ReplyIcon } from './icons.tsx';

const shownLetters = 120;
const shown = (text: string): string => text.replace(/\s+/g, ' ').slice(0, shownLetters);

/** What a message replies to, above it; a press goes there. */
export function RepliedTo({ id }: { id: string }) {
  const { state } = useApp();
  const message = state.threads[state.open]?.messages.find((it) => it.id === id);
  if (!message)
    return (
      <p class="replied">
        <ReplyIcon size={14} /> <span class="replied-words">An earlier message</span>
      </p>
    );
  const go = () => document.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: 'center' });
  return (
    <p class="replied">
      <ReplyIcon size={14} />
      <button type="button" class="replied-words" onClick={go}>
        <span class="sr-only">In reply to </span>
        <strong>{message.author}</strong> {shown(message.text)}
      </button>
    </p>
  );
}

/** What the next words reply to, above the composer. */
export function ReplyingTo({ message }: { message: Message }) {
  const { act } = useApp();
  return (
    <p class="replying" id="replying">
      <ReplyIcon size={16} />
      <span class="replied-words">
        Replying to <strong>{message.author}</strong> {shown(message.text)}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label="Don't reply to it"
        onClick={() => act.replyTo(undefined)}
      >
        <CloseIcon size={16} />
      </button>
    </p>
  );
}
