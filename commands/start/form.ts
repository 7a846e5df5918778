import type { Context } from '../../src/chat/context.ts';
import type { Answer, Form, FormField } from '../../src/chat/reply.ts';
import { canonicalZone, formatTimeOfDay } from '../../src/core/calendar/index.ts';
import { type Community, defaultPromptTime, type Member, zoneOf } from '../../src/core/people/index.ts';

export const audiences = [
  { value: 'private', label: 'Only me' },
  { value: 'community', label: 'The community' },
] as const;

export const openStartForm = async (context: Context): Promise<Answer> => ({
  code: 'start-form',
  form: await startForm(context),
});

export async function startForm({ person, community, member, actor, now }: Context): Promise<Form> {
  const offered = actor.zoneHint && canonicalZone(actor.zoneHint);
  return {
    title: 'Your daily prompt',
    submitLabel: 'Start',
    action: { name: 'start.start' },
    fields: [
      {
        name: 'zone',
        label: 'Time zone',
        kind: 'line',
        required: true,
        value: person?.zoneChosen ? zoneOf(person, now) : (offered ?? ''),
        placeholder: 'Lisbon',
        hint: 'A city or a name, as Europe/Lisbon',
        suggest: { command: 'start', option: 'zone' },
      },
      {
        name: 'time',
        label: 'When shall I ask?',
        kind: 'line',
        required: true,
        value: formatTimeOfDay(person?.promptTime ?? community?.defaults.promptTime ?? defaultPromptTime),
        hint: 'Your local time',
      },
      ...(community ? [audienceField(community, member)] : []),
    ],
  };
}

const audienceField = ({ defaults }: Community, member: Member | undefined): FormField => ({
  name: 'audience',
  label: 'Who may see what you log here?',
  kind: 'choice',
  required: true,
  choices: audiences,
  value: member?.audienceChosen ? member.audience : defaults.audience,
  hint: 'You can choose differently for each entry',
});
