import OpenAI from 'openai';
import { z } from 'zod';

const answerShape = z.strictObject({ question: z.string().min(1).max(400) });

const format = {
  type: 'json_schema' as const,
  json_schema: {
    name: 'next_question',
    strict: true,
    schema: {
      type: 'object',
      properties: { question: { type: 'string' } },
      required: ['question'],
      additionalProperties: false,
    },
  },
};

export interface ModelClient {
  /**
   * The question of a well-formed answer. Rejects on everything else, when `signal` ends it, and at once when the server
   * wants to be asked again only after `withinMs`.
   */
  question(
    messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[],
    signal: AbortSignal,
    withinMs: number,
  ): Promise<string>;
}

const retries = 2;
const firstRetryMs = 200;

/** Any OpenAI-compatible server. 429, 5xx and lost connections are tried again by Retry-After; any other refusal is final. */
export function modelClient(options: {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
}): ModelClient {
  const client = new OpenAI({
    apiKey: options.apiKey,
    maxRetries: 0,
    ...(options.baseUrl !== undefined && { baseURL: options.baseUrl }),
  });
  return {
    async question(messages, signal, withinMs) {
      const end = performance.now() + withinMs;
      for (let attempt = 0; ; attempt++) {
        try {
          const completion = await client.chat.completions.create(
            {
              model: options.model,
              messages: [...messages],
              response_format: format,
              max_completion_tokens: 200,
            },
            { signal },
          );
          const content = completion.choices[0]?.message.content ?? '';
          return answerShape.parse(JSON.parse(content)).question;
        } catch (error) {
          const wait = attempt < retries ? retryAfterMs(error, attempt) : undefined;
          if (wait === undefined || signal.aborted || performance.now() + wait >= end) throw error;
          await pause(wait, signal);
        }
      }
    },
  };
}

/** How long to wait before the next try; undefined where there is no point in one. */
function retryAfterMs(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof OpenAI.APIError) || error instanceof OpenAI.APIUserAbortError) return undefined;
  const isPassing = error.status === undefined || error.status === 429 || error.status >= 500;
  if (!isPassing) return undefined;
  const header = error.headers?.get('retry-after');
  const seconds = header == null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : firstRetryMs * 2 ** attempt;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
