import { useEffect, useState } from 'preact/hooks';
import { remember, remembered } from '../state/storage.ts';
import { useApp } from '../state/use-app.ts';
import { CloseIcon } from './icons.tsx';

const firstLog = '/log set up Shipmate minutes:10';

/** After the first visit (`join` begins it): one thing to try at a time, until it is done or waved away. */
export function Coach() {
  const { state, act } = useApp();
  const [step, setStep] = useState(() => remembered('coach') ?? 'done');
  const go = (next: 'log' | 'clock' | 'dm' | 'done') => {
    remember('coach', next);
    setStep(next);
  };
  const { movable } = state.clock;
  const onTheWay = state.clock.journey !== undefined;
  const hasLogged = state.threads[state.open]?.messages.some(
    (it) => it.code === 'logged' && it.answers !== undefined,
  );
  useEffect(() => {
    if (step === 'log' && hasLogged) go('clock');
    if (step === 'clock' && onTheWay) go('dm');
    if (step === 'dm' && state.open === 'dm') go('done');
  }, [step, hasLogged, onTheWay, state.open]);
  const dm = state.channels.find((it) => it.kind === 'dm');
  if (step === 'done' || !state.me) return null;
  return (
    <aside class="coach" aria-label="First steps">
      {step === 'log' && (
        <>
          <p>
            <strong>Log your first thing.</strong> Send this one as it is, or write your own.
          </p>
          <button type="button" class="button button-primary" onClick={() => act.say(firstLog)}>
            Send <code>{firstLog}</code>
          </button>
        </>
      )}
      {step === 'clock' && (
        <>
          <p>
            <strong>Now let a day pass.</strong> Tomorrow's question is already waiting for its hour.
          </p>
          <button
            type="button"
            class="button button-primary"
            disabled={!movable || onTheWay}
            onClick={() => act.moveClock({ advance: 'P1D' })}
          >
            Move the clock a day on
          </button>
        </>
      )}
      {step === 'dm' && (
        <>
          <p>
            <strong>Shipmate wrote to you.</strong> Its questions come as direct messages.
          </p>
          <button
            type="button"
            class="button button-primary"
            disabled={onTheWay}
            onClick={() => dm && act.open(dm.id)}
          >
            Read it
          </button>
        </>
      )}
      <button type="button" class="icon-button" aria-label="Close the first steps" onClick={() => go('done')}>
        <CloseIcon size={18} />
      </button>
    </aside>
  );
}
