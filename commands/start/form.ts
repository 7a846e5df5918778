import type { Context } from '../../src/chat/context.ts';
import type { Answer, Form, FormField } from '../../src/chat/reply.ts';
import { latestClock } from '../../src/core/account/index.ts';
import { canonicalZone, formatTimeOfDay } from '../../src/core/calendar/index.ts';
import { type Community, defaultPromptTime, type Member, type Person } from '../../src/core/people/index.ts';

export const audiences = [
  { value: 'private', label: 'Only me' },
  { value: 'community', label: 'The community' },
] as const;

export const openStartForm = async (context: Context): Promise<Answer> => ({
  code: 'start-form',
  form: await startForm(context),
});

/**
 * The form shows what is in force. What a profile or a community offers stands in it for whoever has nothing in force yet,
 * so that one changes what one touches and nothing else.
 */
export async function startForm({ person, community, member, actor }: Context): Promise<Form> {
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
        value: zoneInForce(person) ?? (actor.zoneHint && canonicalZone(actor.zoneHint)) ?? '',
        placeholder: 'Lisbon',
        hint: 'A city like Lisbon, or a name like Europe/Lisbon',
        suggest: { command: 'start', option: 'zone' },
      },
      {
        name: 'time',
        label: 'When should I ask?',
        kind: 'line',
        required: true,
        value: formatTimeOfDay(person?.promptTime ?? community?.defaults.promptTime ?? defaultPromptTime),
        hint: 'Your local time',
      },
      ...(community ? [audienceField(community, member)] : []),
    ],
  };
}

/** A zone that waits for today to end counts: it was chosen. One that was taken from the community counts once it was told. */
const zoneInForce = (person: Person | undefined): string | undefined =>
  person && (person.zoneChosen || person.prompts !== 'not-started') ? latestClock(person).zone : undefined;

const audienceField = ({ defaults }: Community, member: Member | undefined): FormField => ({
  name: 'audience',
  label: 'Who can see what you log here?',
  kind: 'choice',
  required: true,
  choices: audiences,
  value: member?.audience ?? defaults.audience,
  hint: 'You can change this for each entry',
});
