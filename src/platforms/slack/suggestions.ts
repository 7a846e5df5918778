import type { types } from '@slack/bolt';
import type { Choice } from '../../chat/reply.ts';
import type { InteractionRunner } from './interaction-runner.ts';
import { limits } from './limits.ts';
import { interactionSurface } from './parse.ts';
import type { SuggestionBody } from './payloads.ts';
import { optionsOf } from './render.ts';
import { noChoice, readSuggestAction } from './render-form.ts';

/** What fits what somebody types into a menu. */
export interface Suggestions {
  take(body: SuggestionBody): Promise<types.PlainTextOption[]>;
}

/** Slack waits three seconds and then says that there is nothing. */
const patienceMs = 2_200;

export function createSuggestions(deps: {
  readonly runner: InteractionRunner;
  readonly now: () => number;
}): Suggestions {
  return {
    async take(body) {
      const asked = readSuggestAction(body.action_id);
      if (!asked) return [];
      const { command: name, subcommand, option, rest } = asked;
      const typed = body.value ?? '';
      const visit = deps.runner.run({
        surface: interactionSurface(body, deps.now()),
        id: '',
        interaction: { type: 'suggest', name, option, typed, ...(subcommand && { subcommand }) },
      });
      const outcome = await Promise.race([visit, after(patienceMs)]);
      const found = outcome?.type === 'choices' ? outcome.choices : [];
      return optionsOf(rest === 'free' || rest === 'needed' ? withTyped(found, typed.trim(), rest) : found);
    },
  };
}

/** In a form one may also take what one typed, and, where the field may stay empty, nothing. */
function withTyped(found: readonly Choice[], typed: string, field: 'free' | 'needed'): readonly Choice[] {
  const known = found.some((it) => it.value === typed || it.label === typed);
  const own =
    typed !== '' && !known && typed.length <= limits.choice.value ? [{ value: typed, label: typed }] : [];
  const none = field === 'free' && typed === '' ? [{ value: noChoice, label: '– none –' }] : [];
  return [...none, ...found.slice(0, limits.choices - 2), ...own];
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
