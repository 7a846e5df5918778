import { useEffect, useState } from 'preact/hooks';
import { dateText, partOfDay, timeText } from '../state/time.ts';
import { useApp, useMe } from '../state/use-app.ts';
import { SkyArc } from './sky-arc.tsx';

/** The playground's time, seen from the member's zone, and how to move it. */
export function ClockPanel() {
  const { state, act } = useApp();
  const me = useMe();
  const zone = me?.zone ?? 'UTC';
  const { aheadMs, movable, journey, nextPrompt } = state.clock;
  const machine = useMachineTime();
  const now = journey ? journey.now : machine + aheadMs;
  const still = !movable || journey !== undefined;
  const share = journey ? (journey.now - journey.from) / Math.max(1, journey.target - journey.from) : 0;
  const step = (label: string, advance: string) => (
    <button type="button" class="clock-step" disabled={still} onClick={() => act.moveClock({ advance })}>
      {label}
    </button>
  );
  return (
    <section class="clock" aria-label="Clock">
      <SkyArc part={partOfDay(now, zone)} />
      <p class="clock-now">
        <time dateTime={new Date(now).toISOString()} class="clock-time">
          {timeText(now, zone)}
        </time>
        <span class="clock-date">{dateText(now, zone)}</span>
      </p>
      {journey ? (
        <div class="clock-progress">
          <progress max={1} value={share} aria-label="The clock moves" />
          <p>
            On the way to {dateText(journey.target, zone).replace(/ \d{4}$/, '')},{' '}
            {timeText(journey.target, zone)}
          </p>
        </div>
      ) : movable ? (
        <>
          <div class="clock-steps">
            {step('+1 hour', 'PT1H')}
            {step('+1 day', 'P1D')}
            {step('+1 week', 'P7D')}
          </div>
          <button
            type="button"
            class="clock-step clock-next"
            disabled={still || nextPrompt === undefined || nextPrompt <= now}
            onClick={() => void act.toNextPrompt()}
          >
            To the next prompt
            {nextPrompt !== undefined && nextPrompt > now && (
              <span class="clock-when">
                {now + 86_400_000 > nextPrompt ? '' : `${dateText(nextPrompt, zone).slice(0, 3)} `}
                {timeText(nextPrompt, zone)}
              </span>
            )}
          </button>
        </>
      ) : (
        <p class="clock-fixed">Real time: the bot is on Discord or Slack as well.</p>
      )}
    </section>
  );
}

/** This machine's time, drawn anew every second. */
function useMachineTime(): number {
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => draw((count) => count + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return Date.now();
}
