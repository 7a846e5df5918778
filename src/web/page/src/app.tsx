import { useEffect, useState } from 'preact/hooks';
import { AddMemberDialog } from './dialogs/add-member-dialog.tsx';
import { FormDialog } from './dialogs/form-dialog.tsx';
import { SwitcherDialog } from './dialogs/switcher-dialog.tsx';
import { Announcer } from './parts/announcer.tsx';
import { Coach } from './parts/coach.tsx';
import { Composer } from './parts/composer.tsx';
import { ConnectionBar } from './parts/connection-bar.tsx';
import { Header } from './parts/header.tsx';
import { MessageList } from './parts/message-list.tsx';
import { Sidebar } from './parts/sidebar.tsx';
import { Toasts } from './parts/toasts.tsx';
import { Welcome } from './parts/welcome.tsx';
import { AppContext, type AppHandle, useNewApp } from './state/use-app.ts';

export function App() {
  const app = useNewApp();
  const { state } = app;
  usePageHabits(app);
  if (!state.loaded) return <p class="loading">Casting off…</p>;
  return (
    <AppContext.Provider value={app}>
      {state.me ? <Chat /> : <Welcome />}
      {state.form && <FormDialog key={state.form.form.action} open={state.form} />}
      {state.dialog === 'add-member' && <AddMemberDialog />}
      {state.dialog === 'switcher' && <SwitcherDialog />}
      <Toasts />
    </AppContext.Provider>
  );
}

function Chat() {
  const [menuOpen, setMenuOpen] = useState(false);
  useEffect(() => {
    if (!menuOpen) return undefined;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setMenuOpen(false);
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [menuOpen]);
  return (
    <div class={menuOpen ? 'chat menu-open' : 'chat'}>
      <aside class="sidebar" aria-label="Menu">
        <Sidebar onPick={() => setMenuOpen(false)} />
      </aside>
      {menuOpen && (
        <button type="button" class="veil" aria-label="Close the menu" onClick={() => setMenuOpen(false)} />
      )}
      <main class="main">
        <Header onMenu={() => setMenuOpen(!menuOpen)} menuOpen={menuOpen} />
        <ConnectionBar />
        <MessageList />
        <Coach />
        <Composer />
        <Announcer />
      </main>
    </div>
  );
}

/** What belongs to the whole page: its title, Ctrl+K, and reading on when the window is looked at again. */
function usePageHabits({ state, act }: AppHandle): void {
  const unread = state.channels.reduce((sum, it) => sum + it.unread, 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Shipmate playground` : 'Shipmate playground';
  }, [unread]);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      act.show('switcher');
    };
    const look = () => document.visibilityState === 'visible' && act.seenAgain();
    document.addEventListener('keydown', keys);
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('keydown', keys);
      document.removeEventListener('visibilitychange', look);
    };
  }, [act]);
}
