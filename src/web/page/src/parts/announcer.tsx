import { useRef } from 'preact/hooks';
import { useApp } from '../state/use-app.ts';

/** Reads the newest message of the open place aloud, once it is newer than what was there when the place was opened. */
export function Announcer() {
  const { state } = useApp();
  const place = useRef({ key: '', seq: Number.MAX_SAFE_INTEGER });
  const thread = state.threads[state.open];
  const last = thread?.messages.at(-1);
  const key = `${state.me}|${state.open}|${thread !== undefined}`;
  if (place.current.key !== key) place.current = { key, seq: last?.seq ?? 0 };
  const isNew = last !== undefined && last.seq > place.current.seq && last.authorId !== state.me;
  return (
    <div class="sr-only" aria-live="polite" data-announcer>
      {isNew ? `${last.author}: ${last.text.slice(0, 400)}` : ''}
    </div>
  );
}
