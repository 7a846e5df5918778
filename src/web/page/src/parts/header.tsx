import { timeText } from '../state/time.ts';
import { useApp, useMe } from '../state/use-app.ts';
import { BotAvatar } from './avatar.tsx';
import { HashIcon, MenuIcon } from './icons.tsx';

export function Header({ onMenu, menuOpen }: { onMenu: () => void; menuOpen: boolean }) {
  const { state } = useApp();
  const me = useMe();
  const channel = state.channels.find((it) => it.id === state.open);
  const unread = state.channels.some((it) => it.id !== state.open && it.unread > 0);
  const now = state.clock.journey?.now ?? Date.now() + state.clock.aheadMs;
  return (
    <header class="top">
      <button
        type="button"
        class="icon-button only-phone"
        aria-label={unread ? 'Menu, unread messages' : 'Menu'}
        aria-expanded={menuOpen}
        onClick={onMenu}
      >
        <MenuIcon />
        {unread && <span class="dot" />}
      </button>
      {channel?.kind === 'dm' ? <BotAvatar size="small" /> : <HashIcon />}
      <div class="top-words">
        <h1>{channel?.name}</h1>
        <p>{channel?.topic}</p>
      </div>
      <button
        type="button"
        class="top-clock only-phone"
        onClick={onMenu}
        aria-label="Clock: open the menu to move it"
      >
        {timeText(now, me?.zone ?? 'UTC')}
      </button>
    </header>
  );
}
