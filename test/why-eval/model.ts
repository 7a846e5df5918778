import { createAssistant } from '../../src/assistant/index.ts';
import { bankQuestion, type WhyAsker } from '../../src/core/why/index.ts';
import { fakeQuotas } from '../fakes/quotas.ts';

/** A model behind an OpenAI-compatible server, as a member meets it: where its question does not pass, the bank asks. */
export async function modelAsker(server: {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
}): Promise<{
  readonly asker: WhyAsker;
  /** How many questions were asked, and how many of them were the model's. */
  readonly counts: { asked: number; byModel: number };
}> {
  const counts = { asked: 0, byModel: 0 };
  const assistant = createAssistant({
    ...server,
    quotas: fakeQuotas(),
    now: Date.now,
    // Never rests: each error is a question of its own here.
    monotonic: () => performance.now() + counts.asked * 60_000,
    observe: (outcome) => {
      if (outcome === 'asked' || outcome === 'cached') counts.byModel++;
    },
    perMember: 10_000,
  });
  const { asker } = await assistant.openSession({ personId: 'eval', day: 0 });
  return {
    counts,
    asker: {
      async ask(entry, chain) {
        counts.asked++;
        return (await asker?.ask(entry, chain).catch(() => undefined)) ?? bankQuestion(entry, chain);
      },
    },
  };
}
