import { request } from 'undici';
import { repeating } from '../repeat.ts';
import { isNeverSent } from './errors.ts';
import type { SlackLog } from './ports.ts';

const timeoutMs = 5_000;
const pauseMs = 300;

/** `unknown`: Slack may have taken it, so that it is not said a second time. */
export type Response = 'shown' | 'unknown' | 'refused';

/** Slack has not carried it out. */
class Unanswered extends Error {}

/**
 * Posts to the address that came with an interaction. Repeated where Slack has certainly not carried it out, or where a
 * second one takes the place of the first.
 */
export async function respond(
  url: string,
  body: Readonly<Record<string, unknown>>,
  { until, signal, log }: { readonly until: number; readonly signal: AbortSignal; readonly log: SlackLog },
): Promise<Response> {
  async function post(): Promise<Response> {
    const { statusCode: status, body: answer } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    const said = await answer.text();
    if (status < 300) return 'shown';
    const facts = { status, detail: said.slice(0, 300) };
    if (/invalid_blocks|invalid_payload/.test(said) && body.blocks !== undefined) {
      log.error(facts, 'Slack refused the shape of an answer');
      const { blocks: _refused, ...rest } = body;
      return respond(url, rest, { until, signal, log });
    }
    if (status >= 500 || status === 429) throw new Unanswered(`${status} ${facts.detail}`);
    log.warn(facts, 'Slack no longer takes answers to this');
    return 'refused';
  }

  const notDone = (error: unknown): boolean => error instanceof Unanswered || isNeverSent(error);
  const again = (error: unknown): boolean => notDone(error) || body.replace_original === true;
  try {
    return await repeating(post, { again, until, pauseMs, signal });
  } catch (error) {
    if (notDone(error)) {
      log.warn({ detail: String(error) }, 'Slack did not take an answer');
      return 'refused';
    }
    log.warn({ err: error }, 'whether Slack took an answer is not known');
    return 'unknown';
  }
}
