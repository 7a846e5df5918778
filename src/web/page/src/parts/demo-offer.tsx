import { useEffect, useState } from 'preact/hooks';
import type { DemoState } from '../../../ports.ts';
import { get, post, Refusal } from '../state/api.ts';

const askEveryMs = 400;

/** On the first page: a community that has lived, on an address of its own. Making it takes up to a minute. */
export function DemoOffer() {
  const [demo, setDemo] = useState<DemoState>({ state: 'off' });
  const ask = async (answer: Promise<DemoState>) => {
    try {
      setDemo(await answer);
    } catch (error) {
      if (error instanceof Refusal) setDemo({ state: 'failed', message: error.message });
    }
  };
  useEffect(() => void ask(get<DemoState>('demo')), []);
  useEffect(() => {
    if (demo.state === 'ready') window.location.assign(demo.url);
    if (demo.state !== 'making') return undefined;
    const timer = window.setTimeout(() => void ask(get<DemoState>('demo')), askEveryMs);
    return () => window.clearTimeout(timer);
  }, [demo]);
  if (demo.state === 'off') return null;
  if (demo.state === 'making' || demo.state === 'ready') {
    const share = demo.state === 'ready' ? 1 : demo.share;
    return (
      <div class="demo-offer" role="status">
        <progress max={1} value={share} aria-label="The demo is being made" />
        <p>Eight people are living through three months: {Math.floor(share * 100)} %</p>
      </div>
    );
  }
  return (
    <div class="demo-offer">
      {demo.state === 'failed' && <p role="alert">{demo.message}</p>}
      <button
        type="button"
        class="button button-secondary"
        onClick={() => void ask(post<DemoState>('demo', {}))}
      >
        Look around a community of eight
      </button>
      <p>Three months of made-up people, kept apart from your own playground.</p>
    </div>
  );
}
