import type { App } from '@slack/bolt';
import type { Command } from '../../chat/command.ts';
import type { Outcome } from '../../chat/rendered.ts';
import type { Answers } from './answer.ts';
import type { Forms } from './forms.ts';
import type { Homes } from './home.ts';
import type { InteractionRunner, SlackInteraction } from './interaction-runner.ts';
import { slashCommand } from './limits.ts';
import type { Mentions } from './mentions.ts';
import {
  eventIdOf,
  interactionSurface,
  parseAction,
  parseShortcut,
  parseTyped,
  type ReopenPayload,
  reopenPayloadOf,
  slashSurface,
} from './parse.ts';
import type { ActionBody, ShortcutBody, SlashBody, SubmissionBody, SuggestionBody } from './payloads.ts';
import { globalShortcuts, shortcutId } from './register.ts';
import type { Submissions } from './submissions.ts';
import type { Suggestions } from './suggestions.ts';
import type { Surface } from './surface.ts';

export interface InteractionDependencies {
  readonly commands: readonly Command[];
  readonly runner: InteractionRunner;
  readonly answers: Answers;
  readonly forms: Forms;
  readonly homes: Homes;
  readonly submissions: Submissions;
  readonly suggestions: Suggestions;
  readonly mentions: Mentions;
  readonly now: () => number;
}

/** Everything that members do. Acknowledged first, whatever it is; only a form's answer is part of its acknowledgement. */
export function listenToMembers(app: App, deps: InteractionDependencies): void {
  const { commands, runner, answers, forms, homes, mentions, now } = deps;

  async function handle(visit: SlackInteraction, again: ReopenPayload): Promise<void> {
    const outcome = await runner.run(visit);
    if (outcome) await show(visit.surface, outcome, again);
    if (outcome?.type === 'reply') homes.changed(visit.surface);
  }

  async function show(surface: Surface, outcome: Outcome, again: ReopenPayload): Promise<void> {
    if (outcome.type === 'form') await forms.open(surface, outcome.form, again);
    else if (outcome.type === 'reply') await answers.show(surface, outcome.reply);
  }

  app.command(slashCommand, async ({ ack, body }) => {
    await ack();
    const slash = body as unknown as SlashBody;
    const text = slash.text ?? '';
    const surface = slashSurface(slash, now());
    const id = eventIdOf(surface.team, slash.trigger_id, '');
    const work = async () => {
      const interaction = parseTyped(text, commands, await mentions.namesIn(surface.team, text));
      await handle({ surface, id, interaction, name: slash.user_name }, { text });
    };
    runner.track(work());
  });

  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    const pressed = body as unknown as ActionBody;
    const surface = interactionSurface(pressed, now());
    if (surface.home) homes.seen(surface);
    const id = eventIdOf(surface.team, pressed.trigger_id, JSON.stringify(pressed.actions));
    const work = async () => {
      const names = await mentions.namesIn(surface.team, pressed.actions[0]?.value ?? '');
      const interaction = parseAction(pressed, commands, names);
      if (interaction)
        await handle(
          { surface, id, interaction, name: nameOf(pressed.user) },
          reopenPayloadOf(pressed, interaction),
        );
    };
    runner.track(work());
  });

  app.shortcut({ type: 'shortcut' }, async ({ ack, body }) => {
    await ack();
    const used = body as unknown as ShortcutBody;
    const shortcut = globalShortcuts.find((it) => it.callbackId === used.callback_id);
    if (!shortcut) return;
    const surface = interactionSurface(used, now());
    const id = eventIdOf(surface.team, used.trigger_id, used.callback_id);
    const visit = { surface, id, interaction: parseTyped(shortcut.text, commands), name: nameOf(used.user) };
    runner.track(handle(visit, { text: shortcut.text }));
  });

  const labels = commands.flatMap((it) => it.messageShortcuts ?? []).map(({ label }) => label);
  app.shortcut({ type: 'message_action' }, async ({ ack, body }) => {
    await ack();
    const used = body as unknown as ShortcutBody;
    const label = labels.find((it) => shortcutId(it) === used.callback_id);
    if (!label) return;
    const surface = interactionSurface(used, now());
    const id = eventIdOf(surface.team, used.trigger_id, `${used.callback_id}:${used.message?.ts}`);
    const work = async () => {
      const names = await mentions.namesIn(surface.team, used.message?.text ?? '');
      await handle(
        { surface, id, interaction: parseShortcut(used, label, names), name: nameOf(used.user) },
        {},
      );
    };
    runner.track(work());
  });

  app.view(/.*/, async ({ ack, body }) => {
    await deps.submissions.take(body as unknown as SubmissionBody, (answer) => ack(answer as never));
  });

  app.options(/.*/, async ({ ack, body }) => {
    await ack({ options: await deps.suggestions.take(body as unknown as SuggestionBody) });
  });
}

const nameOf = (user: { readonly name?: string; readonly username?: string }): string | undefined =>
  user.name ?? user.username;
