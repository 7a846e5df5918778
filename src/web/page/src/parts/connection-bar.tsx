import { useApp } from '../state/use-app.ts';

export function ConnectionBar() {
  const { state } = useApp();
  return (
    <div class="connection" role="status">
      {state.connection === 'lost' && <p>Shipmate does not answer. Trying again by itself…</p>}
    </div>
  );
}
