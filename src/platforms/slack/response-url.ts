import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { SlackLog } from './ports.ts';

const timeoutMs = 5_000;
const pauseMs = 300;

/**
 * Posts to the address that came with an interaction. True when Slack took it, or may have: then it is not said a second time.
 * Repeated once where Slack has certainly not carried it out.
 */
export async function respond(
  url: string,
  body: Readonly<Record<string, unknown>>,
  log: SlackLog,
): Promise<boolean> {
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const { statusCode: status, body: answer } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      const said = await answer.text();
      if (status < 300) return true;
      const facts = { status, detail: said.slice(0, 300) };
      if (/invalid_blocks|invalid_payload/.test(said) && body.blocks !== undefined) {
        log.error(facts, 'Slack refused the shape of an answer');
        const { blocks: _refused, ...rest } = body;
        return respond(url, rest, log);
      }
      if (status < 500 && status !== 429) {
        log.warn(facts, 'Slack no longer takes answers to this');
        return false;
      }
      if (attempt === 2) log.warn(facts, 'Slack did not take an answer');
      else await sleep(pauseMs);
    } catch (error) {
      log.warn({ err: error }, 'whether Slack took an answer is not known');
      return true;
    }
  }
  return false;
}
