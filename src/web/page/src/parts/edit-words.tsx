import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';

/** The field in which one changes one's own words, in their place. Enter saves, Shift+Enter breaks the line, Escape leaves them. */
export function EditWords({ message }: { message: Message }) {
  const { state, act } = useApp();
  const [text, setText] = useState(message.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const words = text.trim();

  useLayoutEffect(() => {
    const box = field.current;
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }, []);
  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }, [text]);

  const leave = () => act.beginEdit(undefined);
  function save(): void {
    if (words === '' || state.waiting) return;
    if (words === message.text) leave();
    else void act.edit(message.id, words);
  }
  return (
    <form
      class="edit-words"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={text}
        aria-label="Edit your message"
        onInput={({ currentTarget: box }) => setText(box.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Escape') leave();
          else if (event.key === 'Enter' && !event.shiftKey) save();
          else return;
          event.preventDefault();
        }}
      />
      <div class="row">
        <button type="submit" class="button button-primary" disabled={words === ''}>
          Save
        </button>
        <button type="button" class="button button-secondary" onClick={leave}>
          Cancel
        </button>
      </div>
    </form>
  );
}
