import { useRef, useState } from 'preact/hooks';
import { Avatar, BotAvatar } from '../parts/avatar.tsx';
import { HashIcon, PlusIcon, SearchIcon } from '../parts/icons.tsx';
import { useApp } from '../state/use-app.ts';
import { Dialog } from './dialog.tsx';

/** Ctrl+K: to a channel, or behind the eyes of another member. */
export function SwitcherDialog() {
  const { state, act } = useApp();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const close = () => act.show(undefined);

  const all = [
    ...state.channels.map((it) => ({
      id: `go-${it.id}`,
      label: it.kind === 'dm' ? 'Shipmate' : it.name,
      hint: it.kind === 'dm' ? 'Direct messages' : 'Channel',
      icon: it.kind === 'dm' ? <BotAvatar size="small" /> : <HashIcon />,
      run: () => act.open(it.id),
    })),
    ...state.members
      .filter((it) => it.id !== state.me)
      .map((it) => ({
        id: `be-${it.id}`,
        label: it.name,
        hint: `Switch to this member · ${it.zone}`,
        icon: <Avatar member={it} size="small" />,
        run: () => act.enter(it.id),
      })),
  ];
  const found = all.filter((it) =>
    it.label.toLowerCase().includes(typed.trim().toLowerCase().replace(/^#/, '')),
  );
  const at = Math.min(active, found.length - 1);
  const take = (index: number) => {
    const item = found[index];
    close();
    if (item) void item.run();
  };
  const move = (by: number) => {
    const next = (at + by + found.length) % Math.max(1, found.length);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title="Go to" onClose={close} class="switcher" bare>
      <div class="switcher-search">
        <SearchIcon />
        <input
          type="text"
          role="combobox"
          aria-label="Channel or member"
          aria-expanded="true"
          aria-controls="switcher-list"
          aria-activedescendant={found[at] ? found[at].id : undefined}
          autoFocus
          autocomplete="off"
          placeholder="Channel or member"
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') move(1);
            else if (event.key === 'ArrowUp') move(-1);
            else if (event.key === 'Enter') take(at);
            else return;
            event.preventDefault();
          }}
        />
        <kbd class="only-keys">Esc</kbd>
      </div>
      <div class="switcher-list" id="switcher-list" role="listbox" aria-label="Places and members" ref={list}>
        {found.map((it, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
          <div
            key={it.id}
            id={it.id}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            class={index === at ? 'active' : ''}
            onPointerMove={() => setActive(index)}
            onClick={() => take(index)}
          >
            <span class="switcher-icon">{it.icon}</span>
            <span class="switcher-label">{it.label}</span>
            <span class="switcher-hint">{it.hint}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p class="switcher-none">Nothing by that name.</p>}
      <button type="button" class="switcher-add" onClick={() => act.show('add-member')}>
        <PlusIcon /> Add someone
      </button>
    </Dialog>
  );
}
