import { joined, md } from '../../chat/markdown.ts';
import type { Outcome, RenderedReply } from '../../chat/rendered.ts';
import type { Answers } from './answer.ts';
import type { SlackClients } from './clients.ts';
import type { Homes } from './home.ts';
import type { InteractionRunner } from './interaction-runner.ts';
import { eventIdOf, parseSubmission, valuesOf, whoOf } from './parse.ts';
import type { SubmissionBody, ViewBody } from './payloads.ts';
import type { SlackLog } from './ports.ts';
import { renderForm, renderReplyView, workingView } from './render-form.ts';
import { richText } from './rich-text.ts';
import { metadataOf, type Surface, surfaceOfView } from './surface.ts';

/** What a modal is told: nothing (it closes), errors at its fields, or a view in its place. */
type ViewAck = Readonly<Record<string, unknown>> | undefined;

/** An acknowledgement, and the reply that it shows in the form's place, if any. */
interface Acknowledgement {
  readonly said: ViewAck;
  readonly shows?: RenderedReply;
}

/** What people submit. Errors belong to the acknowledgement, so that is given only when they are known, or time is nearly up. */
export interface Submissions {
  take(body: SubmissionBody, ack: (answer: ViewAck) => Promise<void>): Promise<void>;
}

const most = 1_000;

export function createSubmissions(deps: {
  readonly runner: InteractionRunner;
  readonly answers: Answers;
  readonly clients: SlackClients;
  readonly homes: Homes;
  readonly log: SlackLog;
  readonly now: () => number;
  readonly submitMs: number;
}): Submissions {
  const { runner, answers, clients, homes, log, now } = deps;
  /** A repetition is acknowledged like the first. */
  const acks = new Map<string, Promise<Acknowledgement>>();

  function start(body: SubmissionBody, id: string): Promise<Acknowledgement> {
    const { view } = body;
    const surface = surfaceOf(body);
    const name = body.user.name ?? body.user.username;
    const visit = { surface, id, name, interaction: parseSubmission(body) };
    const outcome = runner.run(visit);
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        resolve({ said: { response_action: 'update', view: workingView(view.private_metadata ?? '') } });
      }, deps.submitMs);
      const work = outcome
        .then(async (found) => {
          clearTimeout(timer);
          if (!found) return resolve({ said: undefined });
          if (late) return showLate(surface, view, found);
          const said = ackOf(surface, view, found);
          const shows = found.type === 'reply' && said !== undefined ? found.reply : undefined;
          resolve({ said, ...(shows && { shows }) });
          if (found.type === 'reply') await showReply(surface, found.reply, shows !== undefined);
        })
        .catch((error) => {
          clearTimeout(timer);
          reject(error);
          throw error;
        });
      runner.track(work);
    });
  }

  /** The answer goes where the form was opened; where there is no such place (the Home tab), into the form's own. */
  const staysInForm = (surface: Surface): boolean =>
    !surface.view && !(surface.response && now() < surface.response.until);

  function ackOf(surface: Surface, view: ViewBody, outcome: Outcome): ViewAck {
    switch (outcome.type) {
      case 'form-errors':
        return { response_action: 'errors', errors: errorsFor(view, outcome.errors) };
      case 'form':
        return { response_action: 'update', view: renderForm(outcome.form, view.private_metadata ?? '') };
      case 'reply':
        return staysInForm(surface)
          ? { response_action: 'update', view: replyView(surface, outcome.reply) }
          : undefined;
      case 'choices':
      case 'nothing':
        return undefined;
    }
  }

  const replyView = (surface: Surface, reply: RenderedReply) =>
    renderReplyView(reply, metadataOf(surface), answers.noteFor(surface, reply));

  async function showReply(surface: Surface, reply: RenderedReply, shown: boolean): Promise<void> {
    if (shown) await answers.share(surface, reply);
    else await answers.show(surface, reply);
    homes.changed(surface);
  }

  /** The form says that it is being worked on; what came of it takes that place. */
  async function showLate(surface: Surface, view: ViewBody, outcome: Outcome): Promise<void> {
    if (outcome.type === 'reply') {
      await answers.show({ ...surface, view: view.id }, outcome.reply);
      homes.changed(surface);
      return;
    }
    if (outcome.type === 'choices' || outcome.type === 'nothing') return;
    const next =
      outcome.type === 'form'
        ? renderForm(outcome.form, view.private_metadata ?? '')
        : withErrors(view, outcome.errors);
    const updated = await clients.call('interactive', surface.team, 'views.update', {
      view_id: view.id,
      view: next,
    });
    if (!updated.ok) log.warn({ ...updated.failure }, 'a form could not be shown again');
  }

  return {
    async take(body, ack) {
      const id = eventIdOf(whoOf(body).team, body.trigger_id, body.view.id);
      const answer = acks.get(id) ?? start(body, id);
      acks.set(id, answer);
      if (acks.size > most) acks.delete(acks.keys().next().value as string);
      const { said, shows } = await answer;
      try {
        await ack(said);
      } catch (error) {
        if (shows) await runner.undelivered(surfaceOf(body), shows, 'lost');
        throw error;
      }
    },
  };
}

const surfaceOf = (body: SubmissionBody): Surface => surfaceOfView(body.view, whoOf(body));

/** Slack wants an error at a field that exists; what belongs to none stands at the first. */
function errorsFor(view: ViewBody, errors: Readonly<Record<string, string>>): Record<string, string> {
  const fields = inputBlocks(view).map((block) => String(block.block_id));
  const placed: Record<string, string> = {};
  for (const [name, text] of Object.entries(errors)) {
    const field = fields.includes(name) ? name : (fields[0] ?? name);
    placed[field] = [placed[field], text || 'Please check this.'].filter(Boolean).join(' ');
  }
  return placed;
}

const inputBlocks = ({ blocks = [] }: ViewBody): readonly Record<string, unknown>[] =>
  blocks.filter((block) => block.type === 'input');

/** The form again with what was typed into it, and what is wrong above it. */
function withErrors(view: ViewBody, errors: Readonly<Record<string, string>>): Record<string, unknown> {
  const values = valuesOf(view);
  const lead = joined([
    md`**Almost there! I kept what you typed:**`,
    ...Object.values(errors).map((text) => md`- ${text}`),
  ]);
  return {
    type: 'modal',
    callback_id: view.callback_id,
    private_metadata: view.private_metadata ?? '',
    title: view.title,
    submit: view.submit,
    close: view.close,
    blocks: [
      ...richText(lead, 2_000).blocks,
      ...inputBlocks(view).map((block) => refilled(block, view, values)),
    ],
  };
}

function refilled(
  block: Readonly<Record<string, unknown>>,
  view: ViewBody,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const name = String(block.block_id);
  const element = block.element as Record<string, unknown>;
  const chosen = Object.values(view.state?.values?.[name] ?? {})[0]?.selected_option;
  const { initial_value: _value, initial_option: _option, ...rest } = element;
  const held =
    element.type === 'plain_text_input'
      ? values[name] && { initial_value: values[name] }
      : chosen && { initial_option: chosen };
  return { ...block, element: { ...rest, ...(held || {}) } };
}
