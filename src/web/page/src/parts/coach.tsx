import { useEffect, useRef, useState } from 'preact/hooks';
import {
  goOn,
  type Progress,
  progressText,
  readProgress,
  type Step,
  stepNumber,
  steps,
} from '../state/coach.ts';
import { remember, remembered } from '../state/storage.ts';
import { dayText, timeText } from '../state/time.ts';
import { useApp, useMe } from '../state/use-app.ts';
import { CloseIcon } from './icons.tsx';

/** After the first visit (`join` begins it): one thing to try at a time, until it is done or waved away. */
export function Coach() {
  const { state, act } = useApp();
  const me = useMe();
  const [progress, setProgress] = useState<Progress | undefined>(() => readProgress(remembered('coach')));
  const travelled = useRef(false);
  const onTheWay = state.clock.journey !== undefined;
  const go = (next: Progress | undefined) => {
    remember('coach', next ? progressText(next) : 'done');
    setProgress(next);
  };
  useEffect(() => {
    if (onTheWay) travelled.current = true;
    if (!progress || onTheWay || state.waiting) return;
    const next = goOn(progress, state, travelled.current);
    if (next === progress) return;
    travelled.current = false;
    go(next);
  }, [progress, state]);
  if (!progress || !me) return null;

  const step: Step = steps[progress.step];
  const words = progress.step === 'prompt' ? `${step.words} ${nextText()}` : step.words;
  function nextText(): string {
    const { nextPrompt, aheadMs } = state.clock;
    if (nextPrompt === undefined || !me) return '';
    const day = dayText(nextPrompt, Date.now() + aheadMs, me.zone).replace(/^Today$/, 'today');
    return `The next question comes ${day === 'today' ? day : `on ${day}`} at ${timeText(nextPrompt, me.zone)}.`;
  }
  async function run(): Promise<void> {
    if (progress?.step === 'prompt') return act.toNextPrompt();
    if (progress?.step === 'dm') return act.open('dm');
    if (progress?.step === 'member') return act.show('add-member');
    if (!step.say) return;
    if (step.say.in && state.open !== step.say.in) await act.open(step.say.in);
    await act.say(step.say.text);
  }
  return (
    <aside class="coach" aria-label="First steps">
      <p>
        <strong>{step.title}</strong> {words} <span class="coach-count">{stepNumber(progress.step)}</span>
      </p>
      <button
        type="button"
        class="button button-primary"
        disabled={onTheWay || state.waiting}
        onClick={() => void run()}
      >
        {step.button} {step.button === 'Send' && step.say && <code>{step.say.text}</code>}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Close the first steps"
        onClick={() => go(undefined)}
      >
        <CloseIcon size={18} />
      </button>
    </aside>
  );
}
