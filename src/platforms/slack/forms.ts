import { md } from '../../chat/markdown.ts';
import type { RenderedForm, RenderedReply } from '../../chat/rendered.ts';
import type { Answers } from './answer.ts';
import { openView } from './call-again.ts';
import type { SlackClients } from './clients.ts';
import { badShape } from './errors.ts';
import { lifetimes } from './limits.ts';
import type { ReopenPayload } from './parse.ts';
import type { SlackLog } from './ports.ts';
import { renderForm } from './render-form.ts';
import { metadataOf, type Surface } from './surface.ts';

/** Opens forms while their trigger lives, or gives a button that does it again. */
export interface Forms {
  open(surface: Surface, form: RenderedForm, again: ReopenPayload): Promise<void>;
}

export function createForms(deps: {
  readonly clients: SlackClients;
  readonly answers: Answers;
  readonly log: SlackLog;
  /** Ends repetitions. */
  readonly leaving: AbortSignal;
}): Forms {
  return {
    async open(surface, form, again) {
      const view = renderForm(form, metadataOf(surface));
      const method = surface.view ? 'views.push' : 'views.open';
      const open = () =>
        deps.clients.call('interactive', surface.team, method, { trigger_id: surface.trigger ?? '', view });
      const within = { until: performance.now() + lifetimes.triggerMs, signal: deps.leaving };
      const called = await openView(open, within);
      if (called.ok) return;
      const { code, detail, fate } = called.failure;
      const facts = { method, code, detail, form: form.title };
      if (badShape.has(code)) deps.log.error(facts, 'Slack refused the shape of a form');
      else deps.log.warn(facts, 'a form could not be opened');
      // An answer that was lost says nothing: the form may stand there.
      if (fate === 'unknown') return;
      const { trigger: _used, ...rest } = surface;
      await deps.answers.show(rest, openAgain(form.title, again, code));
    },
  };
}

const tooLate = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

export function openAgain(title: string, again: ReopenPayload, code: string): RenderedReply {
  const value = JSON.stringify(again);
  const text = tooLate.has(code)
    ? md`That took a moment too long for Slack to open the form. Try again?`
    : md`Slack didn't open the form. Try again?`;
  if (value.length > 2_000) return { code: 'form-too-late', visibility: 'private', text };
  return {
    code: 'form-too-late',
    visibility: 'private',
    text,
    buttons: [[{ label: title, id: value, style: 'primary', opensForm: true }]],
  };
}
