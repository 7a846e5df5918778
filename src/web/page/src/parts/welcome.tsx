import { JoinForm } from '../dialogs/join-form.tsx';
import { DemoOffer } from './demo-offer.tsx';
import { ThemeButton } from './theme-button.tsx';

/** A swell over the whole width, `top` under the upper edge and `height` high. */
function wave(top: number, height: number): string {
  const crest = `c90 ${-height} 150 ${-height} 240 0s150 ${height} 240 0`;
  return `M0 ${top}${crest.repeat(3)}V160H0Z`;
}

/** The first visit: three sentences, and one button that sends the first command. */
export function Welcome() {
  return (
    <main class="welcome">
      <div class="welcome-theme">
        <ThemeButton />
      </div>
      <div class="welcome-box">
        <img class="welcome-mark" src="/playground/mark.svg" alt="" width="72" height="72" />
        <h1>Welcome aboard</h1>
        <ol class="welcome-steps">
          <li>This is a chat of your own with Shipmate in it, and nothing you write leaves this machine.</li>
          <li>Every day Shipmate asks what you built; answer with /log and your streak grows.</li>
          <li>Move the clock, and days pass in seconds.</li>
        </ol>
        <JoinForm button="Come aboard with /start" />
        <DemoOffer />
      </div>
      <svg
        class="welcome-sea"
        viewBox="0 0 1440 160"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <path class="sea-far" d={wave(40, 24)} />
        <path class="sea-middle" d={wave(72, 18)} />
        <path class="sea-near" d={wave(108, 14)} />
      </svg>
    </main>
  );
}
