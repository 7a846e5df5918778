import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';
import { formatTimeOfDay } from '../core/calendar/index.ts';
import { type Audience, type Person, zoneOf } from '../core/people/index.ts';
import { nextPromptAt, type PromptFacts } from '../core/reminders/index.ts';
import { cadenceText, pendingCadence, presentCadence } from './settings.ts';
import { type TypingAudience, typingText } from './typed.ts';
import { instantText } from './when.ts';
import { seenByOf, whoSeesText } from './who-sees.ts';

/**
 * `closed`: the platform says that their DM is closed; `missing`: what it was not granted for writing there; `not-now`: it
 * could not tell.
 */
export type Reached = 'sample-sent' | 'closed' | 'not-now' | { readonly missing: string };

export interface StartedFacts {
  readonly person: Person;
  readonly now: number;
  readonly commandName: (name: string) => string;
  readonly reached: Reached;
  /** What is known of today's prompt. */
  readonly known: PromptFacts;
  readonly community?: string;
  /** What they log in the community is seen by these. */
  readonly audience?: Audience;
  /** Who sees what they type in the DM. */
  readonly typing: TypingAudience;
  /** From their profile, for whoever has chosen none yet. */
  readonly offeredZone?: string;
}

/** The answer to `/start`: when the first prompt comes, who sees what, and what to do next. */
export function startedReply(facts: StartedFacts): Reply {
  const { person, now, commandName, offeredZone } = facts;
  const zone = zoneOf(person, now);
  return {
    code: 'started',
    visibility: 'private',
    text: joined([
      md`**You're in!** I'll check in ${askedWhen(person, now)} at **${formatTimeOfDay(person.promptTime)}** (${zone})${pendingCadence(person, now)}.`,
      reachedText(facts),
      !person.zoneChosen &&
        md`That's the time zone of ${facts.community ?? 'this place'}. Not yours? Change it with ${code(`${commandName('settings')} zone:${offeredZone ?? 'Lisbon'}`)}.`,
      audienceText(facts),
      md`Answer me by just typing in our DM, or use ${code(`${commandName('log')} what I built`)} anywhere. ${typingText(facts.typing)}`,
    ]),
    ...(offeredZone && {
      buttons: [[{ label: `Use ${offeredZone}`, action: { name: 'start.zone', args: [offeredZone] } }]],
    }),
  };
}

function askedWhen(person: Person, now: number): string {
  const cadence = presentCadence(person, now);
  if (cadence.kind === 'weekly') return `until you've done ${cadenceText(cadence)},`;
  return cadence.days.length === 7 ? 'daily' : `on ${cadenceText(cadence)}`;
}

function reachedText({ reached, person, now, known, commandName }: StartedFacts): Markdown | undefined {
  if (reached === 'closed')
    return md`But I can't DM you: your DMs seem to be closed. Open them, then use ${code(commandName('start'))} again. Nothing is lost until then.`;
  if (typeof reached === 'object')
    return md`But I can't DM you: ${reached.missing}. Then use ${code(commandName('start'))} again.`;
  const first = nextPromptAt(person, now, known);
  const when = first === undefined ? undefined : instantText(first, person, now);
  if (reached === 'not-now')
    return when === undefined
      ? md`But I couldn't DM you just now. Please use ${code(commandName('start'))} again in a minute.`
      : md`I couldn't DM you just now. I'll try again with your first prompt, ${when}.`;
  return when === undefined
    ? md`I just sent you a sample by DM.`
    : md`I just sent you a sample by DM. The first real one comes ${when}.`;
}

function audienceText({ audience, community = 'the community' }: StartedFacts): Markdown | undefined {
  if (!audience) return undefined;
  const seen = whoSeesText('What you log here', seenByOf(audience, community));
  return audience === 'community'
    ? md`${seen}. You can keep any entry private.`
    : md`${seen}. You can share any entry.`;
}
