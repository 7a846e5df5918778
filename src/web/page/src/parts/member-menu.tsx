import { useRef, useState } from 'preact/hooks';
import { useApp, useMe } from '../state/use-app.ts';
import { Avatar } from './avatar.tsx';
import { BellIcon, BellOffIcon, CheckIcon, ChevronIcon, PlusIcon } from './icons.tsx';
import { useMenu } from './use-menu.ts';

/** Whose eyes the page sees through, and what belongs to them: switch, add, open or close their DMs. */
export function MemberMenu({ onPick }: { onPick: () => void }) {
  const { state, act } = useApp();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { close, onKeyDown } = useMenu(box, open, setOpen);

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
