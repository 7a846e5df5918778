import { useApp } from '../state/use-app.ts';
import { CloseIcon } from './icons.tsx';

export function Toasts() {
  const { state, act } = useApp();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {state.toasts.map((it) => (
        <div class={`toast toast-${it.kind}`} key={it.id}>
          <p>{it.text}</p>
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => act.dropToast(it.id)}>
            <CloseIcon size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
