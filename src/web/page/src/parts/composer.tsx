import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../state/use-app.ts';
import { useCompletion } from '../state/use-completion.ts';
import { CompletionList } from './completion-list.tsx';
import { SendIcon } from './icons.tsx';
import { OptionHints } from './option-hints.tsx';
import { ReplyingTo } from './replied-to.tsx';

const tallest = 220;

/** Where one writes. Enter sends, Shift+Enter breaks the line, Tab completes, ArrowUp in an empty field brings the last one back. */
export function Composer() {
  const { state, act } = useApp();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [caret, setCaret] = useState(0);
  const [last, setLast] = useState<Readonly<Record<string, string>>>({});
  const field = useRef<HTMLTextAreaElement>(null);
  const wantedCaret = useRef<number | undefined>(undefined);
  // A draft stays with its member, in its place.
  const here = `${state.me} ${state.open}`;
  const text = drafts[here] ?? '';
  const lastWords = last[state.me ?? ''] ?? '';
  const completion = useCompletion(text, caret);
  const channel = state.channels.find((it) => it.id === state.open);
  const repliedTo = state.threads[state.open]?.messages.find((it) => it.id === state.replyingTo);

  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, tallest)}px`;
    if (wantedCaret.current !== undefined) box.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = undefined;
  }, [text]);
  useLayoutEffect(() => {
    setCaret(text.length);
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [state.open, state.me]);

  useLayoutEffect(() => {
    if (state.replyingTo !== undefined) field.current?.focus();
  }, [state.replyingTo]);

  const write = (next: string, place = here) => setDrafts((all) => ({ ...all, [place]: next }));

  function change(next: string, at: number): void {
    wantedCaret.current = at;
    write(next);
    setCaret(at);
  }

  function take(index: number): void {
    const taken = completion.take(index);
    if (!taken) return;
    change(taken.text, taken.caret);
    field.current?.focus();
  }

  function append(option: string): void {
    const next = `${text.trimEnd()} ${option}:`;
    change(next, next.length);
    field.current?.focus();
  }

  async function send(): Promise<void> {
    const words = text.trim();
    if (words === '' || state.waiting) return;
    change('', 0);
    setLast((all) => ({ ...all, [state.me ?? '']: words }));
    if (!(await act.say(words))) write(words, here);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { items, active, isOpen } = completion;
    if (event.isComposing) return;
    if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      completion.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (isOpen && event.key === 'Escape') {
      completion.dismiss();
    } else if (repliedTo && event.key === 'Escape') {
      act.replyTo(undefined);
    } else if (isOpen && event.key === 'Tab' && !event.shiftKey) {
      take(Math.max(active, 0));
    } else if (isOpen && event.key === 'Enter' && !event.shiftKey && items[active]) {
      take(active);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      void send();
    } else if (event.key === 'ArrowUp' && text === '' && lastWords !== '') {
      change(lastWords, lastWords.length);
    } else {
      return;
    }
    event.preventDefault();
  }

  const isDm = channel?.kind === 'dm';
  const place = isDm ? 'Shipmate' : `#${channel?.name ?? ''}`;
  const hint = isDm ? 'What you built, or / for commands' : 'Type / for commands';
  const { items, active, isOpen } = completion;
  return (
    <div class="composer-area">
      {isOpen && (
        <CompletionList items={items} active={active} onTake={take} onHover={completion.setActive} />
      )}
      {repliedTo && <ReplyingTo message={repliedTo} />}
      <OptionHints text={text} caret={caret} onPick={append} />
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={hint}
          aria-label={`Message ${place}`}
          aria-describedby={repliedTo ? 'replying' : undefined}
          aria-autocomplete="list"
          aria-controls={isOpen ? 'completions' : undefined}
          aria-activedescendant={isOpen && items[active] ? `completion-${active}` : undefined}
          autocomplete="off"
          spellcheck={!text.startsWith('/')}
          enterkeyhint="send"
          onInput={({ currentTarget: box }) => {
            write(box.value);
            setCaret(box.selectionStart);
          }}
          onSelect={({ currentTarget: box }) => setCaret(box.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send" aria-label="Send" disabled={text.trim() === ''}>
          <SendIcon />
        </button>
      </form>
    </div>
  );
}
