import type { Channel } from '../state/types.ts';
import { useApp } from '../state/use-app.ts';
import { BotAvatar } from './avatar.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { BellOffIcon, CloseIcon, HashIcon, SearchIcon } from './icons.tsx';
import { MemberMenu } from './member-menu.tsx';
import { ThemeButton } from './theme-button.tsx';

const isMac = /^Mac/.test(navigator.platform);

export function Sidebar({ onPick }: { onPick: () => void }) {
  const { state, act } = useApp();
  const me = state.members.find((it) => it.id === state.me);
  const entry = (channel: Channel) => (
    <li key={channel.id}>
      <button
        type="button"
        class={channel.id === state.open ? 'place current' : channel.unread > 0 ? 'place unread' : 'place'}
        aria-current={channel.id === state.open ? 'page' : undefined}
        onClick={() => {
          void act.open(channel.id);
          onPick();
        }}
      >
        {channel.kind === 'dm' ? <BotAvatar size="small" /> : <HashIcon />}
        <span class="place-name">{channel.name}</span>
        {channel.kind === 'dm' && me?.dmOpen === false && (
          <span class="place-state" title="DMs are closed">
            <BellOffIcon size={16} />
          </span>
        )}
        {channel.unread > 0 && (
          <span class="count">
            {channel.unread > 99 ? '99+' : channel.unread}
            <span class="sr-only"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
  return (
    <>
      <header class="brand">
        <img src="/playground/mark.svg" alt="" width="32" height="32" />
        <p>
          Shipmate <span>playground</span>
        </p>
        <ThemeButton />
        <button type="button" class="icon-button only-phone" aria-label="Close the menu" onClick={onPick}>
          <CloseIcon />
        </button>
      </header>
      <MemberMenu onPick={onPick} />
      <button type="button" class="go-to" onClick={() => act.show('switcher')}>
        <SearchIcon size={16} /> Go to <kbd class="only-keys">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <nav class="places" aria-label="Channels and direct messages">
        <h2>Channels</h2>
        <ul>{state.channels.filter((it) => it.kind === 'channel').map(entry)}</ul>
        <h2>Direct messages</h2>
        <ul>{state.channels.filter((it) => it.kind === 'dm').map(entry)}</ul>
      </nav>
      <ClockPanel />
    </>
  );
}
