import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp, useMe } from '../state/use-app.ts';
import { Avatar } from './avatar.tsx';
import { BellIcon, BellOffIcon, CheckIcon, ChevronIcon, PlusIcon } from './icons.tsx';

/** Whose eyes the page sees through, and what belongs to them: switch, add, open or close their DMs. */
export function MemberMenu({ onPick }: { onPick: () => void }) {
  const { state, act } = useApp();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!open) return undefined;
    box.current?.querySelector<HTMLElement>('.menu [role^=menuitem]')?.focus();
    const outside = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function close(): void {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('.me')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('.menu [role^=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus();
    else if (event.key === 'Tab') setOpen(false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  }

  const elsewhere = state.members.some((it) => it.id !== state.me && it.unreadDm > 0);
  return (
    <div class="member-menu" ref={box}>
      <button
        type="button"
        class="me"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Avatar member={me} />
        <span class="me-words">
          <span class="me-name">{me?.name}</span>
          <span class="me-zone">{me?.zone}</span>
        </span>
        {elsewhere && (
          <span class="dot">
            <span class="sr-only">Another member has unread messages</span>
          </span>
        )}
        <ChevronIcon />
      </button>
      {open && (
        <div class="menu" role="menu" tabIndex={-1} aria-label="Members" onKeyDown={onKeyDown}>
          {state.members.map((it) => (
            <button
              key={it.id}
              type="button"
              role="menuitemradio"
              aria-checked={it.id === state.me}
              class="menu-item"
              onClick={() => {
                close();
                if (it.id !== state.me) void act.enter(it.id);
                onPick();
              }}
            >
              <Avatar member={it} size="small" />
              <span class="menu-words">
                {it.name}
                <small>
                  {it.zone}
                  {it.organiser && ' · organiser'}
                </small>
              </span>
              {it.id === state.me && <CheckIcon />}
              {it.id !== state.me && it.unreadDm > 0 && <span class="count">{it.unreadDm}</span>}
            </button>
          ))}
          <hr />
          <button
            type="button"
            role="menuitem"
            class="menu-item"
            onClick={() => {
              close();
              act.show('add-member');
            }}
          >
            <PlusIcon /> Add someone
          </button>
          {me && (
            <button
              type="button"
              role="menuitem"
              class="menu-item"
              onClick={() => {
                close();
                void act.setDm(me.id, !me.dmOpen);
              }}
            >
              {me.dmOpen ? <BellOffIcon /> : <BellIcon />}
              {me.dmOpen ? `Close ${me.name}'s DMs` : `Open ${me.name}'s DMs`}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
