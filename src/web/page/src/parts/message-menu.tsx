import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Message } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { BinIcon, FormIcon, MoreIcon, ReplyIcon } from './icons.tsx';
import { useMenu } from './use-menu.ts';

/** Pixels that the menu takes; where fewer are left below its button, it opens upwards. */
const height = 148;

interface Props {
  readonly message: Message;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}

/** What one can do with a message of the DM: reply to it; one's own words can be changed and deleted. */
export function MessageMenu({ message, open, setOpen }: Props) {
  const { act } = useApp();
  const box = useRef<HTMLDivElement>(null);
  const { close, onKeyDown } = useMenu(box, open, setOpen);

  const item = (icon: ComponentChildren, label: string, run: () => void) => (
    <button
      type="button"
      role="menuitem"
      class="menu-item"
      onClick={() => {
        close();
        run();
      }}
    >
      {icon} {label}
    </button>
  );
  return (
    <div class="message-menu" ref={box}>
      <button
        type="button"
        class="icon-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`What to do with: ${message.author}, ${message.text.slice(0, 60)}`}
        onClick={() => setOpen(!open)}
      >
        <MoreIcon size={18} />
      </button>
      {open && (
        <div
          class={isLow(box.current) ? 'menu upwards' : 'menu'}
          role="menu"
          tabIndex={-1}
          aria-label="Message"
          onKeyDown={onKeyDown}
        >
          {item(<ReplyIcon size={18} />, 'Reply', () => act.replyTo(message.id))}
          {!message.bot && item(<FormIcon size={18} />, 'Edit', () => act.beginEdit(message.id))}
          {!message.bot &&
            item(<BinIcon size={18} />, 'Delete', () => {
              // Its button goes with it.
              document.querySelector<HTMLElement>('.composer textarea')?.focus();
              void act.remove(message.id);
            })}
        </div>
      )}
    </div>
  );
}

function isLow(box: HTMLElement | null): boolean {
  const frame = box?.closest('.scroller')?.getBoundingClientRect();
  return box !== null && frame !== undefined && box.getBoundingClientRect().bottom + height > frame.bottom;
}
