import type { Message } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { ChevronIcon } from './icons.tsx';

export function ReplySelect({
  message,
  select,
}: {
  message: Message;
  select: NonNullable<Message['select']>;
}) {
  const { state, act } = useApp();
  const busy = state.pressed.includes(`${message.id}|${select.action}`);
  return (
    <span class="select-box">
      <select
        class="select"
        aria-label={select.placeholder}
        disabled={busy}
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = '';
          if (value !== '') void act.press(select.action, [value], message.id);
        }}
      >
        <option value="">{select.placeholder}</option>
        {select.choices.map((it) => (
          <option key={it.value} value={it.value}>
            {it.hint ? `${it.label} · ${it.hint}` : it.label}
          </option>
        ))}
      </select>
      <ChevronIcon size={16} />
    </span>
  );
}
