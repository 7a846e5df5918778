import { useApp } from '../state/use-app.ts';

export function ConnectionBar() {
  const { state } = useApp();
  return (
    <div class="connection" role="status">
      {state.connection === 'lost' && <p>Shipmate isn’t responding. Trying again…</p>}
    </div>
  );
}
